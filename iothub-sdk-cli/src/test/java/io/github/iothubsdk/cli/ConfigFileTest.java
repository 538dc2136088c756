package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -f hub.yaml}. */
@Timeout(60)
class ConfigFileTest {

    private static final String YAML =
            """
            # the bottling plant
            name: 装瓶线-7
            description: "bottling line 7"
            vpc: %s
            subnet: %s
            rds: %s
            database: %s
            db-host: %s
            db-user: %s
            spend-at-most: 50.10
            accept-terms: true
            timeout: 1m
            """.formatted(Demo.VPC, Demo.SUBNET, Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER);

    private final Path home;
    private final Desk desk;

    ConfigFileTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** Else whoever puts it there has all who read the file order, and delete, without being asked. */
    @ParameterizedTest
    @ValueSource(strings = {"yes: true", "yes: false", "'yes': x"})
    void ordersNothingByAWordOfTheFile(String line) throws IOException {
        var said = desk.iothub("create", "-f", file("hub.yaml", YAML + line + "\n"));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("line 13: holds yes").contains("Give --yes where the command is entered.");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void givesEveryOptionInYaml() throws IOException {
        var said = desk.iothub("create", "--yes", "-f", file("hub.yaml", YAML));

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("装瓶线-7 in cn-north-1 (bottling line 7)").contains("CNY 50.10");
    }

    @Test
    void givesEveryOptionInJson() throws IOException {
        String json = "{\n\t"
                + YAML.replaceAll("(?m)^#.*\n", "")
                        .strip()
                        .replaceAll("(?m)^([\\w-]+): \"?(.*?)\"?$", "\"$1\": \"$2\",")
                        .replaceAll("\"(true|50.10)\"", "$1")
                        .replaceAll(",$", "")
                + "\n}\n";
        var said = desk.iothub("preflight", "--file=" + file("hub.json", json));

        assertThat(said.code()).as(said.err()).isZero();
    }

    @Test
    void yieldsToFlags() throws IOException {
        var said = desk.iothub(
                "create", "--yes", "-f", file("hub.yaml", YAML), "--name", "plant-8", "--spend-at-most", "7");

        assertThat(said.out()).contains("plant-8 in cn-north-1").contains("CNY 7.00");
        assertThat(desk.cloud.ledger().instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.name()).isEqualTo("plant-8"));
    }

    /** The parser would put the environment into them, and the service would be told the secret key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:HOME}",
                "${sys:java.home}",
                "$${env:HOME}",
                "$$${env:HOME}",
                "${HOME}",
                "${COMMAND-NAME}",
                "$",
                "a$$b$$$"
            })
    void saysNothingThatDoesNotStandInIt(String text) throws IOException {
        var said = desk.iothub("create", "--yes", "-f", file("hub.yaml", YAML.replace("bottling line 7", text)));

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(desk.iothub("show", "装瓶线-7").lines())
                .anyMatch(line -> line.matches("description +" + Pattern.quote(text)));
    }

    @Test
    void agreesWithFlagsThatSayTheSame() throws IOException {
        var said = desk.iothub("create", "--yes", "-f", file("hub.yaml", YAML), "--accept-terms");

        assertThat(said.code()).as(said.err()).isZero();
    }

    /** It stands for no value at all in the parser. */
    @Test
    void leavesOutNoValue() throws IOException {
        var said = desk.run("preflight", "-f", file("hub.yaml", YAML + "endpoint: _NULL_\n"));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains("line 13: the value of endpoint cannot be _NULL_.");
    }

    /** The parser would read more arguments from it, which neither the look for this file nor that for secrets sees. */
    @Test
    void isNamedInTheArgumentsThemselves() throws IOException {
        String arguments = file("arguments.txt", "-f " + file("hub.yaml", YAML) + " --db-password=hunter2");
        var said = desk.iothub("create", "@" + arguments);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains("'@" + arguments)
                .doesNotContain("hunter2");
    }

    @Test
    void servesTheOtherCommandsToo() throws IOException {
        String file = file("hub.yaml", YAML + "endpoint: " + desk.cloud.endpoint() + "\noutput: json\n");

        assertThat(desk.run("list", "-f", file).lines())
                .singleElement()
                .asString()
                .contains("\"instances\":0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hub.yaml | nmae: x             | has an unknown key nmae. The nearest known one is name.",
                "hub.json | {\"vcp\": \"x\"}    | has an unknown key vcp. The nearest known one is vpc.",
                "hub.yaml | accept_terms: true  | The nearest known one is accept-terms.",
                "hub.yaml | db-password: x      | Secrets come from the environment only",
                "hub.yaml | file: other.yaml    | holds file, and a file names no other one.",
                "hub.yaml | vpc: [a, b]         | the value of vpc must be one text",
                "hub.yaml | timeout: soon       | 'soon' is no duration",
                "hub.json | {\"schema\": \"a\\u0000b\"} | '--schema': 'a?b' can be the name of no file",
                "hub.json | {\"journal\": \"\\u0000\"} | '--journal': '?' can be the name of no file",
                "hub.yaml | 'vpc: \"a'          | is not YAML: look at column",
                "hub.json | {\"vpc\": }         | is not JSON: look at column",
                "hub.yaml | just text           | must hold one option a line, such as name: plant-7.",
                "hub.json | [1]                 | must hold",
            })
    void isRefusedWhereItCannotBeMeant(String name, String content, String expected) throws IOException {
        var said = desk.run("create", "-f", file(name, content.replace("'", "")));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.errors()).singleElement().asString().contains(expected);
    }

    /** A sparse file: it takes no room on the disk, and must take none in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"hub.yaml", "hub.json"})
    void isRefusedWhenItIsAGigabyte(String name) throws IOException {
        String file = file(name, YAML);
        try (var sparse = new RandomAccessFile(file, "rw")) {
            sparse.setLength(1L << 30);
        }
        var said = desk.run("create", "-f", file);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).singleElement().asString().contains(file + " is larger than 1 MiB");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(home.resolve(name), content).toString();
    }
}
