package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.internal.words.KnownSecrets;
import java.io.IOException;

/** An exception of an HTTP client's that quotes what came back, told again with its class and in words that may be shown. */
public final class Retold extends IOException {

    /** Causes of causes; what is deeper tells nothing more. */
    private static final int DEEPEST = 16;

    private Retold(Throwable told, String words) {
        super(words);
        setStackTrace(told.getStackTrace());
    }

    /** The exception itself where all its words may be shown, and those of its causes; else all of them again. */
    public static IOException of(IOException thrown, KnownSecrets known) {
        return clean(thrown, known, 0) ? thrown : again(thrown, known, 0);
    }

    private static boolean clean(Throwable thrown, KnownSecrets known, int depth) {
        if (depth > DEEPEST || !known.quote(thrown.toString()).equals(thrown.toString())) {
            return false;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!clean(suppressed, known, depth + 1)) {
                return false;
            }
        }
        Throwable cause = thrown.getCause();
        return cause == null || clean(cause, known, depth + 1);
    }

    private static Retold again(Throwable thrown, KnownSecrets known, int depth) {
        Retold retold = new Retold(thrown, known.quote(thrown.toString()));
        if (depth < DEEPEST) {
            if (thrown.getCause() != null) {
                retold.initCause(again(thrown.getCause(), known, depth + 1));
            }
            for (Throwable suppressed : thrown.getSuppressed()) {
                retold.addSuppressed(again(suppressed, known, depth + 1));
            }
        }
        return retold;
    }
}
