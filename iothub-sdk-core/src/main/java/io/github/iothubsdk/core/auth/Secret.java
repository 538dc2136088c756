package io.github.iothubsdk.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that hides itself: {@code toString} never shows it. Immutable; equality takes constant time. */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps a secret text. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself, for the one place that needs it. */
    public String reveal() {
        return text;
    }

    /** Whether it is empty or only white space. */
    public boolean isBlank() {
        return text.isBlank();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "******";
    }
}
