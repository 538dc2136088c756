package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bar on a terminal's last line. */
@Timeout(60)
class ProgressLineTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private volatile int columns = 80;
    private final ProgressLine line =
            new ProgressLine(new PrintStream(screen, true, StandardCharsets.UTF_8), "plant-7", 0, () -> columns);

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
        assertThat(last.substring(last.lastIndexOf('\r') + 1)).hasSizeBetween(20, 49);
        assertThat(shown().substring(0, before)).containsPattern("\r[^\r]{60,79}");
    }

    @Test
    void redrawsItsClockWhileTheServiceTellsNothingNew() {
        line.show(0, "not in the instance list");
        await(() -> shown(), "for 0:02");
        line.close();

        assertThat(shown()).contains("for 0:01").doesNotContain(" 1 % ");
    }
}
