package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.MariaDbCase;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.simulator.Demo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script goes through a bastion, an SSH server in this process before a real database; nothing is left behind. */
@Timeout(60)
class SshTunnelTest extends MariaDbCase {

    private static final String PASSWORD = "bastion-password";

    private Path directory;
    private TestBastion bastion;

    @BeforeEach
    void startBastion(@TempDir Path fresh) throws Exception {
        directory = fresh;
        bastion = new TestBastion(TestBastion.key("ssh-ed25519"))
                .password(PASSWORD)
                .name(Demo.RDS_HOST, server.port());
    }

    @AfterEach
    void stopBastion() throws Exception {
        bastion.nothingIsLeft();
        bastion.close();
    }

    private ProvisioningClient through(SshBastion how, String driver) {
        return cloud.builder()
                .schemaTransport(
                        SshSchema.through(how, (rds, end) -> driver + "//127.0.0.1:" + end.getPort() + "/" + database))
                .build();
    }

    private SchemaReport create(SshBastion how) {
        try (var client = through(how, "jdbc:mysql:")) {
            return client.create(request(SchemaBootstrap.of(DEMO)), HOUR)
                    .schema()
                    .orElseThrow();
        }
    }

    private String refused(SshBastion how) {
        try (var client = through(how, "jdbc:mysql:")) {
            return invalid(client, SchemaBootstrap.of(DEMO)).toString();
        }
    }

    private Path knownHosts(String lines) throws Exception {
        return Files.writeString(directory.resolve("known_hosts"), lines);
    }

