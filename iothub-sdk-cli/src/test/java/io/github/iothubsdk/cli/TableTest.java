package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.internal.words.KnownSecrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of a terminal that is too narrow for them. */
class TableTest {

    private static final String WORDS = "the order is placed and costs nothing, which is paid at once";

    private final KnownSecrets known = new KnownSecrets();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Printer out = new Printer(new PrintStream(said, true, StandardCharsets.UTF_8), known);

    private List<String> printed(Table table, int columns) {
        said.reset();
        table.print(out, columns);
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Table table(String words) {
        return new Table("WHAT", "STEP", "WORDS").row("BEGUN", "-", words).row("ENDED", "-", "DONE");
    }

    @Test
    void isLeftWholeWhereThereIsNoTerminal() {
        assertThat(printed(table(WORDS), Integer.MAX_VALUE))
                .containsExactly("WHAT   STEP  WORDS", "BEGUN  -     " + WORDS, "ENDED  -     DONE");
    }

    @Test
    void breaksTheLastColumnAtBlanks() {
        assertThat(printed(table(WORDS), 40))
                .containsExactly(
                        "WHAT   STEP  WORDS",
                        "BEGUN  -     the order is placed and",
                        "             costs nothing, which is",
                        "             paid at once",
                        "ENDED  -     DONE");
    }

    /** Two cells each, no blanks between them, and no line begins with a full stop. */
    @Test
    void breaksChineseBetweenItsCharacters() {
        assertThat(printed(table("订单已经下达，费用为零，立即支付。实例正在创建，请稍候。"), 39))
                .containsExactly(
                        "WHAT   STEP  WORDS",
                        "BEGUN  -     订单已经下达，费用为零，立",
                        "             即支付。实例正在创建，请稍",
                        "             候。",
                        "ENDED  -     DONE");
        assertThat(Wrapping.lines("立即支付。", 8)).containsExactly("立即支", "付。");
        assertThat(Wrapping.lines("支付（订单）", 6)).containsExactly("支付", "（订", "单）");
        assertThat(Wrapping.lines("第3条 plant-7装瓶线", 8)).containsExactly("第3条", "plant-7", "装瓶线");
    }

    @Test
    void cutsAWordThatIsLongerThanALine() {
        assertThat(Wrapping.lines("result.page.totalPage here", 10))
                .containsExactly("result.pag", "e.totalPag", "e here");
        assertThat(Wrapping.lines("\uD83D\uDE80\uD83D\uDE80", 2)).containsExactly("\uD83D\uDE80", "\uD83D\uDE80");
        assertThat(Wrapping.lines("", 10)).containsExactly("");
    }

    @Test
    void turnsUprightWhereTheLastColumnHasNoRoom() {
        assertThat(printed(table(WORDS), 34))
                .containsExactly(
                        "WHAT   BEGUN",
                        "STEP   -",
                        "WORDS  the order is placed and",
                        "       costs nothing, which is",
                        "       paid at once",
                        "",
                        "WHAT   ENDED",
                        "STEP   -",
                        "WORDS  DONE");
    }

    /** Pasted line by line, its first line would run without the endpoint of the second. */
    @Test
    void breaksNoCommand() {
        String command = "iothub resume order-4711 --endpoint http://127.0.0.1:8080";
        assertThat(printed(table(command), 40)).contains("WORDS  " + command);
        assertThat(printed(table("look, then: iothub runs --journal /here/and/there"), 40))
                .contains("WORDS  look, then: iothub runs --journal /here/and/there");
    }

    /** Neither half of it would be known as one. */
    @ParameterizedTest
    @ValueSource(ints = {26, 34, 40, 44})
    void showsNoHalfOfASecret(int columns) {
        known.learn(List.of("correct-horse-battery-staple"));
        String all = String.join("", printed(table("the password is correct-horse-battery-staple, it says"), columns));
        assertThat(all).doesNotContain("correct-horse", "correct-h", "staple");
    }
}
