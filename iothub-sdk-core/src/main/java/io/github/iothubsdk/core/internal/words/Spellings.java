package io.github.iothubsdk.core.internal.words;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** The ways in which a secret is written as a whole; how its characters are escaped, {@link Escape} knows. */
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
        all.removeIf(String::isBlank);
        return all;
    }
}
