package io.github.iothubsdk.core.internal.words;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** The ways in which a secret is written: by us in headers, JSON and addresses, and by who echoes it. */
final class Spellings {

    private Spellings() {}

    static Set<String> of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> all = new LinkedHashSet<>();
        all.add(secret);
        all.add(secret.strip());
        all.add(Plain.of(secret, Integer.MAX_VALUE - 1));
        all.add(new String(bytes, StandardCharsets.ISO_8859_1)); // as headers are read
        all.add(Base64.getEncoder().encodeToString(bytes));
        all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        all.add(Base64.getUrlEncoder().encodeToString(bytes));
        all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        all.add(form);
        all.add(form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
        String quoted = json(secret, c -> c < ' ');
        all.add(quoted);
        all.add(quoted.replace("/", "\\/"));
        all.add(json(secret, c -> c < ' ' || c > '~'));
        all.add(json(secret, c -> c < ' ' || c > '~' || "<>&='".indexOf(c) >= 0));
        all.add(secret.replace("'", "''"));
        all.add(secret.replace("\\", "\\\\").replace("'", "\\'"));
        String markup = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        all.add(markup.replace("\"", "&quot;"));
        all.add(markup.replace("\"", "&quot;").replace("'", "&#39;"));
        all.removeIf(String::isBlank);
        return all;
    }

    private static String json(String text, IntPredicate escaped) {
        return text.chars()
                .mapToObj(c -> switch (c) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    default -> escaped.test(c) ? String.format("\\u%04x", c) : String.valueOf((char) c);
                })
                .collect(Collectors.joining());
    }
}
