package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Cloud;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.Jvm;
import io.github.iothubsdk.provisioning.MariaDbCase;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What logs in to a bastion shows nowhere, in a process of its own with every logger at TRACE, the library's too. */
@Timeout(120)
class SshSecretCanaryTest {

    private static final String PASSWORD = "CanarySshPassword1";
    private static final String PASSPHRASE = "CanaryPassphrase2";
    private static final String DATABASE_PASSWORD = "CanaryDatabasePassword3";

    /** Both drivers tell what they can; MariaDB's logs every packet. */
    @Test
    void neverShowsTheDatabasesPassword() throws Exception {
        String all;
        try (var database = EmbeddedMariaDb.start();
                var bastion = new TestBastion(TestBastion.key("ssh-ed25519"))
                        .password(PASSWORD)
                        .name(Demo.RDS_HOST, database.port());
                Jvm jvm = Jvm.start(
                        Initialising.class,
                        List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"),
                        String.valueOf(bastion.port()),
                        KeyUtils.getFingerPrint(bastion.hostKeys.get(0).getPublic()))) {
            database.createDatabase(Demo.DATABASE, Demo.DB_USER, DATABASE_PASSWORD);
            jvm.told().println("there it is");
            all = jvm.rest();
        }
        assertThat(all)
                .contains("TRACE org.apache.sshd", "TRACE org.mariadb.jdbc", "Access denied", "the end of everything");
        assertThat(all.split(" tables in RdsDatabase", -1))
                .as("each driver initialised it")
                .hasSize(3);
        String dumps = all.toLowerCase(Locale.ROOT).replaceAll("[ :]", "");
        for (String secret : List.of(PASSWORD, DATABASE_PASSWORD, "not-" + DATABASE_PASSWORD)) {
            assertThat(all).doesNotContain(secret).doesNotContain(hash(secret));
            assertThat(dumps).doesNotContain(hex(secret));
        }
    }

    @Test
    void neverShowsAPasswordAPassphraseOrAKey(@TempDir Path directory) throws Exception {
        KeyPair key = TestBastion.key("ssh-ed25519");
        Path file = TestBastion.write(directory.resolve("id"), key, PASSPHRASE);
        String all;
        try (var byPassword = new TestBastion(TestBastion.key("ssh-ed25519")).password(PASSWORD);
                var byKey = new TestBastion(TestBastion.key("ssh-ed25519")).admit(key);
                Jvm jvm = Jvm.start(
                        Everything.class,
                        List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"),
                        directory.toString(),
                        String.valueOf(byPassword.port()),
                        String.valueOf(byKey.port()),
                        KeyUtils.getFingerPrint(byPassword.hostKeys.get(0).getPublic()),
                        KeyUtils.getFingerPrint(byKey.hostKeys.get(0).getPublic()))) {
            all = jvm.rest();
            assertThat(byPassword.asked).isNotEmpty();
            assertThat(byKey.asked).isNotEmpty();
        }
        assertThat(all)
                .contains("TRACE org.apache.sshd", "SshBastion[", "Password[password=******]", "the end of everything");
        String dumps = all.toLowerCase(Locale.ROOT).replaceAll("[ :]", "");
        for (String secret : List.of(PASSWORD, PASSPHRASE, "not-" + PASSWORD)) {
            assertThat(all).doesNotContain(secret).doesNotContain(hash(secret));
            assertThat(dumps).doesNotContain(hex(secret));
        }
        for (String line : Files.readAllLines(file).stream()
                .filter(each -> !each.startsWith("---"))
                .toList()) {
            assertThat(all).doesNotContain(line);
        }
    }

    private static String hex(String secret) {
        return HexFormat.of().formatHex(secret.substring(0, 8).getBytes(StandardCharsets.UTF_8));
    }

    /** An unsalted hash is as good as the password when that is a weak one. */
    private static String hash(String secret) {
        return KeyUtils.getFingerPrint(secret);
    }

    /** Looks through tunnels that work and that do not, and prints everything that it can get hold of. */
    static final class Everything {

        private static void look(SshBastion bastion, Path journal) {
            System.out.println(bastion);
            try (var cloud = new Cloud();
                    var client = cloud.builder()
                            .journal(Journals.inDirectory(journal))
                            .schemaTransport(SshSchema.through(bastion))
                            .listener(System.out::println)
                            .build()) {
                var request =
                        Cloud.request("p").bootstrapSchema(MariaDbCase.DEMO).build();
                System.out.println(client.preflight(request).describe());
                client.create(request, Duration.ofMinutes(1));
            } catch (RuntimeException e) {
                e.printStackTrace(System.out);
            }
        }

        private static SshBastion bastion(String port, String hostKey) {
            return SshBastion.at("127.0.0.1", TestBastion.USER)
                    .port(Integer.parseInt(port))
                    .hostKey(hostKey);
        }

        public static void main(String[] arguments) {
            Path key = Path.of(arguments[0], "id");
            Path journal = Path.of(arguments[0], "journal");
            SshBastion byPassword = bastion(arguments[1], arguments[3]);
            SshBastion byKey = bastion(arguments[2], arguments[4]);
            look(byPassword.password(Secret.of(PASSWORD)), journal);
            look(byPassword.password(Secret.of("not-" + PASSWORD)), journal);
            look(byKey.privateKey(key, Secret.of(PASSPHRASE)), journal);
            look(byKey.privateKey(key, Secret.of("not-" + PASSWORD)), journal);
            System.out.println("the end of everything");
        }
    }

    /** Initialises a database through tunnels by each driver, and is refused with another password. */
    static final class Initialising {

        private static void initialise(SshBastion bastion, String url, String password) {
            try (var cloud = new Cloud();
                    var client = cloud.builder()
                            .schemaTransport(SshSchema.through(
                                    bastion,
                                    (rds, end) ->
                                            url.replace("END", "127.0.0.1:" + end.getPort() + "/" + rds.database())))
                            .listener(System.out::println)
                            .build()) {
                var database =
                        RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(password));
                var request = Cloud.request("p")
                        .database(database)
                        .bootstrapSchema(SchemaBootstrap.of(MariaDbCase.DEMO).allowReplacingData())
                        .build();
                System.out.println(client.preflight(request).describe());
                SchemaReport report =
                        client.create(request, Duration.ofHours(1)).schema().orElseThrow();
                System.out.println(report.tables() + " tables in " + database + " " + report);
            } catch (RuntimeException e) {
                e.printStackTrace(System.out);
            }
        }

        public static void main(String[] arguments) throws IOException {
            if (System.in.read() < 0) {
                return;
            }
            SshBastion bastion = SshBastion.at("127.0.0.1", TestBastion.USER)
                    .port(Integer.parseInt(arguments[0]))
                    .hostKey(arguments[1])
                    .password(Secret.of(PASSWORD));
            for (String url : List.of("jdbc:mysql://END?profileSQL=true&traceProtocol=true", "jdbc:mariadb://END")) {
                initialise(bastion, url, DATABASE_PASSWORD);
                initialise(bastion, url, "not-" + DATABASE_PASSWORD);
            }
            System.out.println("the end of everything");
        }
    }
}
