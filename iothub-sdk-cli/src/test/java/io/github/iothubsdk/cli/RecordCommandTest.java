package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --record FILE}, its variable, and its key in a file. */
@Timeout(60)
class RecordCommandTest {

    private static final String LIST = "\"path\":\"/v2/regions/cn-north-1/instances\"";

    private final Path home;
    private final Path file;
    private final Desk desk;

    RecordCommandTest(@TempDir Path home) {
        this.home = home;
        file = home.resolve("said.jsonl");
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void recordsAWholeCreateAndAddsToIt() throws IOException {
        var said = desk.create("plant-7", "--yes", "--record", file.toString());
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readString(file))
                .contains(":pay\"", LIST, "\"RUNNING\"")
                .doesNotContain("plant-7", Demo.VPC);

        assertThat(desk.iothub("list", "--record=" + file).code()).isZero();
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.startsWith("{\"recording\":1"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "show plant-7",
                "runs",
                "resume",
                "delete iothub-7 --yes",
                "abandon run-7 --yes",
                "resolve run-7 --give-up --because=late"
            })
    void isThereForEveryCommandThatTalksToTheCloud(String command) throws IOException {
        String[] words = command.split(" ");
        String[] more = new String[words.length + 1];
        System.arraycopy(words, 1, more, 0, words.length - 1);
        more[words.length - 1] = "--record";
        more[words.length] = file.toString();
        var said = desk.iothub(words[0], more);

        assertThat(said.err()).doesNotContain("Unknown option");
        assertThat(file).as(said.err()).exists();
        assertThat(Files.readString(file)).startsWith("{\"recording\":1");
    }

    /** Every file there is taken for a run, and this one would be an unreadable one. */
    @Test
    void isRefusedInTheJournalsDirectory() throws IOException {
        Path journal = Files.createDirectories(home.resolve("runs"));
        Path inside = journal.resolve("said.jsonl");
        var said = desk.iothub("list", "--journal", journal.toString(), "--record", inside.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--record", "the journal's directory", "Nothing was sent");
        assertThat(inside).doesNotExist();
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void goesByTheFlagThenTheVariableThenTheFile() throws IOException {
        Path config = Files.writeString(home.resolve("hub.yaml"), "record: " + home.resolve("of-file.jsonl") + "\n");
        assertThat(desk.iothub("list", "-f", config.toString()).code()).isZero();
        assertThat(home.resolve("of-file.jsonl")).isNotEmptyFile();
        Files.delete(home.resolve("of-file.jsonl"));

        desk.env.put("IOTHUB_RECORD", home.resolve("of $variable.jsonl").toString());
        assertThat(desk.iothub("list", "-f", config.toString()).code()).isZero();
        assertThat(home.resolve("of $variable.jsonl")).isNotEmptyFile();
        Files.delete(home.resolve("of $variable.jsonl"));

        assertThat(desk.iothub("list", "-f", config.toString(), "--record", file.toString())
                        .code())
                .isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(home.resolve("of $variable.jsonl")).doesNotExist();
        assertThat(home.resolve("of-file.jsonl")).doesNotExist();
    }

    @Test
    void takesAnEmptyVariableForNone() throws IOException {
        desk.env.put("IOTHUB_RECORD", "");

        assertThat(desk.iothub("list").code()).isZero();
        try (var files = Files.list(home)) {
            assertThat(files.map(each -> each.getFileName().toString())).noneMatch(name -> name.endsWith(".jsonl"));
        }
    }

    @Test
    void writesIntoNoOtherFileAndOrdersNothing() throws IOException {
        Path config = Files.writeString(home.resolve("hub.yaml"), "name: plant-7\n");
        var said = desk.create("plant-7", "--yes", "--record", config.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).singleElement().asString().contains(config.toString(), "is no recording");
        assertThat(Files.readString(config)).isEqualTo("name: plant-7\n");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void isInTheHelp() {
        assertThat(desk.run("create", "--help").out()).contains("--record=FILE", "IOTHUB_RECORD");
        assertThat(desk.run("simulate", "--help").out()).doesNotContain("--record");
    }
}
