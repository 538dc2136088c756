package io.github.iothubsdk.core.auth;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.error.ApiException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access key, its secret key, and the session token of temporary credentials.
 *
 * @param accessKey names the key; not secret, and shown in messages
 * @param secretKey signs; never sent
 * @param sessionToken sent base64-encoded in {@code x-jdcloud-security-token} and signed, when there is one
 */
public record Credentials(String accessKey, Secret secretKey, Optional<Secret> sessionToken) {

    /**
     * Trims both keys, as JD Cloud's own SDK does, and the token; a blank token is none.
     *
     * @throws ApiException.Misconfigured when a key is blank, or the access key holds what no header can carry
     */
    public Credentials {
        requireNonNull(accessKey, "accessKey");
        requireNonNull(secretKey, "secretKey");
        requireNonNull(sessionToken, "sessionToken");
        accessKey = accessKey.trim();
        secretKey = Secret.of(secretKey.reveal().trim());
        if (accessKey.isEmpty() || secretKey.isBlank()) {
            throw new ApiException.Misconfigured("The access key or the secret key is blank. Both are found in the "
                    + "console under Access Key Management.");
        }
        if (!accessKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new ApiException.Misconfigured("The access key holds a space, a line break or a character that is "
                    + "not ASCII: copy it again from the console.");
        }
        sessionToken =
                sessionToken.map(token -> Secret.of(token.reveal().trim())).filter(token -> !token.isBlank());
    }

    /** Long-lived credentials. */
    public static Credentials of(String accessKey, Secret secretKey) {
        requireNonNull(accessKey, "accessKey");
        requireNonNull(secretKey, "secretKey");
        return new Credentials(accessKey, secretKey, Optional.empty());
    }

    /** Temporary credentials, such as the STS service gives out. */
    public static Credentials of(String accessKey, Secret secretKey, Secret sessionToken) {
        requireNonNull(accessKey, "accessKey");
        requireNonNull(secretKey, "secretKey");
        requireNonNull(sessionToken, "sessionToken");
        return new Credentials(accessKey, secretKey, Optional.of(sessionToken));
    }

    /** By hand, since a record's own takes its time at a first call. */
    @Override
    public int hashCode() {
        return accessKey.hashCode() * 31 + secretKey.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials keys
                && keys.accessKey.equals(accessKey)
                && keys.secretKey.equals(secretKey)
                && keys.sessionToken.equals(sessionToken);
    }
}
