package io.github.iothubsdk.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okio.ByteString;

/**
 * Computes JDCLOUD2-HMAC-SHA256 from a request as received, independently of any client's code.
 *
 * <p>Published: the algorithm, and the headers that must be signed. The path is decoded and encoded again, so that a
 * colon may travel as {@code :} or {@code %3A} (INFERRED); both are signed as {@code %3A}.
 */
final class Signature {
    private static final String ALGORITHM = "JDCLOUD2-HMAC-SHA256";

    private Signature() {}

    /** Returns the signature, in lower-case hex, that the request must carry. */
    static String of(Request request, Credential credential, String secretKey) {
        return of(request, credential, key(secretKey, credential.scope()));
    }

    private static String of(Request request, Credential credential, byte[] signingKey) {
        return HexFormat.of().formatHex(hmac(signingKey, stringToSign(request, credential)));
    }

    /** Derives the key that signs in a scope. */
    static byte[] key(String secretKey, String scope) {
        byte[] key = utf8("JDCLOUD2" + secretKey);
        for (String step : scope.split("/", -1)) {
            key = hmac(key, step);
        }
        return key;
    }

    /** Compares in constant time, as a server should. */
    static boolean matches(Request request, Credential credential, Key key) {
        byte[] signingKey = key.signingKey(credential.scope());
        return MessageDigest.isEqual(utf8(of(request, credential, signingKey)), utf8(credential.signature()));
    }

    private static String stringToSign(Request request, Credential credential) {
        String canonicalHash =
                ByteString.encodeUtf8(canonical(request, credential)).sha256().hex();
        return String.join("\n", ALGORITHM, "" + request.header("x-jdcloud-date"), credential.scope(), canonicalHash);
    }

    static String canonical(Request request, Credential credential) {
        String path = request.segments().stream().map(Escapes::encode).collect(Collectors.joining("/"));
        String headers = credential.signedHeaders().stream()
                .sorted()
                .map(name -> name + ":" + tidy("" + request.header(name)) + "\n")
                .collect(Collectors.joining());
        String names = credential.signedHeaders().stream().sorted().collect(Collectors.joining(";"));
        return String.join(
                "\n",
                request.method(),
                path.isEmpty() ? "/" : path,
                request.query().canonical(),
                headers,
                names,
                request.body().sha256().hex());
    }

    private static String tidy(String value) {
        String trimmed = value.strip();
        return trimmed.contains("  ") ? trimmed.replaceAll(" +", " ") : trimmed;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
