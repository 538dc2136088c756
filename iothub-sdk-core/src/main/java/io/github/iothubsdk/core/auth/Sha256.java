package io.github.iothubsdk.core.auth;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two primitives of the signature, which every Java platform has; each thread looks for their provider once. */
final class Sha256 {

    private static final String HMAC = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::newDigest);
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Sha256::newMac);

    private Sha256() {}

    /** In lower-case hex. */
    static String hash(byte[] data) {
        return hex(DIGEST.get().digest(data));
    }

    /** In lower-case hex. */
    static String hash(Ascii text) {
        MessageDigest digest = DIGEST.get();
        digest.update(text.bytes(), 0, text.length());
        return hex(digest.digest());
    }

    static byte[] hmac(SecretKeySpec key, Ascii text) {
        try {
            Mac mac = MAC.get();
            mac.init(key);
            mac.update(text.bytes(), 0, text.length());
            return mac.doFinal();
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no SHA-256", e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no " + HMAC, e);
        }
    }
}
