package io.github.iothubsdk.simulator;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Authorization header, taken apart. */
record Credential(
        String accessKey, String day, String region, String service, List<String> signedHeaders, String signature) {
    private static final Pattern FORM = Pattern.compile("JDCLOUD2-HMAC-SHA256 "
            + "Credential=([^/,\\s]+)/(\\d{8})/([^/,\\s]+)/([^/,\\s]+)/jdcloud2_request, "
            + "SignedHeaders=([a-z0-9_;-]+), "
            + "Signature=([0-9a-f]{64})");

    static Credential parse(String authorization) {
        Matcher form = FORM.matcher(authorization);
        if (!form.matches()) {
            throw ApiError.unauthenticated("malformed header authorization");
        }
        return new Credential(
                form.group(1),
                form.group(2),
                form.group(3),
                form.group(4),
                List.of(form.group(5).split(";", -1)),
                form.group(6));
    }

    String scope() {
        return day + "/" + region + "/" + service + "/jdcloud2_request";
    }

    boolean signs(String header) {
        return signedHeaders.contains(header);
    }
}
