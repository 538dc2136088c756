package io.github.iothubsdk.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words of others as they may stand on a terminal and in a log: no secrets, nothing that moves it, and not for ever. */
final class Visible {
    private static final int LONGEST = 512;
    private static final Pattern SECRET = Pattern.compile("passw|pwd|secret|token|signature|credential|auth|accesskey");

    private Visible() {}

    /** The text on one line; what is not seen, or moves a terminal, is a question mark. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        int at = 0;
        while (at < text.length() && line.length() < LONGEST) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            line.appendCodePoint(moves(c) ? '?' : c);
        }
        return at < text.length() ? line + "..." : line.toString();
    }

    private static boolean moves(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || isVariation(c);
        };
    }

    private static boolean isVariation(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || c == 0x34f;
    }

    /** A path with its query, on one line and without secrets. */
    static String target(String target) {
        return line(withoutSecrets(target));
    }

    /**
     * The same as it came, but for values whose names say, however they are escaped, that they are secret, and those of a filter
     * for such a name: {@code filters.1.name=rdsPassword&filters.1.values.1=...}.
     */
    static String withoutSecrets(String target) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return target;
        }
        List<Part> parts = Stream.of(target.substring(mark + 1).split("&", -1))
                .map(Part::of)
                .toList();
        Set<String> secretFilters = parts.stream()
                .map(Part::secretFilter)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return target.substring(0, mark + 1)
                + parts.stream().map(part -> part.shown(secretFilters)).collect(Collectors.joining("&"));
    }

    /** A pair of a query as it came; value is null where there is no equals sign. */
    private record Part(String name, @Nullable String value) {
        private static final Pattern OF_A_FILTER = Pattern.compile("(.+)\\.(name|key|values?(\\..*)?)");

        static Part of(String raw) {
            int equals = raw.indexOf('=');
            return equals < 0 ? new Part(raw, null) : new Part(raw.substring(0, equals), raw.substring(equals + 1));
        }

        /** The filter whose name this is, when it is that of a secret; empty otherwise. */
        String secretFilter() {
            Matcher filter = filter();
            boolean isName = filter.matches() && !filter.group(2).startsWith("value");
            return isName && isSecret("" + value) ? filter.group(1) : "";
        }

        String shown(Set<String> secretFilters) {
            if (value == null) {
                return name;
            }
            Matcher filter = filter();
            boolean isFiltered =
                    filter.matches() && filter.group(2).startsWith("value") && secretFilters.contains(filter.group(1));
            return name + "=" + (isFiltered || isSecret(name) ? "******" : value);
        }

        private Matcher filter() {
            String plain = decoded(name);
            return OF_A_FILTER.matcher(plain == null ? "" : plain);
        }
    }

    /** A name that cannot be decoded may be anything's. */
    private static boolean isSecret(String name) {
        String plain = decoded(name);
        return plain == null || SECRET.matcher(plain.toLowerCase(Locale.ROOT)).find();
    }

    private static @Nullable String decoded(String text) {
        try {
            return Escapes.decode(text);
        } catch (ApiError malformed) {
            return null;
        }
    }
}
