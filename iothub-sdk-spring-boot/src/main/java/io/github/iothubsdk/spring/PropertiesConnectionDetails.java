package io.github.iothubsdk.spring;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the properties say; used where the application has no connection details of its own. */
record PropertiesConnectionDetails(IotHubProperties properties) implements IotHubConnectionDetails {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{.*}", Pattern.DOTALL);

    /** Spring leaves a placeholder that nothing fills in as it is, and an instance with that password would be paid for. */
    PropertiesConnectionDetails {
        IotHubProperties.Credentials given = properties.credentials();
        requireFilledIn("iothub.database-password", shown(properties.databasePassword()));
        requireFilledIn("iothub.credentials.access-key", given.accessKey());
        requireFilledIn("iothub.credentials.secret-key", shown(given.secretKey()));
        requireFilledIn("iothub.credentials.session-token", shown(given.sessionToken()));
    }

    private static @Nullable String shown(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }

    private static void requireFilledIn(String property, @Nullable String value) {
        if (value != null && PLACEHOLDER.matcher(value).find()) {
            throw new IllegalStateException(property
                    + " refers to something by ${...} that is not set. Set that, or leave " + "the property out.");
        }
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.ofNullable(properties.endpoint());
    }

    @Override
    public CredentialsProvider credentials() {
        IotHubProperties.Credentials given = properties.credentials();
        boolean hasKeys = given.accessKey() != null || given.secretKey() != null || given.sessionToken() != null;
        if (given.profile() != null) {
            if (hasKeys) {
                throw new IllegalStateException(
                        "iothub.credentials.profile and keys are both set: leave one of them out.");
            }
            return CredentialsProvider.profile(Path.of(System.getProperty("user.home", "."), ".jdc"), given.profile());
        }
        if (!hasKeys) {
            return CredentialsProvider.defaultChain();
        }
        if (given.accessKey() == null || given.secretKey() == null) {
            throw new IllegalStateException(
                    "iothub.credentials needs both access-key and secret-key, or neither of them nor a session-token.");
        }
        return CredentialsProvider.of(
                new Credentials(given.accessKey(), given.secretKey(), Optional.ofNullable(given.sessionToken())));
    }

    @Override
    public Optional<Secret> databasePassword() {
        return Optional.ofNullable(properties.databasePassword());
    }
}
