package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.simulator.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code wait}, and {@code resume --all}, say when there is nothing to wait for. */
@Timeout(60)
class WaitTest {

    private final Desk desk;

    WaitTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static JsonObject only(Desk.Said said) {
        assertThat(said.lines()).hasSize(1);
        return JsonParser.parseString(said.out()).getAsJsonObject();
    }

    @Test
    void saysThatOneWhichNeverWasThereIsNot() {
        var said = desk.iothub("wait", "nope", "--for", "gone");

        assertThat(said.code()).isZero();
        assertThat(said.lines())
                .containsExactly(
                        "There is no instance with the id or name 'nope', nor was there when it was looked for.");
        JsonObject gone = only(desk.iothub("wait", "nope", "--for", "gone", "--output", "json"));
        assertThat(gone.get("event").getAsString()).isEqualTo("gone");
        assertThat(gone.get("named").getAsString()).isEqualTo("nope");
        assertThat(gone.has("instance")).isFalse();
    }

    /** A list that counts a row and shows none proves nothing. */
    @Test
    void doesNotTakeAListThatHidesItsRowsForProof() {
        desk.cloud.demoAccount().instance("plant-7");
        desk.cloud.faults().on(Route.LIST_INSTANCES).always().rowsGone();

        var said = desk.iothub("wait", "plant-7", "--for", "gone", "--timeout", "200ms");

        assertThat(said.code()).isNotZero();
        assertThat(said.out()).doesNotContain("is gone", "There is no instance");
        for (String command : List.of("list", "show plant-7", "delete plant-7 --yes")) {
            String[] words = command.split(" ", -1);
            var told = desk.iothub(words[0], Arrays.copyOfRange(words, 1, words.length));
            assertThat(told.code()).as(command).isEqualTo(1);
            assertThat(told.err()).as(command).contains("counts 1").doesNotContain("There is no instance");
        }
    }

    @Test
    void saysWhichOneIsGone() throws Exception {
        desk.cloud.demoAccount().instance("plant-7");
        String id = desk.cloud.ledger().instances().get(0).id();
        desk.timeSource = new Pauses(() -> desk.run(
                "delete", id, "--yes", "--endpoint", desk.cloud.endpoint().toString()));
        var said = desk.iothub("wait", "plant-7", "--for", "gone");

        assertThat(said.code()).isZero();
        assertThat(said.lines()).containsExactly(id + ", plant-7, is gone.");
    }

    @Test
    void saysThatItWasInterrupted() throws Exception {
        try (Running wait = new Running(
                desk,
                "wait",
                "plant-7",
                "--for",
                "running",
                "--output",
                "json",
                "--endpoint",
                desk.cloud.endpoint().toString())) {
            while (desk.cloud.ledger().calls().size() < 2) {
                Thread.onSpinWait();
            }
            assertThat(wait.interrupted()).isEqualTo(130);
            assertThat(JsonParser.parseString(wait.rest())
                            .getAsJsonObject()
                            .get("message")
                            .getAsString())
                    .isEqualTo("Interrupted.");
            assertThat(wait.err.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    @Test
    void resumesAllWhereThereAreNone() {
        assertThat(desk.iothub("resume", "--all").lines())
                .containsExactly("There is no unfinished run in " + desk.home.resolve(".iothub/journal") + ".");
        JsonObject all = only(desk.iothub("resume", "--all", "--output", "json"));
        assertThat(all.get("event").getAsString()).isEqualTo("resumedAll");
        assertThat(all.get("runs").getAsInt()).isZero();
    }

    @Test
    void saysWhatAllIsNotFor() {
        assertThat(desk.iothub("resume", "plant-7", "--all").err())
                .contains("--all resumes all runs; leave plant-7 out, or --all. Nothing was resumed.");
        assertThat(desk.iothub("resume", "--all", "--spend-at-most", "5").err())
                .contains("--spend-at-most is for one run, which is to be named. Nothing was resumed.");
    }
}
