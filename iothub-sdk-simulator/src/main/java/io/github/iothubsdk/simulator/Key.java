package io.github.iothubsdk.simulator;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One access key of an account, which may have several; under the lock of the cloud. */
final class Key {
    private static final int MOST_SCOPES = 64;

    final String accessKey;
    final String secretKey;
    final AccountState account;

    @Nullable
    String sessionToken;

    private final Map<String, byte[]> signingKeys = new HashMap<>();

    Key(String accessKey, String secretKey, AccountState account) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.account = account;
    }

    /** Returns the key that signs in a scope: derived once a day, region and service. */
    byte[] signingKey(String scope) {
        if (signingKeys.size() > MOST_SCOPES) {
            signingKeys.clear();
        }
        return signingKeys.computeIfAbsent(scope, wanted -> Signature.key(secretKey, wanted));
    }
}
