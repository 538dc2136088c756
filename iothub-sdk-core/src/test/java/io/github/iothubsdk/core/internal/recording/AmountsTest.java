package io.github.iothubsdk.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    private final Amounts amounts = new Amounts(Chance.fresh());

    @ParameterizedTest
    @CsvSource({
        "1016.80, 1[0-9]{3}[.][1-9]0",
        "1016, 1[0-9]{3}",
        "-88.00, -8[0-9][.]00",
        "0.0512, 0[.]05[0-9][1-9]",
        "7, 7",
        "0, 0",
        "0.00, 0[.]00",
        "-0.0, -0[.]0"
    })
    void keepsSignSizeAndFirstDigit(String amount, String shape) {
        assertThat(amounts.of(amount)).get().asString().matches(shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n/a", "1e9", "1.", ".5", "007", "+5", "1,000", "1234567890123456789", "NaN", " 1"})
    void isNotForWhatIsNoAmount(String other) {
        assertThat(amounts.of(other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void staysEqualHoweverItIsWrittenAndIsNotItself(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            BigDecimal amount = BigDecimal.valueOf(1_000 + random.nextInt(9_999_000), random.nextInt(3));
            BigDecimal padded = amount.setScale(amount.scale() + random.nextInt(3));
            BigDecimal one = new BigDecimal(amounts.of(amount.toPlainString()).orElseThrow());
            BigDecimal other = new BigDecimal(amounts.of(padded.toPlainString()).orElseThrow());

            assertThat(one).isEqualByComparingTo(other);
            assertThat(one.compareTo(amount)).isNotZero();
            assertThat(one.precision()).isEqualTo(amount.precision());
        }
    }

    @Test
    void differsWhereTheSizeLeavesRoom() {
        Set<String> replacements = new HashSet<>();
        IntStream.range(100, 190)
                .forEach(yuan -> replacements.add(amounts.of(yuan + ".00").orElseThrow()));

        assertThat(replacements).hasSizeGreaterThan(80);
    }

    @Test
    void endsWhereThereIsNoRoom() {
        IntStream.range(10, 20)
                .forEach(yuan -> assertThat(amounts.of(Integer.toString(yuan)))
                        .get()
                        .asString()
                        .matches("1[0-9]")
                        .isNotEqualTo(Integer.toString(yuan)));
    }
}
