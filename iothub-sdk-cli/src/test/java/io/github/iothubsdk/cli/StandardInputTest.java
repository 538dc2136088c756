package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -f -}. */
@Timeout(60)
class StandardInputTest {

    private static final String YAML =
            """
            name: 装瓶线-7
            vpc: %s
            subnet: %s
            rds: %s
            database: %s
            db-host: %s
            db-user: %s
            accept-terms: true
            """.formatted(Demo.VPC, Demo.SUBNET, Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER);

    private final Path home;
    private final Desk desk;

    StandardInputTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f -", "-f-", "--file -", "--file=-"})
    void givesOptionsInYaml(String file) {
        desk.typed = YAML;
        String[] args = ("--yes " + file).split(" ", -1);
        var said = desk.iothub("create", args);

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("装瓶线-7 in cn-north-1");
    }

    @Test
    void givesOptionsInJsonWhenItBeginsWithABrace() {
        desk.typed = "\ufeff \n{\n"
                + YAML.strip()
                        .replaceAll("(?m)^([\\w-]+): (.*?)$", "\"$1\": \"$2\",")
                        .replaceAll(",$", "") + "\n}\n";
        var said = desk.iothub("preflight", "-f", "-");

        assertThat(said.code()).as(said.err()).isZero();
    }

    /** In the content ; ends a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: a;nmae: b                 | iothub: standard input, line 2: has an unknown key nmae.",
                "name: a;timeout: soon           | standard input, line 2: Invalid value for option '--timeout'",
                "name: a;yes: true               | standard input, line 2: holds yes",
                "name: a;db-password: hush       | standard input, line 2: holds db-password. Secrets come from",
                "{\"name\": \"a\",;\"vpc\": [1]} | standard input, line 2: the value of vpc must be one text",
                "{\"name\": \"a\",;;             | standard input, line 3: is not JSON: look at column",
                "``                              | iothub: Standard input is empty, or closed; it must hold one option a line",
                "just text                       | standard input, line 1: must hold one option a line",
            })
    void isRefusedWithItsLine(String typed, String expected) {
        desk.typed = typed.replace(';', '\n');
        var said = desk.run("create", "--yes", "-f", "-");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.errors()).singleElement().asString().contains(expected).doesNotContain("hush");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "create, Nothing was ordered.",
        "delete plant-7, Nothing was deleted.",
        "abandon plant-7, Nothing was given up."
    })
    void isNeverTheAnswerToAQuestion(String command, String nothing) {
        desk.typing(YAML);
        desk.cloud.demoAccount().instance("plant-7");
        var said = desk.iothub(
                command.split(" ", -1)[0],
                (command + " -f -").replaceFirst("\\S+ ", "").split(" ", -1));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains(
                        nothing,
                        "Add --yes",
                        "Standard input holds the options, so no question can be answered there.");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void isNotTextWhereItIsNotUtf8() {
        byte[] latin = "name: plant-7\ndescription: gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refused(new ByteArrayInputStream(latin))).contains("standard input, line 2: is not UTF-8 text.");
    }

    /** It may be a pipe that never ends. */
    @Test
    void isReadNoFurtherThanAMebibyte() {
        var read = new AtomicLong();
        var endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                Arrays.fill(bytes, from, from + length, (byte) ' ');
                read.addAndGet(length);
                return length;
            }
        };

        assertThat(refused(endless)).contains("Standard input holds more than 1 MiB");
        assertThat(read.get()).isLessThan(2 << 20);
    }

    private String refused(InputStream input) {
        var err = new ByteArrayOutputStream();
        var shell = new Shell(
                new Output(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Input(input),
                Screen.none(),
                name -> Optional.empty(),
                home,
                desk.timeSource,
                new Interruption());
        assertThat(Iothub.run(shell, "create", "--yes", "-f", "-")).isEqualTo(2);
        return err.toString(StandardCharsets.UTF_8);
    }
}
