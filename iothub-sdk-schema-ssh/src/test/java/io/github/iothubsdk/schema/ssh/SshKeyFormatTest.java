package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Databases;
import io.github.iothubsdk.provisioning.MariaDbCase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.simulator.Demo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys in PKCS#8, as openssl and consoles write them; who is logged in is asked for the database's port. */
@Timeout(60)
class SshKeyFormatTest {

    private static final String PASSPHRASE = "CanaryPassphräse 口令";

    private Path file;
    private TestBastion bastion;

    @BeforeEach
    void startBastion(@TempDir Path directory) throws Exception {
        file = directory.resolve("id.pem");
        bastion = new TestBastion(TestBastion.key("ssh-ed25519"));
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            bastion.name(Demo.RDS_HOST, closed.getLocalPort());
        }
    }

    @AfterEach
    void stopBastion() throws Exception {
        bastion.nothingIsLeft();
        bastion.close();
    }

    /** The database is not there: what counts is how far it comes. */
    private SchemaException tried(SshBastion how) {
        SchemaException failure = catchThrowableOfType(
                SchemaException.class,
                () -> SshSchema.through(how).probe(Databases.job(SchemaBootstrap.of(MariaDbCase.DEMO), note -> {})));
        assertThat(failure).isNotNull();
        assertThat(failure.toString() + failure.remedy())
                .doesNotContain(PASSPHRASE)
                .doesNotContain("Canary");
        return failure;
    }

    private void assertLoggedIn(SshBastion how) {
        assertThat(tried(how)).hasMessageContaining("could not, or must not, connect");
        assertThat(bastion.asked).contains(Demo.RDS_HOST + ":3306");
    }

    private SchemaException refused(SshBastion how) {
        SchemaException failure = tried(how);
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(SchemaException.Kind.REFUSED);
        assertThat(bastion.asked).isEmpty();
        return failure;
    }

    private static KeyPair key(String type) throws Exception {
        return type.startsWith("ecdsa") ? Pkcs8Keys.ec(type) : TestBastion.key(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp521"})
    void logsInWithAKeyInPkcs8(String type) throws Exception {
        KeyPair key = key(type);
        bastion.admit(key);
        Files.writeString(file, Pkcs8Keys.plain(key));

        assertLoggedIn(bastion.known().privateKey(file));
    }

    @ParameterizedTest
    @CsvSource({
        "ssh-rsa, HmacSHA256, 256",
        "ssh-ed25519, HmacSHA256, 256",
        "ecdsa-sha2-nistp256, HmacSHA256, 256",
        "ssh-rsa, HmacSHA1, 128",
        "ssh-rsa, HmacSHA512, 256"
    })
    void logsInWithAKeyInEncryptedPkcs8(String type, String hash, int bits) throws Exception {
        KeyPair key = key(type);
        bastion.admit(key);
        Files.writeString(file, Pkcs8Keys.encrypted(key, PASSPHRASE, hash, bits));

        assertLoggedIn(bastion.known().privateKey(file, Secret.of(PASSPHRASE)));
    }

    /** A wrong one may decrypt by chance to what looks padded: again and again. */
    @Test
    void refusesAnotherPassphrase() throws Exception {
        Files.writeString(file, Pkcs8Keys.encrypted(key("ssh-rsa"), PASSPHRASE, "HmacSHA256", 256));

        for (int i = 0; i < 300; i++) {
            assertThat(refused(bastion.known().privateKey(file, Secret.of("Canary" + i))))
                    .hasMessageContaining("another passphrase");
        }
    }

    @Test
    void saysThatAPassphraseIsMissing() throws Exception {
        KeyPair key = key("ssh-rsa");
        Files.writeString(file, Pkcs8Keys.encrypted(key, PASSPHRASE, "HmacSHA256", 256));
        assertThat(refused(bastion.known().privateKey(file)))
                .hasMessageContaining("it is encrypted, and no passphrase was given");

        TestBastion.write(file, key, PASSPHRASE);
        assertThat(refused(bastion.known().privateKey(file)))
                .hasMessageContaining("it is encrypted, and no passphrase was given");
    }

    /** As Java itself writes keys of elliptic curves: SSH needs the other half too. */
    @Test
    void saysThatThePublicHalfIsMissing() throws Exception {
        Files.writeString(file, Pkcs8Keys.withoutItsPublicHalf());

        SchemaException refused = refused(bastion.known().privateKey(file));
        assertThat(refused).hasMessageContaining("its public half");
        assertThat(refused.remedy()).contains("ssh-keygen -p -f " + file);
    }

    /** By scrypt, which Java has not. */
    @Test
    void saysThatTheEncryptionIsNotUnderstood() throws Exception {
        Files.writeString(file, Pkcs8Keys.byScrypt());

        SchemaException refused = refused(bastion.known().privateKey(file, Secret.of("pass")));
        assertThat(refused).hasMessageContaining("encrypted in a way that is not understood");
        assertThat(refused.remedy()).contains("ssh-keygen -p -f " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MAA=", "MII!!!", "MIIB", "MIIBA", "MAkCAQACAQECAQM="})
    void namesAnEncryptedFileThatIsDamaged(String base64) throws Exception {
        Files.writeString(
                file, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + base64 + "\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThat(refused(bastion.known().privateKey(file, Secret.of(PASSPHRASE))))
                .hasMessageContaining("The SSH private key " + file + " cannot be read");

        Files.writeString(file, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + base64);
        assertThat(refused(bastion.known().privateKey(file, Secret.of(PASSPHRASE))))
                .hasMessageContaining("The SSH private key " + file + " cannot be read");
    }

    /** Two thousand million rounds of hashing are no key's, and would keep a processor for hours. */
    @Test
    void doesNotHashForHours() throws Exception {
        Files.writeString(file, Pkcs8Keys.ofManyRounds());

        refused(bastion.known().privateKey(file, Secret.of(PASSPHRASE)));
    }
}
