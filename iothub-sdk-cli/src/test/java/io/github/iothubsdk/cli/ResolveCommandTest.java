package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person ends what nobody could tell, on the command line. */
class ResolveCommandTest {

    private static final Pattern RUN = Pattern.compile("run-[0-9a-f-]{36}");

    private final Desk desk;

    ResolveCommandTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** The answer to the order says no, and the order is there. */
    private String inDoubt() {
        desk.cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().error(400, 400, "INVALID_ARGUMENT", "not today");
        var said = desk.create("plant-7", "--yes");
        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).contains("Money may have moved").contains(order().number());
        Matcher run = RUN.matcher(said.out() + said.err());
        assertThat(run.find()).isTrue();
        return run.group();
    }

    private Ledger.Order order() {
        return desk.cloud.ledger().orders().get(0);
    }

    @Test
    void adoptsTheOrderAndSaysHowToGoOn() {
        String run = inDoubt();
        var said = desk.iothub("resolve", run, "--adopt", order().number(), "--because", "it is ours");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("Resolved " + run + ": its order is " + order().number())
                .contains("iothub resume " + run);
        assertThat(desk.iothub("resume", run).code()).isZero();
        assertThat(desk.cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void tellsItInJson() {
        String run = inDoubt();
        var said =
                desk.iothub("resolve", run, "--adopt", order().number(), "--because", "it is ours", "--output", "json");
        assertThat(said.lines())
                .singleElement()
                .asString()
                .contains("\"event\":\"resolved\"", "\"resume\":\"iothub resume " + run, order().number());
    }

    @Test
    void givesUp() {
        String run = inDoubt();
        assertThat(desk.iothub("resolve", run, "--give-up", "--because", "wrong region")
                        .out())
                .contains("Gave " + run + " up");
    }

    @Test
    void saysOfADoneRunThatThereIsNothingToResolve() {
        assertThat(desk.create("plant-7", "--yes").code()).isZero();
        String run = desk.iothub("runs").lines().get(1).replaceFirst(" .*", "");

        for (String[] decision : new String[][] {{"--give-up"}, {"--order-again"}, {"--adopt", order().number()}}) {
            List<String> options = new ArrayList<>(List.of(run, "--because", "x"));
            options.addAll(List.of(decision));
            var said = desk.iothub("resolve", options.toArray(String[]::new));

            assertThat(said.code()).isEqualTo(3);
            assertThat(said.errors())
                    .singleElement()
                    .asString()
                    .contains("Nothing was written", "Enter iothub runs")
                    .doesNotContain("order list", "--spend-at-most");
        }
    }

    @Test
    void asksForExactlyOneDecisionAndAReason() {
        String run = inDoubt();
        assertThat(desk.iothub("resolve", run, "--adopt", "1").code()).isEqualTo(2);
        assertThat(desk.iothub("resolve", run, "--because", "x").code()).isEqualTo(2);
        assertThat(desk.iothub("resolve", run, "--give-up", "--order-again", "--because", "x")
                        .code())
                .isEqualTo(2);
        var unknown = desk.iothub("resolve", run, "--adopt", "20991231", "--because", "a guess");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).contains("shows no order 20991231").contains("Nothing was written");
    }
}
