package io.github.iothubsdk.core.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Why a request got no answer, in words: those of the root, since HTTP clients wrap it, some in exceptions without any. */
public final class Trouble {

    /** Causes of causes; what is deeper tells nothing more. */
    private static final int DEEPEST = 16;

    /** What the JDK says when the first bytes that come back are no TLS. */
    private static final String NO_TLS = "Unsupported or unrecognized SSL message";

    private Trouble() {}

    /** The words, of what an HTTP client has thrown about a request to this host, with or without a port. */
    public static String of(IOException thrown, String host) {
        String words = null;
        Throwable deepest = thrown;
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST; depth++, each = each.getCause()) {
            if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
                return "unknown host " + host.replaceFirst(":\\d+$", "");
            }
            if (each instanceof SSLException
                    && String.valueOf(each.getMessage()).startsWith(NO_TLS)) {
                return "it does not speak TLS: was http:// meant, and not https://?";
            }
            words = words == null && told(each) ? each.getMessage() : words;
            deepest = each instanceof ConnectException ? each : deepest;
        }
        if (words != null) {
            return words;
        }
        return deepest instanceof ConnectException ? "no connection was accepted" : "the connection failed";
    }

    /** A class's name in the place of words tells no person anything. */
    private static boolean told(Throwable thrown) {
        String words = thrown.getMessage();
        return words != null
                && !words.isBlank()
                && !words.equals("null")
                && (thrown.getCause() == null || !words.equals(thrown.getCause().toString()))
                && !words.matches("[\\w.$]*Exception");
    }
}
