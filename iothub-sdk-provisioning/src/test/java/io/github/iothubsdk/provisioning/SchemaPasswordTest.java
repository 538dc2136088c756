package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.FakeMySql.Asks;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.simulator.Demo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody answers in the database server's place: told from the bytes that arrive, they never learn the password. */
@Timeout(60)
class SchemaPasswordTest {

    private static final String PASSWORD = "CanaryDatabasePassword3";

    private static Path directory = Path.of("");
    private static KeyStore store;
    private static KeyPair keys;

    @BeforeAll
    static void makeKeys(@TempDir Path temporary) throws Exception {
        directory = temporary;
        store = SelfSigned.generate(directory.resolve("server.p12"), "server");
        keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    }

    private static Stream<Arguments> everyWay() {
        List<Arguments> ways = new ArrayList<>();
        for (String driver : List.of("mysql", "mariadb")) {
            for (Asks asks : Asks.values()) {
                for (String mode : List.of("DISABLED", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY")) {
                    ways.add(Arguments.of(driver, asks, mode, true));
                    ways.add(Arguments.of(driver, asks, mode, false));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest(name = "{0} asked for {1} at {2}, TLS offered: {3}")
    @MethodSource("everyWay")
    void neverArrivesAtAServerThatNobodyVouchesFor(String driver, Asks asks, String mode, boolean offersTls)
            throws Exception {
        Optional<SSLContext> tls = offersTls ? Optional.of(SelfSigned.context(store)) : Optional.empty();
        try (FakeMySql server = new FakeMySql(asks, tls, keys, "/etc/hostname")) {
            SchemaException failed = refused(server, driver, "?sslMode=" + mode);

            assertThat(server.visits).hasPositiveValue();
            assertThat(server.knows(PASSWORD))
                    .as("the server knows the password")
                    .isFalse();
            assertThat(server.wasAskedForItsKey())
                    .as("the server's key was asked for")
                    .isFalse();
            assertThat(failed.toString()).doesNotContain(PASSWORD);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void saysThatTheServerMustBeVerifiedWhenItAsksForMore(String driver) throws Exception {
        for (Asks asks : List.of(Asks.CLEAR, Asks.CACHING_SHA2)) {
            try (FakeMySql server = new FakeMySql(asks, Optional.of(SelfSigned.context(store)), keys, "")) {
                SchemaException failed = refused(server, driver, "");

                assertThat(failed.kind()).isEqualTo(SchemaException.Kind.REFUSED);
                assertThat(failed).hasMessageContaining("asked for the password in a way that tells it");
                assertThat(failed.remedy()).contains("VERIFY_");
            }
        }
    }

    @Test
    void isToldByEitherDriverToAServerThatIsVouchedForAndNeedsIt() throws Exception {
        String mysqls = "?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl=file:" + directory.resolve("server.p12")
                + "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=" + SelfSigned.PASSWORD;
        String mariadbs = "?sslMode=VERIFY_IDENTITY&trustStore=file:" + directory.resolve("server.p12")
                + "&trustStorePassword=" + SelfSigned.PASSWORD;
        for (String[] way : new String[][] {{"mysql", mysqls}, {"mariadb", mariadbs}}) {
            try (FakeMySql server =
                    new FakeMySql(Asks.CACHING_SHA2, Optional.of(SelfSigned.context(store)), keys, "")) {
                refused(server, way[0], way[1]);

                assertThat(server.knows(PASSWORD)).as(way[0]).isTrue();
            }
            try (FakeMySql server = new FakeMySql(Asks.CLEAR, Optional.of(SelfSigned.context(store)), keys, "")) {
                refused(server, way[0], way[1]);

                assertThat(server.knows(PASSWORD)).as(way[0]).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void noFileOfTheClientsIsSentToAServerThatAsksForOne(String driver) throws Exception {
        Path file = Files.writeString(directory.resolve("private"), "a file of the client's own");
        try (FakeMySql server = new FakeMySql(Asks.A_FILE, Optional.empty(), keys, file.toString())) {
            refused(server, driver, "?sslMode=DISABLED");

            assertThat(server.packets).hasSizeGreaterThan(1);
            assertThat(server.knows("a file of the client's own")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?allowLoadLocalInfile=true",
                "?ALLOWLOADLOCALINFILE=true",
                "?allowLoadLocalInfileInPath=/",
                "?allowLocalInfile=true",
                "?tcpKeepAlive=true&allowUrlInLocalInfile=true",
                "?allow%4coadLocalInfile=true",
                "?allowPublicKeyRetrieval=true",
                "?autoDeserialize=true",
                "?queryInterceptors=a.B",
                "?statementInterceptors=a.B",
                "?propertiesTransform=a.B",
                "?socketFactory=a.B",
                "?authenticationPlugins=a.B",
                "?defaultAuthenticationPlugin=mysql_clear_password",
                "?disabledAuthenticationPlugins=",
                "?restrictedAuth=mysql_clear_password",
                "?trustServerCertificate=true",
                "?allowMultiQueries=false",
                "?password=other",
                "?sslMode=VERIFY_CA&sslMode=DISABLED"
            })
    void isNotBroughtInDangerByWhatAUrlSays(String options) throws Exception {
        for (String driver : List.of("mysql", "mariadb")) {
            try (FakeMySql server = new FakeMySql(Asks.CLEAR, Optional.empty(), keys, "")) {
                SchemaException failed = refused(server, driver, options);

                assertThat(failed.kind()).isEqualTo(SchemaException.Kind.REFUSED);
                assertThat(failed).hasMessageContaining("The JDBC URL");
                assertThat(server.visits).hasValue(0);
            }
        }
    }

    @Test
    void isNotBroughtInDangerByOptionsOfAHostInAUrl() throws Exception {
        try (FakeMySql server = new FakeMySql(Asks.CLEAR, Optional.empty(), keys, "")) {
            for (String url : List.of(
                    "jdbc:mysql://address=(host=127.0.0.1)(port=PORT)(allowLoadLocalInfile=true)/hub",
                    "jdbc:mysql://(host=127.0.0.1,port=PORT,sslMode=DISABLED)/hub",
                    "jdbc:mysql://other:secret@127.0.0.1:PORT/hub",
                    "jdbc:mariadb://address=(host=127.0.0.1)(port=PORT)(sslmode=disable)/hub")) {
                String at = url.replace("PORT", String.valueOf(server.port()));
                SchemaException failed = catchThrowableOfType(
                        SchemaException.class,
                        () -> SchemaTransports.jdbc(db -> at).probe(job(server)));

                assertThat(failed).as(at).hasMessageContaining("The JDBC URL");
                assertThat(failed.toString()).doesNotContain("secret");
            }
            assertThat(server.visits).hasValue(0);
        }
    }

    private static SchemaException refused(FakeMySql server, String driver, String options) {
        String url = "jdbc:" + driver + "://127.0.0.1:" + server.port() + "/hub" + options;
        SchemaException failed = catchThrowableOfType(
                SchemaException.class, () -> SchemaTransports.jdbc(db -> url).probe(job(server)));
        assertThat(failed).as("the failure").isNotNull();
        return failed;
    }

    private static SchemaJob job(FakeMySql server) {
        return new SchemaJob(
                RdsDatabase.of(Demo.RDS, "hub", "127.0.0.1", Demo.DB_USER, Secret.of(PASSWORD)),
                server::port,
                Secret.of(PASSWORD),
                SchemaBootstrap.of(MariaDbCase.script("CREATE TABLE t (id INT)")),
                Optional.empty(),
                Deadline.in(Duration.ofSeconds(5), TimeSource.system()),
                note -> {});
    }
}
