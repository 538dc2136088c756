package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.spi.IotHubRoutes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a recording says of the routes that were called. */
final class RecordedRoutes {

    private RecordedRoutes() {}

    /** Their name, and a digest that changes with any of them. */
    static Map<String, String> about(IotHubRoutes routes) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("dialect", routes.name());
        about.put("digest", sha256(String.join("\n", texts(routes).toList())));
        return about;
    }

    /** The words in their paths, which are nobody's ids, and the service's name. */
    static Set<String> words(IotHubRoutes routes) {
        return texts(routes)
                .flatMap(text -> Stream.of(text.split("[/:]")))
                .filter(word -> !word.isEmpty() && !word.contains("{"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> texts(IotHubRoutes routes) {
        return Stream.of(routes.service().name(), routes.service().version(), routes.instances(), routes.instance());
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no SHA-256", e);
        }
    }
}
