package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain} and {@code orphans}. */
class ExplainTest {

    private final Desk desk;

    ExplainTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void tellsARunWithItsMoneyAndWhatToDoNext() {
        desk.cloud.demoAccount().orderAmount("88.00");
        desk.create("plant-7", "--yes", "--run-id", "order-4711");

        var said = desk.iothub("explain", "plant-7");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("order-4711")
                .contains("this run has sent no payment")
                .contains("--spend-at-most AMOUNT")
                .containsPattern("REACHED +Preflight")
                .containsPattern("CLAIMED +PlaceOrder +about to be sent, attempt 1")
                .contains("OVER_THE_CEILING: order ");
        assertThat(desk.iothub("explain", "plant-7", "--output", "json").out())
                .contains("\"event\":\"explained\"", "\"kind\":\"CLAIMED\"", "\"money\":\"Order ");
        assertThat(desk.iothub("explain", "plant-9").err()).contains("There is no run with the id or name 'plant-9'");
    }

    /** Each line by itself, whoever's words stand in it; a command is in one piece, so that it can be pasted. */
    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 120})
    void fitsTheTerminal(int columns) {
        String name = "装瓶线-8";
        desk.cloud.demoAccount().orderAmount("88.00");
        desk.create(name, "--yes");
        String whole = desk.iothub("explain", name).out();
        desk.screen = new Screen(true, false, false, columns);

        var said = desk.iothub("explain", name);

        assertThat(said.lines())
                .filteredOn(line -> !line.contains("iothub resume "))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Table.width(line)).as(line).isLessThanOrEqualTo(columns));
        assertThat(said.lines()).anyMatch(line -> line.matches(".*iothub resume run-\\S+ .*--spend-at-most AMOUNT"));
        assertThat(letters(said.out())).contains(letters("about to be sent, attempt 1; 0 orders were there before"));
        assertThat(letters(said.out()).length())
                .isGreaterThanOrEqualTo(letters(whole).length());
    }

    @Test
    void breaksTheLastColumnUnderItsHeading() {
        desk.create("plant-7", "--yes");
        desk.screen = new Screen(true, false, false, 80);

        List<String> lines = desk.iothub("explain", "plant-7").lines();

        int begun = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).contains("  BEGUN  "))
                .findFirst()
                .orElseThrow();
        String headings = lines.get(begun - 1);
        int column = headings.indexOf("WORDS");
        assertThat(headings).startsWith("TIME (UTC) ");
        assertThat(lines.get(begun).substring(column)).startsWith("plant-7 in cn-north-1");
        assertThat(lines.get(begun + 1)).startsWith(" ".repeat(column)).isNotBlank();
        assertThat(lines.get(begun + 1).charAt(column)).isNotEqualTo(' ');
    }

    private static String letters(String text) {
        return text.replaceAll("\\s", "");
    }

    /** It looked in the wrong place: nothing there is to be resumed. */
    @Test
    void namesAJournalThatIsNotThereAndNothingToResume() {
        var said = desk.iothub("explain", "5b5f2c7e-8a39-4a0f-b7f4-2a1c5b7d9e10", "--journal", "mistyped");

        assertThat(said.code()).isNotZero();
        assertThat(said.err()).contains("mistyped").doesNotContain("iothub resume");
    }

    /** Who reads it must not take it for all regions. */
    @Test
    void tellsWhichRegionsOrphansWereLookedForIn() {
        desk.create("plant-7", "--yes");
        assertThat(desk.iothub("orphans").lines()).contains("Looked at cn-north-1 alone.");

        assertThat(desk.iothub("orphans", "--region", "cn-east-2").lines())
                .contains(
                        "Looked at cn-east-2 alone. This journal has runs in cn-north-1 as well, where was not looked:"
                                + " add --region cn-north-1.");
        assertThat(desk.iothub("orphans", "--region", "cn-east-2", "--output", "json")
                        .lines())
                .last()
                .asString()
                .contains("\"region\":\"cn-east-2\"", "\"regionsNotLooked\":[\"cn-north-1\"]");
    }

    /** An order that may hold money is not passed over for a name; nor is it called IoT Hub's. */
    @Test
    void tellsOrdersOfIotCoreApart() {
        desk.cloud.demoAccount().colleague().service("IoT Core").amount("88.00").order("core-1");
        desk.cloud.demoAccount().colleague().service("IoT Hub").amount("88.00").order("plant-8");

        assertThat(desk.iothub("orphans").lines())
                .anyMatch(line -> line.matches("UNPAID_ORDER  core-1 +\\d+  IoT Core .*"))
                .anyMatch(line -> line.matches("UNPAID_ORDER  plant-8 +\\d+  IoT Hub .*"))
                .anyMatch(line -> line.startsWith("1 of them by the product's name of IoT Core"));
        assertThat(desk.iothub("orphans", "--output", "json").out()).contains("\"product\":\"IoT Core\"");
    }

    @Test
    void listsWhatNoRunExplains() {
        desk.create("plant-7", "--yes");
        assertThat(desk.iothub("orphans").out())
                .contains("Every instance of the region, and every order that may hold money, is a run's");

        desk.cloud.demoAccount().colleague().amount("88.00").order("plant-8");

        assertThat(desk.iothub("orphans").out())
                .contains("UNPAID_ORDER", "plant-8", "CNY 88.00")
                .doesNotContain("plant-7")
                .contains("1 that no run of this journal explains");
        assertThat(desk.iothub("orphans", "--output", "json").lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("\"kind\":\"UNPAID_ORDER\"") && line.contains("\"name\":\"plant-8\""));
        assertThat(desk.cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void adoptsWhatIsThere() {
        desk.cloud.demoAccount().colleague().amount("88.00").order("plant-8");

        assertThat(desk.form("adopt", "plant-8", "--name", "plant-8").err()).contains("Nothing was adopted or paid");
        assertThat(desk.form("adopt", "plant-9", "--name", "plant-9", "--yes").err())
                .contains("No order or instance");
        assertThat(desk.form("adopt", "plant-8", "--name", "plant-8", "--yes").err())
                .contains("the ceiling is CNY 0.00");
        assertThat(desk.cloud.ledger().payments()).isEmpty();

        var said = desk.form("adopt", "plant-8", "--name", "plant-8", "--spend-at-most", "88", "--yes");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("UNPAID_ORDER");
        assertThat(desk.cloud.ledger().lines()).last().asString().contains("0 orders, 1 payment, 1 instance");
    }
}
