package io.github.iothubsdk.provisioning.internal.script;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Bytes that claim to be an SQL script, told from what they more often are. */
final class ScriptText {

    private ScriptText() {}

    /** The text without its byte order mark. */
    static String of(String source, byte[] bytes) {
        String wrong = disguise(bytes);
        if (!wrong.isEmpty()) {
            throw refused(source, wrong);
        }
        String text = decoded(source, bytes);
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (bare.isBlank()) {
            throw refused(source, "is empty");
        }
        if (bare.indexOf('\0') >= 0) {
            throw refused(source, "is binary");
        }
        String start = bare.stripLeading();
        if (start.startsWith("<")) {
            throw refused(source, "is a page of HTML or XML; download the raw file");
        }
        SqlRules.find(bare).ifPresent(what -> {
            throw refused(source, "has " + what);
        });
        return bare;
    }

    private static String disguise(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        return switch (first) {
            case 0x1f8b -> "is compressed by gzip; unpack it first";
            case 0x504b -> "is a ZIP archive; unpack it first";
            case 0xfffe, 0xfeff -> "is UTF-16 text; save it as UTF-8";
            default -> "";
        };
    }

    private static String decoded(String source, byte[] bytes) {
        CharBuffer out = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw refused(
                    source,
                    "is not UTF-8 text: see line " + line(text, text.length()) + ", byte " + (in.position() + 1)
                            + "; save it as UTF-8");
        }
        return text;
    }

    /** The line of a place in a text, from 1. */
    static int line(String text, int at) {
        return 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
    }

    private static IllegalArgumentException refused(String source, String what) {
        return new IllegalArgumentException("The schema script " + source + " " + what);
    }
}
