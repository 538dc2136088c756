package io.github.iothubsdk.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text of ASCII characters, put together as the bytes that are hashed. */
final class Ascii {

    private byte[] bytes;
    private int length;

    /** Grows when it must. */
    Ascii(int capacity) {
        bytes = new byte[capacity];
    }

    /** What is signed has been encoded before: another character would be cut to its low byte. */
    @SuppressWarnings("deprecation") // a plain copy of the bytes, exact for ASCII, is what is wanted here
    Ascii add(String text) {
        int end = length + text.length();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        text.getBytes(0, text.length(), bytes, length);
        length = end;
        return this;
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
