package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What create refuses beside an approval, and what becomes of one whose run was refused. */
class ApprovalRefusedTest {

    private final Desk desk;
    private final String file;

    ApprovalRefusedTest(@TempDir Path home) {
        desk = new Desk(home);
        file = home.resolve("ok.json").toString();
    }

    @BeforeEach
    void approve() {
        assertThat(desk.form("preflight", "--name", "plant-7", "--approve-to", file, "--by", "jane")
                        .code())
                .isZero();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Desk.Said create() {
        return desk.iothub("create", "--approval", file);
    }

    private String run() throws IOException {
        Matcher id = Pattern.compile("approved-[0-9a-f-]{36}").matcher(Files.readString(Path.of(file)));
        assertThat(id.find()).isTrue();
        return id.group();
    }

    private void assertNothingOrdered() {
        assertThat(desk.cloud.ledger().lines()).last().asString().contains("0 orders");
    }

    /** Without a script there is nothing that they could be about. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--schema-tables 99",
                "--schema-tables 0",
                "--schema-tables -1",
                "--schema-filled nosuch",
                "--schema-check-only",
                "--schema-migration folder",
                "--schema-tool flyway",
                "--schema-tool flyway --schema-migration folder"
            })
    void refusesAnOptionThatWouldBePassedOver(String options) {
        var refused = desk.iothub("create", ("--approval " + file + " " + options).split(" ", -1));

        assertThat(refused.code()).as(refused.out()).isEqualTo(2);
        assertThat(refused.err())
                .contains(options.substring(0, (options + " ").indexOf(' ')).substring(0, 9));
        assertNothingOrdered();
        assertThat(create().code()).isZero();
    }

    @Test
    void ordersNothingAfterItWasGivenUp() throws IOException {
        desk.cloud.demoAccount().cash("20.00");
        assertThat(create().code()).isEqualTo(2);
        desk.cloud.demoAccount().cash("5000.00");

        var given = desk.iothub("resolve", run(), "--give-up", "--because", "the project was stopped", "--by", "jane");

        assertThat(given.code()).isZero();
        assertThat(given.out()).contains("Gave " + run() + " up.");
        assertThat(create().err()).contains("is over: ABANDONED");
        assertNothingOrdered();
        assertThat(desk.iothub("explain", run()).out()).contains("the project was stopped");
    }

    @Test
    void ordersNothingAfterItWasAbandoned() throws IOException {
        desk.cloud.demoAccount().cash("20.00");
        assertThat(create().code()).isEqualTo(2);
        desk.cloud.demoAccount().cash("5000.00");

        var given = desk.iothub("abandon", run(), "--yes");

        assertThat(given.code()).as(given.err()).isZero();
        assertThat(given.out()).contains("Gave " + run() + " up.");
        assertThat(create().err()).contains("is over: ABANDONED");
        assertNothingOrdered();
    }

    /** The service refused an order under it. */
    @Test
    void saysThatThereIsNothingToGiveUp() throws IOException {
        desk.cloud.faults().on(Route.CREATE_INSTANCE).quotaExceeded();
        assertThat(create().code()).isEqualTo(2);

        var abandoned = desk.iothub("abandon", run(), "--yes");
        var resolved = desk.iothub("resolve", run(), "--give-up", "--because", "the project was stopped");

        assertThat(abandoned.code()).isEqualTo(2);
        assertThat(abandoned.err()).contains("it ended INVALID, and there is nothing to give up");
        assertThat(resolved.code()).isNotZero();
        assertThat(resolved.err()).contains("it ended INVALID, and there is nothing to give up");
        assertThat(abandoned.out() + resolved.out()).doesNotContain("Gave ");
    }
}
