package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options from variables and from the files that every command reads. */
@Timeout(60)
class SettingsTest {

    /** Of each common option a value for each place, no two the same. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "endpoint",
                    List.of(
                            "http://127.0.0.1:1",
                            "http://127.0.0.1:2",
                            "http://127.0.0.1:3",
                            "http://127.0.0.1:4",
                            "http://127.0.0.1:5"),
            "region", List.of("cn-a-1", "cn-a-2", "cn-a-3", "cn-a-4", "cn-a-5"),
            "journal", List.of("/j/1", "/j/2", "/j/3", "/j/4", "/j/5"),
            "dialect", List.of("d1.json", "d2.json", "d3.json", "d4.json", "d5.json"),
            "poll-interval", List.of("1s", "2s", "3s", "4s", "5s"),
            "quiet-period", List.of("1m", "2m", "3m", "4m", "5m"),
            "record", List.of("/r/1", "/r/2", "/r/3", "/r/4", "/r/5"));

    private final Path home;
    private final Path common;
    private final Desk desk;

    SettingsTest(@TempDir Path home) throws IOException {
        this.home = home;
        common = Files.createDirectories(home.resolve(".config/iothub"));
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "region", "journal", "dialect", "poll-interval", "quiet-period", "record"})
    void goesByTheOrderOfPlaces(String key) throws IOException {
        List<String> values = VALUES.getOrDefault(key, List.of());
        List<String> args = new ArrayList<>(List.of("config", "--output", "json", "--profile", "work"));

        write("config.yaml", key + ": " + values.get(4));
        write("work.yaml", "# nothing yet");
        assertThat(setting(args, key)).isEqualTo(values.get(4) + " FILE " + common.resolve("config.yaml") + ", line 1");
        write("work.yaml", "\n" + key + ": " + values.get(3));
        assertThat(setting(args, key)).isEqualTo(values.get(3) + " FILE " + common.resolve("work.yaml") + ", line 2");
        Path file = Files.writeString(home.resolve("hub.yaml"), key + ": " + values.get(2));
        args.addAll(List.of("-f", file.toString()));
        assertThat(setting(args, key)).isEqualTo(values.get(2) + " FILE " + file + ", line 1");
        String variable = "IOTHUB_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
        desk.env.put(variable, values.get(1));
        assertThat(setting(args, key)).isEqualTo(values.get(1) + " VARIABLE " + variable);
        args.addAll(List.of("--" + key, values.get(0)));
        assertThat(setting(args, key)).isEqualTo(values.get(0) + " FLAG");
    }

    @Test
    void tellsInTheFormThatAVariableOrAFileAsksFor() throws IOException {
        write("config.yaml", "output: json\nendpoint: " + desk.cloud.endpoint());
        assertThat(desk.run("list").lines()).singleElement().asString().contains("\"instances\":0");
        assertThat(desk.run("list", "--nonsense").out()).contains("\"event\":\"failed\"");

        desk.env.put("IOTHUB_OUTPUT", "text");
        assertThat(desk.run("list").out()).startsWith("There is no instance");
        assertThat(desk.run("list", "--nonsense").err()).startsWith("iothub: Unknown option");
    }

    @Test
    void findsTheFilesWhereTheDesktopSays() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("xdg/iothub"));
        Files.writeString(elsewhere.resolve("config.yaml"), "region: cn-east-2");
        write("config.yaml", "region: cn-south-1");
        assertThat(setting(List.of("config", "--output=json"), "region")).startsWith("cn-south-1");

        desk.env.put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        assertThat(setting(List.of("config", "--output=json"), "region")).startsWith("cn-east-2");

        desk.env.put("XDG_CONFIG_HOME", "xdg"); // its specification: a relative one is passed over
        assertThat(setting(List.of("config", "--output=json"), "region")).startsWith("cn-south-1");
    }

    @ParameterizedTest
    @CsvSource({
        "yes: true, --yes",
        "spend-at-most: 500, --spend-at-most",
        "accept-terms: true, --accept-terms",
        "allow-unchecked: vpc-exists, --allow-unchecked",
        "coupons-worth: 7, --coupons-worth",
        "approval: ok.json, --approval",
        "allow-plain-http: true, --allow-plain-http",
    })
    void takesNothingThatCostsMoneyFromWhereNobodyLooks(String line, String flag) throws IOException {
        for (String name : List.of("config.yaml", "work.yaml")) {
            write("work.yaml", "");
            write("config.yaml", "");
            write(name, "region: cn-north-1\n" + line);
            var said = desk.create("plant-7", "--yes", "--profile", "work");

            assertThat(said.code()).isEqualTo(2);
            assertThat(said.errors())
                    .singleElement()
                    .asString()
                    .contains(common.resolve(name) + ", line 2: holds " + flag.substring(2))
                    .contains(
                            "What costs money, or opens the way to it, is said where the command is entered: " + flag);
        }
        write("config.yaml", "");
        write("work.yaml", "");
        String variable = "IOTHUB_" + flag.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
        desk.env.put(variable, "true");
        var said = desk.create("plant-7", "--yes");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).singleElement().asString().contains("The variable " + variable + " is set.", flag);
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    /** In the content ; ends a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region: a;name: plant-7         | line 2: holds name, which is not for every command.",
                "secret-key: hush                | line 1: holds secret-key. Secrets come from the environment only",
                "endpoint: https://u:hush@h      | line 1: holds a password in endpoint",
                "regoin: cn-north-1              | line 1: has an unknown key regoin. The nearest known one is region.",
                "profiles:;  work:;    region: x | line 1: has an unknown key profiles.",
                "region: cn-north-1;region: x    | line 2: holds region again, after line 1.",
                "region: [a]                     | line 1: the value of region must be one text",
                "'region: \"a'                   | line 1: is not YAML",
                "poll-interval: soon             | line 1: Invalid value for option '--poll-interval': 'soon' is no duration",
                "output: xml                     | line 1: Invalid value for option '--output'",
                "region: x-1;journal: runs       | line 2: journal must begin with / or ~/",
                "record: said.jsonl              | line 1: record must begin with / or ~/",
                "profile: ../x                   | line 1: '../x' is no name of a profile.",
                "profile: gone                   | line 1: there is no profile gone: neither a file",
            })
    void isToldWithItsLine(String content, String expected) throws IOException {
        write("config.yaml", content.replace(';', '\n').replace("'", ""));
        var said = desk.run("list");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains(common.resolve("config.yaml") + ", " + expected)
                .doesNotContain("hush");
        assertThat(desk.run("create", "--help").code())
                .as("help works all the same")
                .isZero();
        assertThat(desk.run("version").code()).isZero();
    }

    @Test
    void findsTheHomeAsAShellDoes() throws IOException {
        write("config.yaml", "journal: ~/runs/of-mine");

        assertThat(setting(List.of("config", "--output=json"), "journal"))
                .startsWith(home.resolve("runs/of-mine") + " FILE");
    }

    /** Else a value that looks like a flag would hide what the file says, and the calls would go to the real cloud. */
    @Test
    void takesNoValueForAFlag() throws IOException {
        write("config.yaml", "endpoint: " + desk.cloud.endpoint());

        assertThat(desk.run("list", "--name", "--endpoint").err()).contains("--name", "--endpoint");
        assertThat(desk.run("show", "--", "--endpoint").err())
                .contains("There is no instance with the id or name '--endpoint'");
        assertThat(desk.cloud.ledger().calls()).hasSize(2); // by the id, and in the list
    }

