package io.github.iothubsdk.core.auth;

import io.github.iothubsdk.core.error.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sources of credentials that need no file. */
final class Sources {

    private Sources() {}

    static CredentialsProvider named(String name, Supplier<Optional<Credentials>> source) {
        return new CredentialsProvider() {
            @Override
            public Optional<Credentials> find() {
                return source.get();
            }

            @Override
            public String describe() {
                return name;
            }
        };
    }

    static CredentialsProvider keyed(
            String kind, String access, String secret, String token, Function<String, @Nullable String> values) {
        return named(
                kind + " " + access + ", " + secret,
                () -> pair(kind, access, values.apply(access), secret, values.apply(secret))
                        .map(found -> withToken(found, values.apply(token))));
    }

    static CredentialsProvider firstOf(List<CredentialsProvider> providers) {
        List<CredentialsProvider> all = List.copyOf(providers);
        return named(
                all.stream().map(CredentialsProvider::describe).collect(Collectors.joining("; ")),
                () -> all.stream().flatMap(p -> p.find().stream()).findFirst());
    }

    /** Both, or neither: half a pair is a mistake that must not fall through to another source. */
    static Optional<Credentials> pair(
            String kind, String access, @Nullable String accessKey, String secret, @Nullable String secretKey) {
        String key = accessKey == null ? "" : accessKey.trim();
        String hidden = secretKey == null ? "" : secretKey.trim();
        if (key.isEmpty() != hidden.isEmpty()) {
            throw new ApiException.Misconfigured("Of the " + kind + ", " + (key.isEmpty() ? secret : access)
                    + " is set and " + (key.isEmpty() ? access : secret) + " is not. Set both or neither.");
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(Credentials.of(key, Secret.of(hidden)));
    }

    private static Credentials withToken(Credentials found, @Nullable String token) {
        return token == null ? found : Credentials.of(found.accessKey(), found.secretKey(), Secret.of(token));
    }
}
