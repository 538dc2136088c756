package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.core.auth.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A private key as {@code openssl pkcs8 -topk8} writes it: MINA SSHD needs another library for these, Java itself does not.
 *
 * <p>By PBES2 (RFC 8018) with PBKDF2 and AES in CBC mode. Java's own ciphers of that name take no passphrase beyond ASCII.
 */
record EncryptedPkcs8(String base64) {

    private static final String LABEL = " ENCRYPTED PRIVATE KEY-----";
    private static final Pattern PEM = Pattern.compile("-----BEGIN" + LABEL + "([A-Za-z0-9+/=\\s]*+)-----END" + LABEL);
    private static final Pattern SCHEME = Pattern.compile("PBEWith(HmacSHA\\d+)AndAES_(128|256)");
    /** A few seconds; openssl takes 2,048 by default. */
    private static final int MOST_ROUNDS = 10_000_000;

    /** The one in a file; empty when it holds none that is whole. */
    static Optional<EncryptedPkcs8> in(byte[] file) {
        Matcher pem = PEM.matcher(new String(file, StandardCharsets.ISO_8859_1));
        return pem.find() ? Optional.of(new EncryptedPkcs8(pem.group(1))) : Optional.empty();
    }

    /**
     * The same key, not encrypted, as a file of PEM would hold it.
     *
     * @throws NoSuchAlgorithmException when it is encrypted in another way, or is damaged
     * @throws GeneralSecurityException when the passphrase is another; by chance it may also come to a key that is none
     */
    byte[] decrypt(Secret passphrase) throws GeneralSecurityException {
        EncryptedPrivateKeyInfo info = info();
        AlgorithmParameters parameters = info.getAlgParameters();
        Matcher scheme = SCHEME.matcher(String.valueOf(parameters));
        if (!scheme.matches()) {
            throw new NoSuchAlgorithmException("not by PBES2 with AES");
        }
        PBEParameterSpec how = parameters.getParameterSpec(PBEParameterSpec.class);
        if (how.getIterationCount() > MOST_ROUNDS || !(how.getParameterSpec() instanceof IvParameterSpec iv)) {
            throw new NoSuchAlgorithmException("too many rounds, or no initialisation vector");
        }
        PBEKeySpec words = new PBEKeySpec(
                passphrase.reveal().toCharArray(),
                how.getSalt(),
                how.getIterationCount(),
                Integer.parseInt(scheme.group(2)));
        byte[] key = SecretKeyFactory.getInstance("PBKDF2With" + scheme.group(1))
                .generateSecret(words)
                .getEncoded();
        words.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), iv);
        Arrays.fill(key, (byte) 0);
        return pem(cipher.doFinal(info.getEncryptedData()));
    }

    private EncryptedPrivateKeyInfo info() throws NoSuchAlgorithmException {
        try {
            return new EncryptedPrivateKeyInfo(Base64.getMimeDecoder().decode(base64));
        } catch (IOException | IllegalArgumentException e) { // also when the way in which it is encrypted is unknown
            throw new NoSuchAlgorithmException("no parameters that are understood", e);
        }
    }

    private static byte[] pem(byte[] key) {
        byte[] pem = ("-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(key, (byte) 0);
        return pem;
    }
}
