package io.github.iothubsdk.core.auth;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import java.util.List;

/** The text that is hashed for the signature, put together in one pass. */
final class CanonicalRequest {

    private static final String EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private CanonicalRequest() {}

    /**
     * Its hash in lower-case hex.
     *
     * @param request its path and query are encoded once
     * @param headers in lower case, trimmed and sorted
     * @param names theirs, joined by semicolons
     */
    static String hash(HttpRequest request, List<Header> headers, String names) {
        byte[] body = request.body();
        String bodyHash = body.length == 0 ? EMPTY_HASH : Sha256.hash(body);
        var text = new Ascii(512);
        text.add(request.method())
                .add("\n")
                .add(path(request))
                .add("\n")
                .add(request.query())
                .add("\n");
        for (Header header : headers) {
            text.add(header.name()).add(":").add(header.value()).add("\n");
        }
        return Sha256.hash(text.add("\n").add(names).add("\n").add(bodyHash));
    }

    /** A custom verb's colon stays as it is on the wire, and is signed as %3A. */
    private static String path(HttpRequest request) {
        return request.path().replace(":", "%3A");
    }
}
