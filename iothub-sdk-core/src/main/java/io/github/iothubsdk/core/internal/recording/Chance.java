package io.github.iothubsdk.core.internal.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What looks like chance to whoever has not the key, and is the same for the same text: HMAC-SHA256. Not thread-safe.
 *
 * <p>The key is made here and never leaves, so that nobody can try out which text a replacement stands for.
 */
final class Chance {

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Mac mac;

    private Chance(byte[] key) {
        try {
            mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no " + HMAC, e);
        }
    }

    /** With a key that nobody knows. */
    static Chance fresh() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Chance(key);
    }

    /** The throws for this text, in the attempt of this number. */
    Throws of(String text, int attempt) {
        return new Throws(text, attempt);
    }

    /** One throw after another, without end. */
    final class Throws {
        private final byte[] text;
        private final int attempt;
        private ByteBuffer left = ByteBuffer.allocate(0);
        private int blocks;

        private Throws(String text, int attempt) {
            this.text = text.getBytes(StandardCharsets.UTF_16BE); // a half of a pair is a character, too
            this.attempt = attempt;
        }

        /** At least 0, and below this. */
        int below(int sides) {
            if (left.remaining() < Integer.BYTES) {
                mac.update(ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(attempt)
                        .putInt(blocks++)
                        .flip());
                left = ByteBuffer.wrap(mac.doFinal(text));
            }
            return Integer.remainderUnsigned(left.getInt(), sides);
        }
    }
}