    @Test
    void passesOverAFileThatSaysNothing() throws IOException {
        for (String content : List.of("", "\n# region: cn-east-2\n\n", "\ufeff# saved by an editor\r\n")) {
            write("config.yaml", content);
            assertThat(desk.iothub("list").code()).isZero();
        }
    }

    @Test
    void tellsAFileThatCannotBeRead() throws IOException {
        Files.createDirectory(common.resolve("config.yaml"));
        assertThat(desk.iothub("list").err())
                .contains("config.yaml is a directory. Make it a readable file, or remove it.");

        Files.delete(common.resolve("config.yaml"));
        Files.createSymbolicLink(common.resolve("config.yaml"), home.resolve("gone"));
        assertThat(desk.iothub("list").err()).contains("There is no file " + common.resolve("config.yaml"));
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "IOTHUB_ENDPOINT, https://me:hush@h, The variable IOTHUB_ENDPOINT holds a password.",
        "IOTHUB_REGION, _NULL_, The variable IOTHUB_REGION cannot be _NULL_.",
        "IOTHUB_REGION, Peking, 'IOTHUB_REGION: Invalid value for option ''--region'': ''Peking'' is no region''s id'",
        "IOTHUB_POLL_INTERVAL, soon, 'IOTHUB_POLL_INTERVAL: Invalid value for option ''--poll-interval'''",
        "IOTHUB_OUTPUT, xml, 'IOTHUB_OUTPUT: Invalid value for option ''--output'''",
        "IOTHUB_PROFILE, gone, IOTHUB_PROFILE: there is no profile gone",
    })
    void tellsAVariableThatCannotBe(String variable, String value, String expected) {
        desk.env.put(variable, value);
        var said = desk.run("list");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).singleElement().asString().contains(expected).doesNotContain("hush");
    }

    /** The simulator and drift have an option of the same name, which says something else. */
    @Test
    void leavesOptionsAloneThatOnlyShareTheName() throws IOException {
        write("config.yaml", "dialect: mine.json\n");
        Path said = Files.writeString(home.resolve("said.jsonl"), "");

        assertThat(desk.run("drift", said.toString()).err()).doesNotContain("mine.json");
        assertThat(desk.iothub("list").err()).contains("mine.json");
    }

    @Test
    void staysWhatItIsForThePlainHttp() throws IOException {
        write("config.yaml", "endpoint: http://10.0.0.7:80");
        assertThat(desk.run("list").err()).contains("http://10.0.0.7:80 is plain HTTP to another machine");
    }

    @Test
    void takesTheKeysOfTheProfileThatIsNamed() throws IOException {
        keys("[default]\naccess_key = nobody\nsecret_key = x\n[work]\naccess_key = " + Demo.ACCESS_KEY
                + "\nsecret_key = " + Demo.SECRET_KEY + "\nregion_id = cn-east-2\n");
        desk.env.put("JDCLOUD_ACCESS_KEY", "somebody");
        desk.env.put("JDCLOUD_SECRET_KEY", "y");

        assertThat(desk.iothub("list").code())
                .as("the variables are somebody's")
                .isEqualTo(2);
        assertThat(desk.iothub("list", "--profile", "work").code()).isZero();
        assertThat(setting(List.of("config", "--output", "json", "--profile", "work"), "region"))
                .isEqualTo("cn-east-2 FILE " + home.resolve(".jdc/config") + ", region_id of [work]");

        desk.env.put("IOTHUB_PROFILE", "work");
        assertThat(desk.iothub("list").code())
                .as("variables beside a variable: the keys themselves count")
                .isEqualTo(2);
        desk.env.remove("JDCLOUD_ACCESS_KEY");
        desk.env.remove("JDCLOUD_SECRET_KEY");
        assertThat(desk.iothub("list").code()).isZero();
    }

    @Test
    void takesNobodyElsesKeysForAProfileWithoutASection() throws IOException {
        keys("[default]\naccess_key = " + Demo.ACCESS_KEY + "\nsecret_key = " + Demo.SECRET_KEY + "\n");
        write("work.yaml", "region: cn-north-1");
        desk.env.remove("JDCLOUD_ACCESS_KEY");
        desk.env.remove("JDCLOUD_SECRET_KEY");
        var said = desk.iothub("list", "--profile", "work");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("has no section [work]. Name another profile or add the section.");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "../config", "config", "", "a/b", "-x"})
    void refusesAProfileThatThereIsNot(String name) {
        var said = desk.iothub("list", "--profile=" + name);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).singleElement().asString().startsWith("iothub: --profile: ");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void namesTheProfileInCommandsToPasteWhenItWasEntered() throws IOException {
        write("work.yaml", "journal: " + home.resolve("runs"));

        Files.createDirectory(home.resolve("runs"));
        assertThat(desk.iothub("resume", "run-7", "--profile", "work").err())
                .contains("iothub runs --profile work --journal");
        desk.env.put("IOTHUB_PROFILE", "work");
        assertThat(desk.iothub("resume", "run-7").err()).contains("iothub runs --journal");
    }

    @Test
    void tellsWhereItWasTakenFromWhenAsked() throws IOException {
        write("config.yaml", "\nregion: cn-north-1");
        desk.env.put("IOTHUB_QUIET_PERIOD", "2m");
        var said = desk.iothub("list", "--verbose");

        assertThat(said.errors())
                .contains(
                        "iothub: --region is taken from " + common.resolve("config.yaml") + ", line 2.",
                        "iothub: --quiet-period is taken from IOTHUB_QUIET_PERIOD.",
                        "iothub: --endpoint is taken from a flag.");
        assertThat(said.err()).doesNotContain("--journal is taken");
        assertThat(desk.iothub("list").err()).isEmpty();
    }

    private String setting(List<String> args, String key) {
        var said = desk.run(args.toArray(String[]::new));
        assertThat(said.code()).as(said.err() + said.out()).isZero();
        for (var each : JsonParser.parseString(said.out()).getAsJsonObject().getAsJsonArray("settings")) {
            JsonObject setting = each.getAsJsonObject();
            if (setting.get("option").getAsString().equals("--" + key)) {
                return setting.get("value").getAsString() + " "
                        + setting.get("source").getAsString()
                        + (setting.has("where") ? " " + setting.get("where").getAsString() : "");
            }
        }
        throw new AssertionError(said.out());
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(common.resolve(name), content);
    }

    private void keys(String content) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve(".jdc")).resolve("config"), content);
    }
}
