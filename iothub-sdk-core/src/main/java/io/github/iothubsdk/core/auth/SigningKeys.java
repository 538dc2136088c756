package io.github.iothubsdk.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/** The derived keys, each good for one day, region and service; a handful at a time. */
final class SigningKeys {

    /** Days, regions, services and rotated credentials are few; past this the old ones are dropped. */
    private static final int MANY = 64;

    private record Scope(Credentials credentials, String day, String region, String service) {}

    private final ConcurrentHashMap<Scope, byte[]> keys = new ConcurrentHashMap<>();

    byte[] of(Credentials credentials, String day, String region, String service) {
        Scope scope = new Scope(credentials, day, region, service);
        byte[] known = keys.get(scope);
        if (known != null) {
            return known;
        }
        if (keys.size() >= MANY) {
            keys.clear();
        }
        return keys.computeIfAbsent(scope, SigningKeys::derive);
    }

    static byte[] derive(String secretKey, String day, String region, String service) {
        byte[] date = Sha256.hmac(utf8("JDCLOUD2" + secretKey), utf8(day));
        return Sha256.hmac(Sha256.hmac(Sha256.hmac(date, utf8(region)), utf8(service)), utf8("jdcloud2_request"));
    }

    private static byte[] derive(Scope scope) {
        return derive(scope.credentials().secretKey().reveal(), scope.day(), scope.region(), scope.service());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
