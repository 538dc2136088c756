package io.github.iothubsdk.simulator;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a simulator answers to.
 *
 * <p>A page of any website can have its own name resolved to 127.0.0.1 (DNS rebinding); the name in Host gives it away.
 * The port does not matter: it may be forwarded.
 */
record HostNames(Set<String> names) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(:(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?");

    static final HostNames OWN = new HostNames(Set.of("127.0.0.1", "localhost", "[::1]"));

    HostNames {
        names = Set.copyOf(names);
    }

    /** These and one more. */
    HostNames and(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException("host must be a name or an address without a port, such as sim.example");
        }
        Set<String> more = new TreeSet<>(names);
        more.add(lower);
        return new HostNames(more);
    }

    /** Whether a Host header names this simulator. */
    boolean include(String host) {
        Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
        return parts.matches()
                && names.contains(parts.group(1))
                && (parts.group(3) == null || isPort(Integer.parseInt(parts.group(3))));
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= 65_535;
    }
}
