package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret in the arguments, which every user of the machine can read: refused, and not said again. */
@Timeout(60)
class SecretArgumentsTest {

    private final Path home;
    private final Desk desk;

    SecretArgumentsTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        assertThat(desk.cloud.ledger().calls()).isEmpty();
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create --db-password hush --yes",
                "create --db-password=hush --yes",
                "create --yes -password hush",
                "--secret-key hush list",
                "list --secretKey=hush",
                "create --pass hush",
                "create --db-pass=hush --yes",
                "create --dbpass hush --yes",
                "list --session-token hush",
                "list --access-key hush",
                "-Diothub.dbPassword=hush list",
                "list IOTHUB_DB_PASSWORD=hush",
                "create --yes --schema-url jdbc:mysql://h:3306/db?user=u&password=hush",
                "create --yes --schema-url=jdbc:mysql://h/db?trustStorePassword=hush",
                "create --yes --schema-url jdbc:mysql://u:hush@h/db",
                "create --yes --schema-url jdbc:mysql://address=(host=h)(password=hush)/db",
                "list --endpoint https://u:hush@h",
            })
    void isRefusedWithoutSayingItAgain(String arguments) {
        var said = desk.run(arguments.split(" "));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.errors())
                .singleElement()
                .asString()
                .isEqualTo("iothub: Secrets are never given as arguments, which every user of this machine can read:"
                        + " set IOTHUB_DB_PASSWORD and JDCLOUD_SECRET_KEY, or write ~/.jdc/config. Change the one that"
                        + " was given here.");
    }

    @Test
    void isRefusedInTheFileToo() throws IOException {
        Path file = Files.writeString(
                home.resolve("hub.yaml"), "name: a\nschema-url: jdbc:mysql://h/db?user=u&password=hush\n");
        var said = desk.run("create", "-f", file.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains(file + ", line 2: holds a password in schema-url. Secrets come from the environment only")
                .doesNotContain("hush");
    }

    /** Whatever stands behind an option that there is not may be one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create --db-pin hush --yes",
                "create --db-pin=hush --yes",
                "create -phush --yes",
                "create --yes -p hush",
                "list --pwrd=hush",
                "list -p hush,hush",
            })
    void isNotSaidAgainBehindAnUnknownOption(String arguments) {
        for (String form : new String[] {"text", "json"}) {
            var said = desk.run((arguments + " --output " + form).split(" "));

            assertThat(said.code()).isEqualTo(2);
            assertThat(said.out() + said.err()).contains("Unknown option").doesNotContain("hush");
        }
    }

    @Test
    void isNotSeenWhereThereIsNone() {
        assertThat(desk.run("list", "--nmae", "compass=north", "--bypass").err())
                .doesNotContain("never given");
        assertThat(desk.run("show", "--help", "--description", "the token: https://h/a?b=password")
                        .err())
                .doesNotContain("never given");
        assertThat(desk.run("create", "--help").out()).contains("--schema-url");
    }
}
