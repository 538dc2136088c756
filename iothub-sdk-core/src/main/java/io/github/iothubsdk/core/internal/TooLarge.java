package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpTransport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer came, and is larger than any of the service's: it is not read to its end. */
public final class TooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    /** Said of the answer. */
    public static final String WORDS = "more than " + (HttpTransport.MOST_BYTES >> 20) + " MiB";

    /** Causes of causes; HTTP clients wrap what is thrown while they read. */
    private static final int DEEPEST = 16;

    TooLarge() {
        super("the answer has " + WORDS);
    }

    /** Whether that is why there is no answer. */
    public static boolean isIn(IOException thrown) {
        @Nullable Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST; depth++, each = each.getCause()) {
            if (each instanceof TooLarge) {
                return true;
            }
        }
        return false;
    }
}
