package io.github.iothubsdk.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The derived keys, each good for one day, region and service; a handful at a time. */
final class SigningKeys {

    /** Days, regions, services and rotated credentials are few; past this the old ones are dropped. */
    private static final int MANY = 64;

    /** What is signed with one key. */
    record Scope(Credentials credentials, String day, String region, String service) {

        private SigningKey derive() {
            byte[] key = SigningKeys.derive(credentials.secretKey().reveal(), day, region, service);
            String scope = day + '/' + region + '/' + service + "/jdcloud2_request";
            String credential = Signer.ALGORITHM + " Credential=" + credentials.accessKey() + '/' + scope;
            return new SigningKey(Sha256.key(key), scope, credential);
        }

        /** By hand, since a record's own takes its time at a first call. */
        @Override
        public int hashCode() {
            return (credentials.hashCode() * 31 + day.hashCode()) * 31 + service.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Scope scope
                    && scope.day.equals(day)
                    && scope.region.equals(region)
                    && scope.service.equals(service)
                    && scope.credentials.equals(credentials);
        }
    }

    /** A key, its scope as it is written, and how an Authorization value with it begins. */
    record SigningKey(SecretKeySpec key, String scope, String credential) {}

    private final ConcurrentHashMap<Scope, SigningKey> keys = new ConcurrentHashMap<>();

    SigningKey of(Scope scope) {
        SigningKey known = keys.get(scope);
        if (known != null) {
            return known;
        }
        if (keys.size() >= MANY) {
            keys.clear();
        }
        return keys.computeIfAbsent(scope, Scope::derive);
    }

    static byte[] derive(String secretKey, String day, String region, String service) {
        byte[] key = ("JDCLOUD2" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, service, "jdcloud2_request"}) {
            key = Sha256.hmac(Sha256.key(key), new Ascii(part.length()).add(part));
        }
        return key;
    }
}
