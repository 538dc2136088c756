package io.github.iothubsdk.core.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param headers the first value of each header, by its name in lower case
 * @param body the bytes, decompressed; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // the body is bytes on their way, never compared
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {
    /** Refuses what is null. */
    public HttpResponse {
        requireNonNull(body, "body");
        requireNonNull(headers, "headers");
        headers.forEach((key, value) -> requireNonNull(value, "headers"));
    }

    /** A header by its name, in any case. */
    public Optional<String> header(String name) {
        requireNonNull(name, "name");
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as UTF-8 text; bytes that are not become replacement characters. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status and size only: an answer may hold what is private. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
