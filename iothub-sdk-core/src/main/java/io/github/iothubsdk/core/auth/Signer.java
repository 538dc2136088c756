package io.github.iothubsdk.core.auth;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.SigningKeys.Scope;
import io.github.iothubsdk.core.auth.SigningKeys.SigningKey;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Signs requests with JDCLOUD2-HMAC-SHA256. Thread-safe; keeps the keys derived for the day.
 *
 * <p>Source: JD Cloud's published signature process. The host, the content type, the date, the nonce and the session
 * token (when there is one) are signed, which satisfies every published version of the text.
 */
public final class Signer {

    static final String ALGORITHM = "JDCLOUD2-HMAC-SHA256";
    private static final String SIGNED = "content-type;host;x-jdcloud-date;x-jdcloud-nonce";

    private final SigningKeys keys = new SigningKeys();
    private final Nonces nonces = new Nonces();

    /** Many requests are signed in one second. */
    private volatile SigningDate latest = SigningDate.of(0);

    /** A signer with no keys yet. */
    public Signer() {}

    /**
     * The request with date, token and Authorization headers and a nonce never used before added.
     *
     * @param request its headers must be in lower case, sorted before {@code x-jdcloud}, single-spaced and trimmed
     * @param now cut to the second
     */
    public HttpRequest sign(HttpRequest request, Credentials credentials, Instant now) {
        requireNonNull(credentials, "credentials");
        requireNonNull(now, "now");
        requireNonNull(request, "request");
        return sign(request, credentials, now, nonces.next());
    }

    /**
     * The same with a nonce of the caller's.
     *
     * @param request its headers must be in lower case, sorted before {@code x-jdcloud}, single-spaced and trimmed
     * @param now cut to the second
     * @param nonce never used before with this access key: a repeated one is answered 403
     */
    public HttpRequest sign(HttpRequest request, Credentials credentials, Instant now, String nonce) {
        requireNonNull(credentials, "credentials");
        requireNonNull(nonce, "nonce");
        requireNonNull(now, "now");
        requireNonNull(request, "request");
        SigningDate date = date(now.getEpochSecond());
        List<Header> added = new ArrayList<>(4);
        added.add(new Header("x-jdcloud-date", date.text()));
        added.add(new Header("x-jdcloud-nonce", nonce));
        credentials.sessionToken().ifPresent(token -> added.add(new Header("x-jdcloud-security-token", base64(token))));
        String names = added.size() == 2 ? SIGNED : SIGNED + ";x-jdcloud-security-token";
        List<Header> signed = new ArrayList<>(5);
        signed.add(contentType(request));
        signed.add(new Header("host", request.host()));
        signed.addAll(added);
        added.add(new Header("authorization", authorization(request, signed, names, credentials, date)));
        return request.with(added);
    }

    /** The Authorization value over exactly these headers, sorted by name, and their names joined by semicolons. */
    String authorization(
            HttpRequest request, List<Header> signed, String names, Credentials credentials, SigningDate date) {
        SigningKey key = keys.of(new Scope(credentials, date.day(), request.region(), request.service()));
        String hash = CanonicalRequest.hash(request, signed, names);
        var toSign = new Ascii(160)
                .add(ALGORITHM)
                .add("\n")
                .add(date.text())
                .add("\n")
                .add(key.scope())
                .add("\n")
                .add(hash);
        String signature = Sha256.hex(Sha256.hmac(key.key(), toSign));
        return new Ascii(256)
                .add(key.credential())
                .add(", SignedHeaders=")
                .add(names)
                .add(", Signature=")
                .add(signature)
                .text();
    }

    private SigningDate date(long epochSecond) {
        SigningDate date = latest;
        if (date.epochSecond() != epochSecond) {
            date = SigningDate.of(epochSecond);
            latest = date;
        }
        return date;
    }

    private static Header contentType(HttpRequest request) {
        for (Header header : request.headers()) {
            if (header.name().equals("content-type")) {
                return header;
            }
        }
        throw new IllegalArgumentException("the request has no content-type header");
    }

    private static String base64(Secret token) {
        return Base64.getEncoder().encodeToString(token.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
