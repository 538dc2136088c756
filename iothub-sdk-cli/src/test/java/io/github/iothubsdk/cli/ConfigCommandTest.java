package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code iothub config}. */
@Timeout(60)
class ConfigCommandTest {

    private final Path home;
    private final Desk desk;

    ConfigCommandTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
        desk.screen = new Screen(false, false, false, 200);
    }

    @AfterEach
    void close() {
        assertThat(desk.cloud.ledger().calls()).isEmpty();
        assertThat(home.resolve(".iothub")).as("it only looks").doesNotExist();
        desk.close();
    }

    @Test
    void showsWhatIsBuiltIn() {
        var said = desk.run("config");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.lines())
                .anyMatch(line -> line.matches("OPTION +VALUE +FROM"))
                .anyMatch(line -> line.matches("--endpoint +- +default"))
                .anyMatch(line -> line.matches("--region +cn-north-1 +default"))
                .anyMatch(line -> line.matches("--journal +" + home + "/.iothub/journal +default"))
                .anyMatch(line -> line.matches("--dialect +iotHubInferred +default"))
                .anyMatch(line -> line.matches("--profile +- +default"))
                .anyMatch(line -> line.matches("--poll-interval +10s +default"))
                .anyMatch(line -> line.matches("--quiet-period +5m +default"))
                .anyMatch(line -> line.matches("--record +- +default"))
                .anyMatch(line -> line.matches("--output +text +default"))
                .contains("  " + home.resolve(".config/iothub/config.yaml") + " (not there)")
                .contains("What goes before what: a flag, a variable IOTHUB_..., the file of -f, the profile's file, "
                        + "config.yaml, what is built in.");
    }

    @Test
    void showsTheBeginningOfTheAccessKeyAndNoSecret() {
        desk.env.put("JDCLOUD_ACCESS_KEY", "AKLTABCDEFGH12345678");
        var said = desk.run("config");

        assertThat(said.out())
                .contains(
                        "Credentials: environment variables JDCLOUD_ACCESS_KEY, JDCLOUD_SECRET_KEY, access key AKLT...");
        assertThat(said.out()).doesNotContain("AKLTA", Demo.SECRET_KEY, Demo.DB_PASSWORD);
    }

    @Test
    void showsWhyCredentialsCannotBeUsed() throws IOException {
        desk.env.clear();
        assertThat(desk.run("config").out()).contains("Credentials: none");

        Files.writeString(
                Files.createDirectory(home.resolve(".jdc")).resolve("config"), "[default]\nsecret_key = hush\n");
        var said = desk.run("config");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("secret_key is set and access_key is not")
                .doesNotContain("hush");
    }

    @Test
    void saysTheSameToPrograms() {
        desk.env.put("IOTHUB_REGION", "cn-east-2");
        JsonObject line = JsonParser.parseString(
                        desk.run("config", "--output", "json").out())
                .getAsJsonObject();

        assertThat(line.get("event").getAsString()).isEqualTo("config");
        assertThat(line.get("credentials").getAsString())
                .isEqualTo("environment variables JDCLOUD_ACCESS_KEY, JDCLOUD_SECRET_KEY");
        assertThat(line.getAsJsonArray("order")).hasSize(6);
        assertThat(line.getAsJsonArray("files")).hasSize(1);
        assertThat(line.getAsJsonArray("settings")).hasSize(9);
        assertThat(line.getAsJsonArray("settings").get(0))
                .isEqualTo(JsonParser.parseString("{\"option\": \"--endpoint\", \"source\": \"DEFAULT\"}"));
        assertThat(line.getAsJsonArray("settings").get(1))
                .isEqualTo(JsonParser.parseString("{\"option\": \"--region\", \"value\": \"cn-east-2\","
                        + " \"source\": \"VARIABLE\", \"where\": \"IOTHUB_REGION\"}"));
    }
}
