package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bar on a terminal's last line. */
@Timeout(60)
class ProgressLineTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private volatile int columns = 80;
    private final ProgressLine line = new ProgressLine(
            new PrintStream(screen, true, StandardCharsets.UTF_8), "plant-7", 0, Duration.ZERO, () -> columns);

    private static final String ERASE = "\u001b[K";

    /** What stands there at last. */
    private static String last(String shown) {
        String last = shown.stripTrailing();
        return last.substring(last.lastIndexOf('\r') + 1).replace(ERASE, "");
    }

    private String closed(String name, int wide, int percent) {
        var own = new ByteArrayOutputStream();
        try (var bar = new ProgressLine(
                new PrintStream(own, true, StandardCharsets.UTF_8), name, 0, Duration.ofMinutes(75), () -> wide)) {
            bar.show(percent, "BUILDING");
        }
        return own.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isFullAtTheEnd() {
        assertThat(last(closed("plant-7", 80, 100))).contains("100 % [====================] BUILDING");
        assertThat(last(closed("plant-7", 80, 99))).contains(">");
    }

    /** Blanks up to the edge would break into lines of their own where the terminal is made narrower. */
    @Test
    void erasesWhatIsLeftOfALongerLineWithoutBlanks() {
        assertThat(closed("plant-7", 80, 42).stripTrailing()).endsWith("75:00" + ERASE);
    }

    @Test
    void cutsTheNameBeforeTheStateAndTheClock() {
        String bar = last(closed("装瓶线".repeat(9), 40, 42));
        assertThat(bar).startsWith("装瓶").contains("...").endsWith("42 % BUILDING, for 75:00");
        assertThat(Table.width(bar)).isBetween(34, 39);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** Ends when the test's time is up: then the thread is interrupted. */
    private static void await(Supplier<String> screen, String text) {
        while (!screen.get().contains(text)) {
            assertThat(Thread.currentThread().isInterrupted())
                    .as("no " + text + " on " + screen.get())
                    .isFalse();
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void isDrawnForTheLastTimeBeforeWhatIsSaidNextEvenWhenSomebodyPressedCtrlC() {
        line.show(42, "BUILDING");
        Thread.currentThread().interrupt();

        line.close();

        assertThat(Thread.interrupted()).as("the interrupt").isTrue();
        assertThat(shown()).endsWith(System.lineSeparator()).contains("42 %", "BUILDING");
    }

    /** Else each drawing of it takes a line of its own. */
    @Test
    void fitsATerminalThatWasMadeNarrower() {
        line.show(1, "BUILDING");
        await(() -> shown(), "for 0:01");
        columns = 50;
        int before = shown().length();
        await(() -> shown().substring(before), "for 0:03");
        line.close();

        String last = shown().stripTrailing();
        assertThat(last.substring(last.lastIndexOf('\r') + 1)).hasSizeBetween(20, 49 + ERASE.length());
        assertThat(shown().substring(0, before)).containsPattern("\r[^\r]{40,79}");
    }

    @Test
    void redrawsItsClockWhileTheServiceTellsNothingNew() {
        line.show(0, "not in the instance list");
        await(() -> shown(), "for 0:02");
        line.close();

        assertThat(shown()).contains("for 0:01").doesNotContain(" 1 % ");
    }
}
