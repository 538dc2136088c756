package io.github.iothubsdk.core.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding as JD Cloud's signature wants it: UTF-8, all but {@code A-Z a-z 0-9 - _ . ~}, upper-case hex. */
public final class PercentEncoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final boolean[] UNRESERVED = new boolean[128];

    static {
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~".toCharArray()) {
            UNRESERVED[c] = true;
        }
    }

    private PercentEncoding() {}

    /** Encodes one path segment, or one name or value of a query. */
    public static String encode(String text) {
        requireNonNull(text, "text");
        for (int i = 0; i < text.length(); i++) {
            if (!unreserved(text.charAt(i))) {
                return encodeFrom(text);
            }
        }
        return text;
    }

    private static String encodeFrom(String text) {
        StringBuilder out = new StringBuilder(text.length() * 3);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0 && unreserved((char) b)) {
                out.append((char) b);
            } else {
                HEX.toHexDigits(out.append('%'), b);
            }
        }
        return out.toString();
    }

    private static boolean unreserved(char c) {
        return c < 128 && UNRESERVED[c];
    }
}
