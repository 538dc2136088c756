package io.github.iothubsdk.schema.ssh;

import java.security.AlgorithmParameters;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Private keys in PKCS#8, as files of PEM hold them. */
final class Pkcs8Keys {

    private static final int ROUNDS = 2048;

    private Pkcs8Keys() {}

    /** Of Bouncy Castle, which writes the public half too, as openssl does. */
    static KeyPair ec(String type) throws Exception {
        return KeyUtils.generateKeyPair(type, Integer.parseInt(type.substring(type.length() - 3)));
    }

    static String plain(KeyPair key) {
        return pem("PRIVATE KEY", key.getPrivate().getEncoded());
    }

    static String withoutItsPublicHalf() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return plain(generator.generateKeyPair());
    }

    /** As {@code openssl pkcs8 -topk8} does, whose passphrases are UTF-8. */
    static String encrypted(KeyPair key, String passphrase, String hash, int bits) throws Exception {
        byte[] salt = new byte[16];
        byte[] iv = new byte[16];
        new SecureRandom().nextBytes(salt);
        new SecureRandom().nextBytes(iv);
        byte[] secret = SecretKeyFactory.getInstance("PBKDF2With" + hash)
                .generateSecret(new PBEKeySpec(passphrase.toCharArray(), salt, ROUNDS, bits))
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new IvParameterSpec(iv));
        return info(
                hash,
                bits,
                new PBEParameterSpec(salt, ROUNDS, new IvParameterSpec(iv)),
                cipher.doFinal(key.getPrivate().getEncoded()));
    }

    /** What nobody has the time to decrypt. */
    static String ofManyRounds() throws Exception {
        byte[] block = new byte[16];
        return info(
                "HmacSHA256", 256, new PBEParameterSpec(block, Integer.MAX_VALUE, new IvParameterSpec(block)), block);
    }

    private static String info(String hash, int bits, PBEParameterSpec how, byte[] encrypted) throws Exception {
        AlgorithmParameters named = AlgorithmParameters.getInstance("PBEWith" + hash + "AndAES_" + bits);
        named.init(how);
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(named.getEncoded());
        return pem("ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded());
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** A throw-away key by {@code openssl pkcs8 -topk8 -scrypt}. */
    static String byScrypt() {
        return """
                -----BEGIN ENCRYPTED PRIVATE KEY-----
                MIHkME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAjbJnfSPRdCdQICQAAC
                AQgCAQEwHQYJYIZIAWUDBAEqBBDPJpQvRl4EbMPefi13Mlg3BIGQulvqKCd+P/QE
                Z3GNmXwlqRVm7ZR437NF07qEd4xPA4bijXzCJZb6m+K2yB0/hfSQwLXGUpM2mvld
                WSTIDgdCOGu+UEADgNkGVZ30Obf5oboej1hFqVMlStQ9/CsLhIpGYukjfbqhfiHt
                Lw43Qw/f+KonXHyWEN5r8AX8y/m2DLr3cs6eYTRSOBT2oywDup1e
                -----END ENCRYPTED PRIVATE KEY-----
                """;
    }
}
