package io.github.iothubsdk.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests whose path and query are percent-encoded already; written from the wire's facts alone. */
record TinySigner(String accessKey, String secretKey, String service, String region) {
    String authorization(String method, String target, Map<String, String> headers, String body) throws Exception {
        TreeMap<String, String> sorted = new TreeMap<>(headers);
        String date = Objects.requireNonNull(headers.get("x-jdcloud-date"));
        String scope = date.substring(0, 8) + "/" + region + "/" + service + "/jdcloud2_request";
        String names = String.join(";", sorted.keySet());
        String toSign = "JDCLOUD2-HMAC-SHA256\n" + date + "\n" + scope + "\n"
                + sha256(canonical(method, target, sorted, names, body));
        byte[] key = bytes("JDCLOUD2" + secretKey);
        for (String step : scope.split("/", -1)) {
            key = hmac(key, step);
        }
        return "JDCLOUD2-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names
                + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String canonical(
            String method, String target, TreeMap<String, String> headers, String names, String body)
            throws GeneralSecurityException {
        String[] parts = target.split("\\?", 2);
        String query = parts.length < 2
                ? ""
                : Arrays.stream(parts[1].split("&", -1)).sorted().collect(Collectors.joining("&"));
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().trim() + "\n")
                .collect(Collectors.joining());
        return method + "\n" + parts[0].replace(":", "%3A") + "\n" + query + "\n" + lines + "\n" + names + "\n"
                + sha256(body);
    }

    static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
