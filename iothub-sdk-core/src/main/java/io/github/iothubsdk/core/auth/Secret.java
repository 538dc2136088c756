package io.github.iothubsdk.core.auth;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that hides itself: neither {@code toString} nor a serialiser shows it. Immutable; equality takes constant time.
 *
 * <p>What writes the fields that it finds, such as Gson or Jackson, finds none here; what writes transient fields too finds
 * one that Java opens to nobody, unless it is started with {@code --add-opens java.base/java.lang.invoke}. Java's own
 * serialization ends with {@link java.io.NotSerializableException}. So a secret cannot be read back either.
 */
public final class Secret {

    /** Gives the text. A method handle, because reflection reaches into this class, and not into Java's own. */
    private final transient @Nullable MethodHandle text;

    private Secret(String text) {
        this.text = MethodHandles.constant(String.class, text);
    }

    /** Wraps a secret text. */
    public static Secret of(String text) {
        return new Secret(Objects.requireNonNull(text, "text"));
    }

    /**
     * The text itself, for the one place that needs it.
     *
     * @throws IllegalStateException when a deserialiser made this secret, which has no text then
     */
    public String reveal() {
        if (text == null) {
            throw new IllegalStateException(
                    "This secret was made by a deserialiser, and no serialiser is given its text."
                            + " Make it with Secret.of.");
        }
        try {
            return (String) text.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a constant cannot fail", e);
        }
    }

    /** Whether it is empty or only white space. */
    public boolean isBlank() {
        return reveal().isBlank();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        reveal().getBytes(StandardCharsets.UTF_8),
                        secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return reveal().hashCode();
    }

    @Override
    public String toString() {
        return "******";
    }
}
