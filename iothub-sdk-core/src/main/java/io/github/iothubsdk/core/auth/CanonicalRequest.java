package io.github.iothubsdk.core.auth;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** The text that is hashed and signed, made in one pass. */
record CanonicalRequest(String text, String signedHeaders) {

    private static final HexFormat HEX = HexFormat.of();
    private static final String EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** The headers must be in lower case, trimmed and sorted; the path and query encoded once. */
    static CanonicalRequest of(HttpRequest request, List<Header> headers) {
        StringBuilder text = new StringBuilder(512);
        StringBuilder names = new StringBuilder(80);
        text.append(request.method()).append('\n');
        appendPath(text, request.path());
        text.append('\n').append(request.query()).append('\n');
        for (Header header : headers) {
            text.append(header.name()).append(':').append(header.value()).append('\n');
            names.append(names.isEmpty() ? "" : ";").append(header.name());
        }
        String signedHeaders = names.toString();
        text.append('\n').append(signedHeaders).append('\n').append(bodyHash(request.body()));
        return new CanonicalRequest(text.toString(), signedHeaders);
    }

    String hash() {
        return HEX.formatHex(Sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A custom verb's colon stays as it is on the wire, and is signed as %3A. */
    private static void appendPath(StringBuilder text, String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ':') {
                text.append("%3A");
            } else {
                text.append(c);
            }
        }
    }

    private static String bodyHash(byte[] body) {
        return body.length == 0 ? EMPTY_HASH : HEX.formatHex(Sha256.digest(body));
    }
}
