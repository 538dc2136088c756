package io.github.iothubsdk.provisioning.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes that claim to be an SQL script, told from what they more often are; no parser of SQL. */
final class ScriptText {

    /** Commands of the mysql client, alone on a line, which the server does not know; and USE, which evades the guard. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?im)^[ \\t]*(DELIMITER|SOURCE|USE(?![ \\t]+(?:INDEX|KEY)\\b))[ \\t]+\\S+[ \\t]*;?[ \\t\\r]*$");

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
        Matcher command = COMMAND.matcher(bare);
        if (command.find()) {
            throw refused(
                    source,
                    "has " + word(command) + " on line " + line(bare.substring(0, command.start())) + ", "
                            + reason(command));
        }
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
                    "is not UTF-8 text: see line " + line(text) + ", byte " + (in.position() + 1)
                            + "; save it as UTF-8");
        }
        return text;
    }

    private static String word(Matcher command) {
        return command.group(1).toUpperCase(Locale.ROOT);
    }

    private static String reason(Matcher command) {
        return word(command).equals("USE")
                ? "which turns to another database than the one that was checked"
                : "a command of the mysql client that the server does not know";
    }

    private static long line(String before) {
        return 1 + before.chars().filter(c -> c == '\n').count();
    }

    private static IllegalArgumentException refused(String source, String what) {
        return new IllegalArgumentException("The schema script " + source + " " + what);
    }
}