    private KeyPair hostKey() {
        return bastion.hostKeys.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql:", "jdbc:mariadb:"})
    void initialisesADatabaseWhoseNameOnlyTheBastionResolves(String driver) throws Exception {
        try (var client = through(bastion.known(PASSWORD), driver)) {
            SchemaReport report = client.create(request(SchemaBootstrap.of(DEMO)), HOUR)
                    .schema()
                    .orElseThrow();

            assertThat(report.statements()).isEqualTo(36);
        }
        assertThat(bastion.asked).contains(Demo.RDS_HOST + ":3306").doesNotContain("127.0.0.1:" + server.port());
        assertThat(rows("iothub_sdk_bootstrap WHERE state = 'APPLIED'")).isEqualTo(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ssh-rsa"})
    void logsInWithAKeyWhoseFileIsEncrypted(String type) throws Exception {
        KeyPair key = TestBastion.key(type);
        bastion.admit(key);
        Path file = TestBastion.write(directory.resolve("id"), key, "the passphrase");

        assertThat(create(bastion.known().privateKey(file, Secret.of("the passphrase")))
                        .tables())
                .isEqualTo(12);
    }

    @Test
    void refusesAKeyFileThatItCannotRead() throws Exception {
        KeyPair key = TestBastion.key("ssh-ed25519");
        bastion.admit(key);
        Path file = TestBastion.write(directory.resolve("id"), key, "the passphrase");
        Path empty = Files.writeString(directory.resolve("empty"), "");

        assertThat(refused(bastion.known().privateKey(file, Secret.of("wrong-passphrase"))))
                .contains("cannot be read", "another passphrase", file.toString())
                .doesNotContain("wrong-passphrase");
        assertThat(refused(bastion.known().privateKey(file))).contains("cannot be read");
        assertThat(refused(bastion.known().privateKey(empty))).contains("cannot be read");
        assertThat(refused(bastion.known().privateKey(directory.resolve("nowhere"))))
                .contains("NoSuchFileException");
        assertThat(refused(bastion.known())).contains("no login for the SSH server");
        assertThat(bastion.asked).isEmpty();
    }

    @Test
    void isRefusedWithAKeyOrPasswordThatTheServerDoesNotAccept() throws Exception {
        Path file = TestBastion.write(directory.resolve("id"), TestBastion.key("ssh-ed25519"), "");

        assertThat(refused(bastion.known("not-the-one")))
                .contains("refused the login of ops@127.0.0.1:" + bastion.port())
                .doesNotContain("not-the-one");
        assertThat(refused(bastion.known().privateKey(file))).contains("refused the login of ops@127.0.0.1");
        assertThat(bastion.asked).isEmpty();
    }

    @Test
    void trustsAKeyInTheKnownHostsFile() throws Exception {
        String host = "[127.0.0.1]:" + bastion.port();
        Path file = knownHosts("# a comment\nother.example.com ssh-rsa AAAA\n" + TestBastion.line(host, hostKey()));

        assertThat(create(bastion.known(PASSWORD).knownHosts(file)).tables()).isEqualTo(12);
    }

    @Test
    void refusesAHostKeyThatIsNotKnownNamingItsFingerprint() throws Exception {
        Path file = knownHosts(TestBastion.line("other.example.com", hostKey()));

        assertThat(refused(bastion.known(PASSWORD).knownHosts(file)))
                .contains("ssh-ed25519 key SHA256:", "which is not known", "ssh-keyscan -p " + bastion.port());
        assertThat(refused(bastion.known(PASSWORD).knownHosts(directory.resolve("nowhere"))))
                .contains("nowhere cannot be read (NoSuchFileException)");
        assertThat(bastion.asked).isEmpty();
    }

    @Test
    void refusesAHostKeyThatHasChangedOrWasRevokedOrIsNotTheOneGiven() throws Exception {
        String host = "[127.0.0.1]:" + bastion.port();
        KeyPair other = TestBastion.key("ssh-ed25519");

        assertThat(refused(bastion.known(PASSWORD).knownHosts(knownHosts(TestBastion.line(host, other)))))
                .contains("and known is ssh-ed25519 SHA256:", "Somebody else may be answering", "ssh-keygen -R");
        assertThat(refused(bastion.known(PASSWORD)
                        .knownHosts(knownHosts(
                                TestBastion.line(host, hostKey()) + TestBastion.line("@revoked " + host, hostKey())))))
                .contains("marked as revoked");
        assertThat(refused(bastion.known(PASSWORD)
                        .knownHosts(knownHosts(
                                TestBastion.line(host, hostKey()) + TestBastion.line("@revoked *", hostKey())))))
                .as("revoked for the host, at whatever port")
                .contains("marked as revoked");
        assertThat(refused(bastion.known(PASSWORD).hostKey("SHA256:" + "A".repeat(43))))
                .contains("and not the one given");
        assertThat(bastion.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----\nMII!!!\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nMAkCAQACAQECAQM=\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: odd\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"
            })
    void namesAKeyFileThatIsDamaged(String text) throws Exception {
        Path file = Files.writeString(knownHosts(""), text);
        assertThat(refused(bastion.known(PASSWORD).privateKey(file)))
                .contains("The SSH private key " + file + " cannot be read");
        assertThat(bastion.asked).isEmpty();
    }

    @Test
    void asksForTheKeyThatIsKnownWhenTheServerHasSeveral() throws Exception {
        KeyPair rsa = TestBastion.key("ssh-rsa");
        try (var two = new TestBastion(TestBastion.key("ssh-ed25519"), rsa)
                .password(PASSWORD)
                .name(Demo.RDS_HOST, server.port())) {
            Path file = knownHosts(TestBastion.line("[127.0.0.1]:" + two.port(), rsa));

            assertThat(create(two.known(PASSWORD).knownHosts(file)).tables()).isEqualTo(12);
        }
    }

    @Test
    void goesThroughAJumpHostWithKeysAndLoginOfItsOwn() throws Exception {
        KeyPair key = TestBastion.key("ssh-ed25519");
        Path file = TestBastion.write(directory.resolve("id"), key, "");
        try (var jump =
                new TestBastion(TestBastion.key("ssh-ed25519")).admit(key).name("inner", bastion.port())) {
            SshBastion first = jump.known().privateKey(file);
            Path inner = knownHosts(TestBastion.line("inner", hostKey()));
            SshBastion second = SshBastion.at("inner", TestBastion.USER)
                    .knownHosts(inner)
                    .password(Secret.of(PASSWORD))
                    .through(first);

            assertThat(refused(second.through(first.hostKey("SHA256:" + "A".repeat(43)))))
                    .contains("127.0.0.1:" + jump.port(), "not the one given");
            assertThat(jump.asked).isEmpty();

            assertThat(create(second).tables()).isEqualTo(12);

            assertThat(jump.asked).contains("inner:22");
            assertThat(bastion.asked).contains(Demo.RDS_HOST + ":3306");
        }
    }
}
