package io.github.iothubsdk.provisioning.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server may say anything: it is told without data and without what moves a terminal, and at once. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaErrorsTest {

    private static final int LARGE = 5_000_000;

    private static String words(String message) {
        return SqlErrors.words(new SQLException(message, "42000", 1064));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "near 'secret' at line 1                  | near '...' at line 1",
                "near ''it's secret', \"a\"' at line 1    | near '...' at line 1",
                "Table 'hub.t' doesn't exist              | Table '...' doesn't exist",
                "Can't open it                            | Can't open it",
                "near 'cut off, secret                    | near '...'",
                "Duplicate entry 'secret' for key 'a.b'.  | Duplicate entry '...'."
            })
    void masksWhatIsBetweenQuotes(String message, String told) {
        assertThat(words(message)).isEqualTo("error 1064 (42000): " + told);
    }

    @Test
    void takesNoLongerForAMessageThatIsMadeToTakeLong() {
        for (String message : List.of(
                " 'a".repeat(LARGE / 3),
                "'".repeat(LARGE),
                " \"".repeat(LARGE / 2) + "x",
                "' ".repeat(LARGE / 2) + "x",
                " ".repeat(LARGE),
                "\n\t".repeat(LARGE / 2) + "x",
                "\u001b[31m".repeat(LARGE / 5))) {
            assertThat(words(message)).hasSizeLessThan(400);
        }
    }

    @Test
    void leavesNothingThatMovesATerminalOrTurnsTextAround() {
        String told = words("a\u001b[2Jb\rc\nd\u009b31me\u202ef\u2066g\u200bh\u2028i\ufeffj\ud800k\u0000l\u007fm");

        assertThat(told).isEqualTo("error 1064 (42000): a?[2Jb c d?31me?f?g?h?i?j?k?l?m");
    }
}
