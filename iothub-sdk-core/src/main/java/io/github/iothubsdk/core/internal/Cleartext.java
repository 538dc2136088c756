package io.github.iothubsdk.core.internal;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Where plain HTTP may go: not off this machine. */
public final class Cleartext {

    /** What is read as an address, and so never asked of DNS. */
    private static final Pattern LITERAL = Pattern.compile("\\[.+]|\\d{1,3}(\\.\\d{1,3}){3}");

    private Cleartext() {}

    /** Whether what goes to this origin is encrypted or stays on this machine; by its words alone, no name is resolved. */
    public static boolean isSafe(String origin) {
        URI address = URI.create(origin);
        String host = String.valueOf(address.getHost());
        return "https".equals(address.getScheme())
                || host.equals("localhost")
                || (LITERAL.matcher(host).matches() && isLoopback(host));
    }

    private static boolean isLoopback(String literal) {
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // an address of no network of this machine
        }
    }
}
