package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.iothubsdk.provisioning.model.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "50, CNY 50.00",
        "50.10, CNY 50.10",
        "1e3, CNY 1000.00",
        "-0.000001, CNY -0.000001",
        "0e-9999, CNY 0.00",
        "0e9999, CNY 0.00",
        "88.000000000000000000000000, CNY 88.00",
        "999999999999999999.999999999999999999, CNY 999999999999999999.999999999999999999"
    })
    void keepsANumberExactly(String text, String told) {
        assertThat(Money.cny(new BigDecimal(text))).hasToString(told);
    }

    @ParameterizedTest
    @CsvSource({
        "50, CNY 50.00",
        "50.1, CNY 50.10",
        "050.10, CNY 50.10",
        "999999999999999999.99, CNY 999999999999999999.99"
    })
    void keepsAnAmountExactly(String text, String told) {
        assertThat(Money.cny(text)).hasToString(told).isEqualTo(Money.cny(new BigDecimal(text)));
    }

    /** Written out, the first of them has twenty million digits, and took 24 seconds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e20000000",
                "1e-20000000",
                "-1E+2147483647",
                "1e-2147483647",
                "1e18",
                "1e-19",
                "1000000000000000000",
                "0.1234567890123456789"
            })
    void refusesAnAmountThatNothingCosts(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.cny(new BigDecimal(text)))
                .withMessageContaining("18 digits");
        assertThatIllegalArgumentException().isThrownBy(() -> Money.cny(text));
    }

    @Test
    void refusesAMillionDigitsBeforeTheyAreParsed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.cny("1".repeat(1_600_000)))
                .withMessageContaining("18 digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.cny("1000000000000000000"))
                .withMessageContaining("18 digits");
        BigDecimal long1 = new BigDecimal(BigInteger.ONE.shiftLeft(4_000_000), 1_000_000);
        assertThatIllegalArgumentException().isThrownBy(() -> Money.cny(long1)).withMessageContaining("18 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "50,00", "fifty", "CNY 50", "5 0", "\u00a550", "--5", "0x10", "NaN"})
    void saysWhatAnAmountLooksLike(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.cny(text))
                .withMessageStartingWith("\"" + text + "\" is no amount: expected digits")
                .withMessageEndingWith("such as 50.00.");
    }

    /** A ceiling of a thousand million by three characters is no slip that anybody sees. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e9",
                "1E3",
                "+5",
                "-1",
                " 88",
                "88 ",
                "88.",
                ".5",
                "88.001",
                "1e-3",
                "\u0661\u0662",
                "\uff18\uff18"
            })
    void refusesWhatAPersonMayNotMean(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.cny(text))
                .withMessageContaining("is no amount: expected digits, with a point before one or two decimals");
    }

    @Test
    void quotesWhatIsNoAmountInPlainWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.cny("5\u001b[31m"))
                .withMessageStartingWith("\"5?[31m\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cny", "RMB ", "Yuan"})
    void saysWhatACurrencyLooksLike(String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.zero(currency))
                .withMessage("\"" + currency
                        + "\" is no currency: expected three capital letters of ISO 4217, such as CNY.");
    }

    @Test
    void hasAnOrderWithinACurrency() {
        assertThat(Stream.of("2", "-1", "10", "2.00")
                        .map(BigDecimal::new)
                        .map(Money::cny)
                        .sorted())
                .extracting(Money::toString)
                .containsExactly("CNY -1.00", "CNY 2.00", "CNY 2.00", "CNY 10.00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.ZERO_CNY.compareTo(Money.zero("USD")))
                .withMessage("CNY cannot be compared with USD");
    }

    @Test
    void knowsNothing() {
        assertThat(Money.zero("CNY"))
                .isEqualTo(Money.ZERO_CNY)
                .isEqualTo(Money.cny("0"))
                .hasToString("CNY 0.00");
    }
}
