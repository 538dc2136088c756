package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.schema.ssh.SshBastion.Login;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads a private key, or says what keeps it from being read: a passphrase, a format, half of it, or that it is none. */
final class SshKeyFile {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*+)-----END PRIVATE KEY-----");

    private final Login.PrivateKey key;
    private final AtomicBoolean encrypted = new AtomicBoolean();

    private SshKeyFile(Login.PrivateKey key) {
        this.key = key;
    }

    /**
     * The keys that it holds.
     *
     * @throws SchemaException when it cannot be read
     */
    static Iterable<KeyPair> read(Login.PrivateKey key) {
        return new SshKeyFile(key).read();
    }

    private Iterable<KeyPair> read() {
        try (InputStream in = SmallFile.open("SSH private key", key.file())) {
            return parse(decrypted(in.readAllBytes()));
        } catch (FileSystemException e) {
            throw unreadable(e.getClass().getSimpleName());
        } catch (IOException e) {
            throw unreadable("it is no key");
        }
    }

    private byte[] decrypted(byte[] file) {
        Optional<EncryptedPkcs8> pkcs8 = EncryptedPkcs8.in(file);
        if (pkcs8.isEmpty()) {
            return file;
        }
        encrypted.set(true);
        try {
            return pkcs8.get().decrypt(key.passphrase().orElseThrow(() -> unreadable(said())));
        } catch (NoSuchAlgorithmException e) {
            throw rewritable("it is damaged, or encrypted in a way that is not understood");
        } catch (GeneralSecurityException e) {
            throw unreadable(said());
        }
    }

    private Iterable<KeyPair> parse(byte[] pem) {
        FilePasswordProvider passphrase = (session, file, attempt) -> {
            encrypted.set(true);
            return key.passphrase().map(Secret::reveal).orElse(null);
        };
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(key.file().toString()), new ByteArrayInputStream(pem), passphrase);
            if (pairs == null || !pairs.iterator().hasNext()) {
                throw unreadable("it holds no private key that is understood");
            }
            return pairs;
        } catch (IOException | GeneralSecurityException e) {
            throw isHalf(pem) ? rewritable("it holds a key without its public half") : unreadable(said());
        } catch (SchemaException e) {
            throw e;
        } catch (LinkageError e) {
            throw unreadable("its format needs a library that is not there");
        } catch (RuntimeException | OutOfMemoryError e) { // of a parser that met what is no key: a length, a number
            throw unreadable(encrypted.get() ? said() : "it is damaged");
        }
    }

    private String said() {
        if (!encrypted.get()) {
            return "it is no key, or damaged";
        }
        return key.passphrase().isPresent()
                ? "it is encrypted with another passphrase, or damaged"
                : "it is encrypted, and no passphrase was given";
    }

    /** Whether it is one of an elliptic curve as Java writes them: SSH shows the public half, and Java cannot work it out. */
    private static boolean isHalf(byte[] pem) {
        Matcher pkcs8 = PKCS8.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        try {
            return pkcs8.find()
                    && KeyFactory.getInstance("EC")
                            .generatePrivate(new PKCS8EncodedKeySpec(
                                    Base64.getMimeDecoder().decode(pkcs8.group(1))))
                            .getAlgorithm()
                            .equals("EC");
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private SchemaException unreadable(String why) {
        return refused(why, "Give a key in OpenSSH or PEM format, and its passphrase if it has one.");
    }

    private SchemaException rewritable(String why) {
        return refused(why, "Rewrite it in OpenSSH's format: ssh-keygen -p -f " + key.file() + ".");
    }

    private SchemaException refused(String why, String remedy) {
        return new SchemaException(
                Kind.REFUSED,
                "The SSH private key " + key.file() + " cannot be read: " + why + ".",
                remedy + SshHostKeys.ed25519());
    }
}
