package io.github.iothubsdk.core.auth;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs requests with JDCLOUD2-HMAC-SHA256. Thread-safe; keeps the keys derived for the day.
 *
 * <p>Source: JD Cloud's published signature process. The host, the content type, the date, the nonce and the session
 * token (when there is one) are signed, which satisfies every published version of the text.
 */
public final class Signer {

    private static final String ALGORITHM = "JDCLOUD2-HMAC-SHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final SigningKeys keys = new SigningKeys();

    /** A signer with no keys yet. */
    public Signer() {}

    /**
     * The request with date, nonce, token and Authorization headers added.
     *
     * @param request its headers must be in lower case, sorted before {@code x-jdcloud}, single-spaced and trimmed
     * @param now cut to the second
     * @param nonce never used before with this access key: a repeated one is answered 403
     */
    public HttpRequest sign(HttpRequest request, Credentials credentials, Instant now, String nonce) {
        String date = SigningDate.format(now);
        List<Header> added = new ArrayList<>(4);
        added.add(new Header("x-jdcloud-date", date));
        added.add(new Header("x-jdcloud-nonce", nonce));
        credentials.sessionToken().ifPresent(token -> added.add(new Header("x-jdcloud-security-token", base64(token))));
        List<Header> signed = new ArrayList<>(5);
        signed.add(new Header("content-type", contentType(request)));
        signed.add(new Header("host", request.host()));
        signed.addAll(added);
        added.add(new Header("authorization", authorization(request, signed, credentials, date)));
        return request.with(added);
    }

    /** The Authorization value over exactly these headers, which must be sorted by name. */
    String authorization(HttpRequest request, List<Header> signed, Credentials credentials, String date) {
        var canonical = CanonicalRequest.of(request, signed);
        String day = date.substring(0, 8);
        String scope = day + '/' + request.region() + '/' + request.service() + "/jdcloud2_request";
        String stringToSign = ALGORITHM + '\n' + date + '\n' + scope + '\n' + canonical.hash();
        byte[] key = keys.of(credentials, day, request.region(), request.service());
        String signature = HEX.formatHex(Sha256.hmac(key, stringToSign.getBytes(StandardCharsets.UTF_8)));
        return ALGORITHM + " Credential=" + credentials.accessKey() + '/' + scope + ", SignedHeaders="
                + canonical.signedHeaders() + ", Signature=" + signature;
    }

    private static String contentType(HttpRequest request) {
        for (Header header : request.headers()) {
            if (header.name().equals("content-type")) {
                return header.value();
            }
        }
        throw new IllegalArgumentException("the request has no content-type header");
    }

    private static String base64(Secret token) {
        return Base64.getEncoder().encodeToString(token.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
