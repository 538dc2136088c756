package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SslMode;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS to a server that offers it, with a certificate that nobody has vouched for, and to one that does not. */
class SchemaTlsTest {

    private static final String PASSWORD = SelfSigned.PASSWORD;

    private static Path directory = Path.of("");

    private static EmbeddedMariaDb server;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        Path store = directory.resolve("server.p12");
        KeyStore keys = SelfSigned.generate(store, "server");
        SelfSigned.generate(directory.resolve("other.p12"), "other");
        Path certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        Path key =
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        server = EmbeddedMariaDb.start("--ssl", "--ssl-cert=" + certificate, "--ssl-key=" + key);
        server.createDatabase("hub", Demo.DB_USER, Demo.DB_PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path pem(String kind, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder().encodeToString(der);
        String pem = "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
        return Files.writeString(directory.resolve(kind.replace(' ', '-') + ".pem"), pem);
    }

    private static String probe(String driver, String options) {
        String url = server.jdbcUrl("hub").replace("jdbc:mysql:", "jdbc:" + driver + ":") + options;
        return SchemaTransports.jdbc(db -> url).probe(job());
    }

    private static SchemaJob job() {
        return job(note -> {});
    }

    private static SchemaJob job(Consumer<SchemaNote> notes) {
        return new SchemaJob(
                RdsDatabase.of(Demo.RDS, "hub", "127.0.0.1", Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)),
                server::port,
                Secret.of(Demo.DB_PASSWORD),
                SchemaBootstrap.of(MariaDbCase.script("CREATE TABLE t (id INT)")),
                Optional.empty(),
                Deadline.in(Duration.ofMinutes(1), TimeSource.system()),
                notes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void takesTlsThatIsOfferedUnlessItIsDisabled(String driver) {
        assertThat(probe(driver, "")).contains(" by TLS");
        assertThat(probe(driver, "?sslMode=REQUIRED")).contains(" by TLS");
        assertThat(probe(driver, "?sslMode=DISABLED")).contains(" without TLS");
        assertThat(probe(driver, "?connectTimeout=9000&sslMode=disable&tcpKeepAlive=true"))
                .contains(" without TLS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql?sslMode=VERIFY_CA",
                "mysql?sslMode=VERIFY_IDENTITY",
                "mariadb?sslMode=VERIFY_CA&OTHER",
                "mariadb?sslMode=VERIFY_IDENTITY&OTHER"
            })
    void refusesAServerThatNobodyVouchesFor(String how) {
        String other = "trustStore=file:" + directory.resolve("other.p12") + "&trustStorePassword=" + PASSWORD
                + "&fallbackToSystemTrustStore=false";
        String[] driverAndOptions = how.replace("OTHER", other).split("(?=\\?)", 2);

        SchemaException refused =
                catchThrowableOfType(SchemaException.class, () -> probe(driverAndOptions[0], driverAndOptions[1]));

        assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(SchemaException.Kind.REFUSED);
        assertThat(refused).hasMessageContaining("There is no TLS connection");
    }

    @Test
    void acceptsAServerWhoseCertificateIsTrusted() {
        String store = "&trustCertificateKeyStoreUrl=file:" + directory.resolve("server.p12")
                + "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=" + PASSWORD;
        assertThat(probe("mysql", "?sslMode=VERIFY_IDENTITY" + store))
                .contains(" by TLS")
                .doesNotContain("not verified");
        String certificate = "&serverSslCert=" + directory.resolve("CERTIFICATE.pem");
        assertThat(probe("mariadb", "?sslMode=VERIFY_IDENTITY" + certificate)).contains(" by TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void saysInPlanAndReportThatNobodyVouchesForTheServer(String driver) throws Exception {
        String url = server.jdbcUrl("hub").replace("jdbc:mysql:", "jdbc:" + driver + ":");
        List<SchemaNote> notes = new ArrayList<>();

        assertThat(probe(driver, "?sslMode=REQUIRED")).contains(" by TLS, the server not verified");
        SchemaTransports.jdbc(db -> url).run(job(notes::add));
        SchemaTransports.jdbc(db -> url).run(job(notes::add));

        assertThat(notes)
                .extracting(SchemaNote::kind)
                .containsExactly(SchemaNote.Kind.UNVERIFIED, SchemaNote.Kind.UNVERIFIED);
        server.administer("DROP TABLE hub.t");
        server.administer("DROP TABLE hub.iothub_sdk_bootstrap");
    }

    @Test
    void takesTheModeThatTheTransportIsGiven() {
        assertThat(SchemaTransports.jdbc().probe(job())).contains(" by TLS");
        assertThat(SchemaTransports.jdbc(SslMode.DISABLED).probe(job())).contains(" without TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void refusesAServerWithoutTlsWhereItIsRequired(String driver) throws Exception {
        try (EmbeddedMariaDb plain = EmbeddedMariaDb.start()) {
            plain.createDatabase("hub", Demo.DB_USER, Demo.DB_PASSWORD);
            String url = plain.jdbcUrl("hub").replace("jdbc:mysql:", "jdbc:" + driver + ":") + "?sslMode=REQUIRED";

            SchemaException refused = catchThrowableOfType(
                    SchemaException.class,
                    () -> SchemaTransports.jdbc(db -> url).probe(job()));

            assertThat(refused.kind()).isEqualTo(SchemaException.Kind.REFUSED);
            assertThat(refused).hasMessageContaining("There is no TLS connection");
        }
    }

    @Test
    void namesTheModesThatThereAre() {
        SchemaException refused =
                catchThrowableOfType(SchemaException.class, () -> probe("mysql", "?sslMode=sometimes"));

        assertThat(refused).hasMessageContaining("unknown sslMode sometimes");
    }
}
