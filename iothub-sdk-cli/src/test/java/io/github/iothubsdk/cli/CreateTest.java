package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code create} and {@code resume}: what is asked, what is told, what the process ends with, and what was ordered. */
@Timeout(60)
class CreateTest {

    private final Desk desk;

    CreateTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void tellsEachEventOnALineWhenNobodySitsBeforeIt() {
        var said = desk.create("plant-7", "--yes");

        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        long passed =
                said.lines().stream().filter(line -> line.contains("PASSED")).count();
        assertThat(said.out())
                .contains(passed + " of " + passed + " passed")
                .contains("is placed, for instance iothub-")
                .contains("paid CNY 0.00")
                .contains("status           RUNNING")
                .doesNotContain("\u001b")
                .doesNotContain("\r");
        assertThat(desk.cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void refusesToOrderWhenNobodyCanConfirm() {
        var said = desk.create("plant-7");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains("nobody to confirm")
                .contains("--yes");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void asksNobodyToConfirmWhatCouldNotBeWrittenDown(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        var said = desk.typing("yes\n").create("plant-7", "--journal", file.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out())
                .contains(
                        "FAILED", "the journal can be written", file + " is not a directory", "name another --journal")
                .doesNotContain("Place this order?");
        assertThat(desk.cloud.ledger().writes()).isZero();
    }

    @Test
    void refusesToAskInTheMiddleOfJson() {
        var said = desk.typing("yes\n").create("plant-7", "--output", "json");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).isEmpty();
        assertThat(said.lines()).singleElement().asString().contains("\"event\":\"failed\"");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void ordersWhenAPersonSaysYes() {
        assertThat(desk.typing("yes\n").create("plant-7").code()).isZero();
        assertThat(desk.cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void ordersNothingWhenAPersonSaysAnythingElse() {
        for (String answer : new String[] {"no\n", "y\n", "\n", ""}) {
            var said = desk.typing(answer).create("plant-7");

            assertThat(said.code()).as(answer).isEqualTo(2);
            assertThat(said.out()).contains("Place this order?");
            assertThat(said.errors()).containsExactly("iothub: Not confirmed. Nothing was ordered.");
        }
        assertThat(desk.cloud.ledger().writes()).isZero();
        assertThat(desk.iothub("runs").lines()).hasSize(1);
    }

    @Test
    void tellsEverythingThatStandsInTheWayWithItsRemedy() {
        desk.cloud.demoAccount().userAuth(0).cash("12.00");
        var said = desk.create("plant-7", "--yes");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out())
                .contains("12 of 14 passed; it cannot be ordered yet.")
                .contains("--coupons-worth");
        assertThat(said.err()).contains("There are 2 things to put right");
        assertThat(desk.typing("yes\n").create("plant-7").errors())
                .containsExactly("iothub: Nothing was ordered. Put right what did not pass, then try again.");
        assertThat(desk.cloud.ledger().writes()).isZero();
    }

    @Test
    void preflightEndsAsCreateWouldAndChangesNothing() {
        assertThat(desk.form("preflight", "--name", "plant-7").code()).isZero();
        desk.cloud.demoAccount().userAuth(0);
        assertThat(desk.form("preflight", "--name", "plant-7").code()).isEqualTo(2);
        assertThat(desk.cloud.ledger().writes()).isZero();
    }

    @Test
    void followsTheRemedyOfACheckThatCannotBeLookedAt() {
        desk.cloud.demoAccount().deny(Route.DESCRIBE_USER);
        var refused = desk.create("plant-7", "--yes");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--allow-unchecked real-name-is-verified");

        var misspelt = desk.create("plant-7", "--yes", "--allow-unchecked", "foo");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.err()).contains("no check has the id foo").contains("Correct what --allow-unchecked names");

        var said = desk.create("plant-7", "--yes", "--allow-unchecked", "real-name-is-verified");
        assertThat(said.code()).isZero();
    }

    @Test
    void stopsAtTheCeilingAndGoesOnWithAHigherOne() {
        desk.cloud.demoAccount().orderAmount("88.00");
        var stopped = desk.create("plant-7", "--yes", "--spend-at-most", "50");
        assertThat(stopped.code()).isEqualTo(3);
        assertThat(stopped.err())
                .contains("costs CNY 88.00, above the ceiling of CNY 50.00")
                .contains("Resume with a higher --spend-at-most")
                .contains("Go on with: iothub resume run-");
        assertThat(desk.cloud.ledger().payments()).isEmpty();

        var paid = desk.iothub("resume", "--spend-at-most", "88");
        assertThat(paid.code()).isZero();
        assertThat(paid.out()).contains("paid CNY 88.00");
        assertThat(desk.cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void endsWithThreeWhenTheTimeIsUsedUp() {
        desk.cloud.demoAccount().nextInstance(Fate.NEVER_APPEARS);
        var said = desk.create("plant-7", "--yes", "--timeout", "300ms");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.errors()).first().asString().contains("the time is used up");
    }

    @Test
    void endsWithFourWhenMoneyMayHaveMoved() {
        desk.cloud.faults().on(Route.CREATE_INSTANCE).call(1).dropConnection();
        desk.cloud.faults().on(Route.CREATE_INSTANCE).call(2).quotaExceeded();
        var said = desk.create("plant-7", "--yes", "--quiet-period", "100ms");

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.errors()).first().asString().contains("Money may have moved");
        assertThat(said.errors()).last().asString().startsWith("Go on with: iothub resume run-");
        assertThat(desk.iothub("runs").lines())
                .last()
                .asString()
                .contains("UNKNOWN")
                .contains("console's order list");
    }

    @Test
    void endsWithFiveWhenTheOrderIsDead() {
        desk.cloud.demoAccount().nextInstance(Fate.ORDER_CANCELED);
        var said = desk.create("plant-7", "--yes");

        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err())
                .contains("no instance will come of it", "then create again")
                .doesNotContain("Go on with");
        String next = desk.iothub("runs").lines().get(1);
        assertThat(next).contains("BROKEN", "look again, which says what to do: iothub resume run-");
    }

    @Test
    void goesOnWithABrokenRunWhereThatIsWhatToDo() {
        desk.cloud.demoAccount().nextInstance(Fate.SUSPENDS);
        var said = desk.create("plant-7", "--yes");

        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err()).contains("then resume the run").doesNotContain("create again");
        assertThat(said.errors()).last().asString().startsWith("Go on with: iothub resume run-");
    }

    @Test
    void resumesTheOnlyUnfinishedRunAndAsksWhichOfSeveral() {
        desk.cloud.demoAccount().orderAmount("1.00");
        assertThat(desk.create("plant-7", "--yes").code()).isEqualTo(3);
        assertThat(desk.create("plant-8", "--yes").code()).isEqualTo(3);

        var which = desk.iothub("resume", "--spend-at-most", "1");
        assertThat(which.code()).isEqualTo(2);
        assertThat(which.errors())
                .singleElement()
                .asString()
                .contains("(plant-7)")
                .contains("(plant-8)");

        Matcher command = Pattern.compile("iothub (resume run-[0-9a-f-]{36} --endpoint \\S+) \\(plant-8\\)")
                .matcher(which.err());
        assertThat(command.find()).isTrue();
        assertThat(desk.run((command.group(1) + " --poll-interval 20ms --spend-at-most 1").split(" "))
                        .code())
                .isZero();
        assertThat(desk.iothub("resume", "--spend-at-most", "1").code()).isZero();
        assertThat(desk.iothub("resume").errors()).singleElement().asString().contains("There is no unfinished run");
        assertThat(desk.cloud.ledger().payments()).hasSize(2);
    }
}
