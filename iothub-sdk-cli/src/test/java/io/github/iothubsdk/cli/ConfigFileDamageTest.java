package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code -f} with a file that somebody broke, or made to break the command: one line with the file and the place. */
@Timeout(60)
class ConfigFileDamageTest {

    private final Path home;
    private final Desk desk;

    ConfigFileDamageTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        assertThat(desk.cloud.ledger().calls()).isEmpty();
        desk.close();
    }

    /** In the content ; ends a line, and > is a tab. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yaml | ``                            | must hold one option a line, such as name: plant-7.",
                "yaml | # nothing;;                   | must hold one option a line, such as name: plant-7.",
                "yaml | ---;...;                      | must hold one option a line, such as name: plant-7.",
                "yaml | just text;                    | line 1: must hold one option a line",
                "yaml | name: a;vpc: b;name: c;       | line 3: holds name again, after line 1. Keep one of them.",
                "yaml | name: a;>vpc: b;              | line 2: has a tab where YAML wants spaces.",
                "yaml | name: a;vpc: >b: c;           | line 2: is not YAML",
                "yaml | name: a;nmae: b;              | line 2: has an unknown key nmae. The nearest known one is name.",
                "yaml | name: a;db-password: hush;    | line 2: holds db-password. Secrets come from the environment only",
                "yaml | name: a;vpc: [b, c];          | line 2: the value of vpc must be one text, number, true or false; an option",
                "yaml | name: a;vpc: [b, c            | line 2: the value of vpc must be one text, number, true or false; an option",
                "yaml | name: a;vpc:;  b: c;          | line 2: the value of vpc must be one text, number, true or false; an option",
                "yaml | name: a;vpc:;rds: b;          | line 2: the value of vpc must be one text, number, true or false; an option",
                "yaml | name: &x a;vpc: *x;           | line 1: the value of name must be one text, number, true or false; an option",
                "yaml | name: a;vpc: *x;              | line 2: the value of vpc must be one text, number, true or false; an option",
                "yaml | name: !!int a;                | line 1: the value of name must be one text, number, true or false; an option",
                "yaml | name: a;<<: {vpc: b};         | line 2: has an unknown key <<.",
                "yaml | name: a;[b]: c;               | line 2: must hold one option a line",
                "yaml | name: a;? b;                  | line 2: has an unknown key b.",
                "yaml | name: a;vpc: b: c;            | line 2: is not YAML",
                "yaml | name: a;vpc b;rds: c;         | line 2: is not YAML",
                "yaml | name: a;vpc: \"b;rds: c;      | line 2: is not YAML",
                "yaml | name: a;- b;                  | line 2: is not YAML",
                "yaml | name: a;---;name: b;          | line 2: must hold one option a line",
                "yaml | {name: a,;vpc: b;             | line 1: is not YAML",
                "yaml | timeout: 5m;timeout: soon;    | line 2: holds timeout again, after line 1.",
                "yaml | name: a;timeout: soon;        | line 2: Invalid value for option '--timeout': 'soon' is no duration",
                "yaml | name: a;accept-terms: maybe;  | line 2: Invalid value for option '--accept-terms': 'maybe' is neither true nor false",
                "yaml | name: a;;spend-at-most: -1;   | line 3: Invalid value for option '--spend-at-most': '-1' is no amount",
                "yaml | endpoint: //h;                | line 1: Invalid value for option '--endpoint': '//h' is no endpoint",
                "json | ``                            | must hold one option a line",
                "json | null                          | line 1: must hold one option a line",
                "json | [1]                           | line 1: must hold one option a line",
                "json | {\"name\": \"a\";             | is not JSON",
                "json | {;\"name\": \"a\",;\"name\": \"b\"} | line 3: holds name again, after line 2.",
                "json | {;\"nmae\": 1}                | line 2: has an unknown key nmae.",
                "json | {;\"vpc\": [[1]]}             | line 2: the value of vpc must be one text",
                "json | {;\"vpc\": null}              | line 2: the value of vpc must be one text",
                "json | {;\"vpc\": \"a\",;}           | line 3: is not JSON",
                "json | {\"vpc\": \"a\"};{}           | line 2: is not JSON",
                "json | {;\"timeout\": 7}             | line 2: Invalid value for option '--timeout': '7' is no duration",
            })
    void isToldWithItsLine(String form, String content, String expected) throws IOException {
        Path file = home.resolve("hub." + form);
        Files.writeString(file, content.replace(';', '\n').replace('>', '\t'));

        assertRefused(file, expected);
    }

    @ParameterizedTest
    @CsvSource({"yaml", "json"})
    void isToldHoweverDeepItGoes(String form) throws IOException {
        Path file = home.resolve("hub." + form);
        Files.writeString(file, "\n" + "[".repeat(3000));
        assertRefused(file, "line 2: must hold one option a line");

        Files.writeString(file, "{\n\"vpc\": " + "[".repeat(300_000));
        assertRefused(file, "line 2: the value of vpc must be one text");

        Files.writeString(file, "{\n\"vpc\": " + "{\"a\":".repeat(100_000));
        assertRefused(file, "line 2: the value of vpc must be one text");
    }

    @Test
    void doesNotMultiplyAliases() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        IntStream.range(1, 40).forEach(i -> bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1)));

        assertRefused(write("hub.yaml", bomb.toString()), "line 1: has an unknown key a0.");
        assertRefused(
                write("hub.yaml", bomb.toString().replace("a0: ", "vpc: ")), "line 1: the value of vpc must be one");
    }

    @Test
    void isReadNoFurtherThanAMebibyte() throws IOException {
        assertRefused(write("hub.yaml", "# " + "x".repeat(1 << 20)), "is larger than 1 MiB");
        assertRefused(write("hub.json", " ".repeat((1 << 20) + 1)), "is larger than 1 MiB");
    }

    @Test
    void saysLittleOfALongKeyAndNothingThatMovesATerminal() throws IOException {
        assertRefused(
                write("hub.json", "{\"" + "k".repeat(500_000) + "\": 1}\n"),
                "an unknown key " + "k".repeat(40) + "...");
        var said = assertRefused(write("hub.yaml", "\"na\\e[2Jme\\u202E\\nx\": 1\n"), "an unknown key na?[2Jme??x.");
        assertThat(said.err()).doesNotContain("\033", "\u202e");
    }

    @Test
    void isToldWhereItIsNotText() throws IOException {
        Path file = home.resolve("hub.yaml");
        Files.write(file, "name: plant-7\ndescription: gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, "line 2: is not UTF-8 text. Save it as UTF-8.");

        Files.write(file, "name: plant-7\n".getBytes(StandardCharsets.UTF_16));
        assertRefused(file, "line 1: is not UTF-8 text.");

        Files.write(file, "name: plant-7\nvpc: a\0b\n".getBytes(StandardCharsets.UTF_8));
        assertRefused(file, "line 2: is not YAML");
    }

    @Test
    void isReadWithTheMarkThatEditorsPutBeforeUtf8() throws IOException {
        assertRefused(write("hub.yaml", "\ufeffnmae: plant-7\n"), "line 1: has an unknown key nmae.");
        assertRefused(write("hub.json", "\ufeff{\"nmae\": 1}\n"), "line 1: has an unknown key nmae.");
    }

    @Test
    void isToldWhereNothingCanBeRead() throws IOException {
        assertRefused(Files.createDirectory(home.resolve("dir.yaml")), "is a directory.");
        Path loop = Files.createSymbolicLink(home.resolve("loop.yaml"), home.resolve("loop.yaml"));
        assertRefused(loop, "cannot be read: ");
        assertRefused(home.resolve("none.yaml"), "There is no file ");
        // A superuser, as whom tests may run, can read everything.
        assertThat(ConfigText.why(new AccessDeniedException("hub.yaml"))).isEqualTo("this user has no right to");
    }

    @Test
    void isFoundHoweverItIsGiven() throws IOException {
        Path file = write("hub.yaml", "nmae: plant-7\n");

        for (String[] given :
                new String[][] {{"-f", file.toString()}, {"-f" + file}, {"-f=" + file}, {"--file=" + file}}) {
            assertThat(desk.run("list", given[0], given.length > 1 ? given[1] : "--yes")
                            .err())
                    .as(Arrays.toString(given))
                    .contains("unknown key nmae");
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(home.resolve(name), content);
    }

    private Desk.Said assertRefused(Path file, String expected) {
        var said = desk.run("create", "-f", file.toString());
        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).hasSizeLessThan(500);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .startsWith("iothub: ")
                .contains(file.toString(), expected)
                .doesNotContain("Exception", "Error", "hush", "org.");
        return said;
    }
}
