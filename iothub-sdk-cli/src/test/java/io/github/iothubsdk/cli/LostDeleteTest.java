package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.simulator.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A delete that has taken effect is never told as one that has not. */
@Timeout(60)
class LostDeleteTest {

    private final Desk desk;

    LostDeleteTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @BeforeEach
    void oneInstance() {
        desk.cloud.demoAccount().instance("plant-7");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static void await(BooleanSupplier what) {
        while (!what.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            LockSupport.parkNanos(10_000_000);
        }
    }

    private Running interruptedBehindItsEffect(String... more) throws Exception {
        desk.cloud.faults().on(Route.DELETE_INSTANCE).afterEffect().stall(Duration.ofSeconds(50));
        String[] args = new String[5 + more.length];
        System.arraycopy(
                new String[] {
                    "delete",
                    "plant-7",
                    "--yes",
                    "--endpoint",
                    desk.cloud.endpoint().toString()
                },
                0,
                args,
                0,
                5);
        System.arraycopy(more, 0, args, 5, more.length);
        Running delete = new Running(desk, args);
        await(() -> desk.cloud.ledger().instances().isEmpty());
        assertThat(delete.interrupted()).isEqualTo(130);
        return delete;
    }

    @Test
    void saysThatItMayHaveBeenDoneWhenItIsInterrupted() throws Exception {
        try (Running delete = interruptedBehindItsEffect()) {
            assertThat(delete.err.toString(StandardCharsets.UTF_8))
                    .startsWith("iothub: Interrupted. The delete of iothub-")
                    .contains(", plant-7, was sent and may have been done")
                    .contains("Enter iothub list --endpoint " + desk.cloud.endpoint())
                    .doesNotContain("no run", "Nothing");
        }
    }

    @Test
    void saysSoToPrograms() throws Exception {
        try (Running delete = interruptedBehindItsEffect("--output", "json")) {
            JsonObject failed = JsonParser.parseString(delete.rest()).getAsJsonObject();
            assertThat(failed.get("kind").getAsString()).isEqualTo("INTERRUPTED");
            assertThat(failed.get("message").getAsString()).contains("was sent and may have been done");
        }
    }

    @Test
    void looksWhetherItIsGoneWhenTheAnswerIsLost() {
        desk.cloud.faults().on(Route.DELETE_INSTANCE).afterEffect().bareStatus(503);
        var said = desk.iothub("delete", "plant-7", "--yes");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("Deleted iothub-", ", plant-7.");
        assertThat(desk.cloud.ledger().calls().stream()
                        .filter(call -> call.method().equals("DELETE")))
                .hasSize(1);
    }

    @Test
    void saysThatItMayBeDoneYetWhenItIsStillThere() {
        desk.cloud.faults().on(Route.DELETE_INSTANCE).beforeEffect().bareStatus(503);
        var said = desk.iothub("delete", "plant-7", "--yes");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains("HTTP 503", "was sent and may have been done, or be done yet. Enter iothub list")
                .doesNotContain("try again");
        assertThat(desk.cloud.ledger().instances()).hasSize(1);
    }

    @Test
    void saysThatItMayHaveBeenDoneWhenNobodyCanLook() {
        desk.cloud.faults().on(Route.DELETE_INSTANCE).afterEffect().dropConnection();
        desk.cloud.faults().on(Route.SHOW_INSTANCE).call(2).times(50).bareStatus(503);
        var said = desk.iothub("delete", desk.cloud.ledger().instances().get(0).id(), "--yes");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.errors()).singleElement().asString().contains("was sent and may have been done");
        assertThat(desk.cloud.ledger().instances()).isEmpty();
    }

    /** Whoever tries again by hand is told that it may be done already. */
    @Test
    void tellsWhoTriesAgainThatItMayBeDone() {
        assertThat(desk.iothub("delete", "plant-7", "--yes").code()).isZero();

        assertThat(desk.iothub("delete", "plant-7", "--yes").errors())
                .singleElement()
                .asString()
                .contains("It may have been deleted before; nothing was deleted now.");
    }

    @Test
    void beginsNoRunThatCouldBeSpokenOfWhereItOnlyLooks() throws Exception {
        desk.cloud.faults().on(Route.LIST_INSTANCES).always().stall(Duration.ofSeconds(50));
        try (Running list =
                new Running(desk, "list", "--endpoint", desk.cloud.endpoint().toString())) {
            await(() -> !desk.cloud.ledger().calls().isEmpty());
            assertThat(list.interrupted()).isEqualTo(130);
            assertThat(list.err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("iothub: Interrupted.");
        }
    }
}
