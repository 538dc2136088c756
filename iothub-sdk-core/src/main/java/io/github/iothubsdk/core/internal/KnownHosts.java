package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts whose address is at hand, so that calling them looks no name up, which can neither be interrupted nor timed. */
class KnownHosts {

    /** The JDK keeps an address for 30 seconds unless it is told otherwise. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Map<String, Deadline> known = new ConcurrentHashMap<>();

    /** A number, this machine, or one that has answered just now. */
    boolean isKnown(URI url) {
        String host = String.valueOf(url.getHost());
        if (host.startsWith("[")
                || host.matches("[0-9.]+")
                || host.toLowerCase(Locale.ROOT).equals("localhost")) {
            return true;
        }
        Deadline until = known.get(host);
        return until != null && !until.passed();
    }

    /** It has answered. */
    void learn(URI url) {
        String host = String.valueOf(url.getHost());
        known.compute(
                host,
                (name, until) -> until == null || until.passed() ? Deadline.in(KEPT, TimeSource.system()) : until);
    }
}
