package io.github.iothubsdk.spring;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps secrets out of Actuator's {@code env} and {@code configprops} also where an application lets them show values: by the
 * name of the property, however it is spelled, and by the value, whatever variable it was taken from.
 */
final class SecretsSanitizer implements SanitizingFunction {

    private static final Pattern NAMES = Pattern.compile(
            "(iothub|jdcloud).*(password|passwd|secret|secretkey|token|sessiontoken)(reveal)?(\\[.*])?");
    private static final int LONG_ENOUGH_TO_BE_LOOKED_FOR = 8;

    private final Supplier<@Nullable IotHubConnectionDetails> details;

    SecretsSanitizer(Supplier<@Nullable IotHubConnectionDetails> details) {
        this.details = details;
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        String key = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
        if (NAMES.matcher(key).matches() || holdsASecret(data.getValue())) {
            return data.withSanitizedValue();
        }
        return data;
    }

    private boolean holdsASecret(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        String text = String.valueOf(value);
        return secrets().map(Secret::reveal).anyMatch(secret -> isIn(text, secret));
    }

    private static boolean isIn(String text, String secret) {
        return !secret.isBlank()
                && (text.equals(secret) || (secret.length() >= LONG_ENOUGH_TO_BE_LOOKED_FOR && text.contains(secret)));
    }

    private Stream<Secret> secrets() {
        IotHubConnectionDetails known = details.get();
        if (known == null) {
            return Stream.empty();
        }
        Optional<Credentials> credentials = credentials(known);
        return Stream.of(
                        known.databasePassword(),
                        credentials.map(Credentials::secretKey),
                        credentials.flatMap(Credentials::sessionToken))
                .flatMap(Optional::stream);
    }

    /** A source that is broken is for the client to tell of. */
    private static Optional<Credentials> credentials(IotHubConnectionDetails known) {
        try {
            return known.credentials().find();
        } catch (ApiException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
