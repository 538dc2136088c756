package io.github.iothubsdk.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.internal.words.KnownSecrets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeWordsTest {

    private final KnownSecrets secrets = new KnownSecrets();

    private SafeWords words(String... names) {
        return new SafeWords(secrets, Set.of("the", "order", "is", "paid", "of", "run's", "CNY"), List.of(names));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The order is paid.",
                "the order (the run's) is paid; of 12",
                "the order of 2026-11-27T08:00:00.123456Z, of cn-north-1",
                "the order is NO_PAY, 5m, PT2.5S - of CNY 0.00",
                ""
            })
    void keepsTheProgramsWords(String sentence) {
        assertThat(words().sentence(sentence)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane",
                "785455908941",
                "1732694400",
                "20261127",
                "4711",
                "Paid-7",
                "装瓶线",
                "a@b.cn",
                "PLANT",
                "\u2713"
            })
    void replacesEverythingElse(String somebodys) {
        SafeWords words = words();
        String safe = words.sentence("the order of " + somebodys + ", is paid");
        assertThat(safe).doesNotContain(somebodys).isEqualTo("the order of " + words.id(somebodys) + ", is paid");
    }

    @Test
    void tellsOfWhatOthersSayOnlyTheLength() {
        assertThat(words().sentence("the order is \"paid of \"the\" order\", paid"))
                .isEqualTo("the order is \"<text:19>\", paid");
        assertThat(words().sentence("the order is \"this api is not allowed [gw]\""))
                .isEqualTo("the order is \"this api is not allowed [gw]\"");
    }

    @Test
    void keepsThePublishedWordsOfPaths() {
        SafeWords words = words();
        assertThat(words.sentence("/v2/regions/cn-north-1/instances/iothub-7f3k is paid"))
                .isEqualTo("/v2/regions/cn-north-1/instances/" + words.id("iothub-7f3k") + " is paid");
    }

    @Test
    void replacesAmountsByTheirSize() {
        SafeWords words = words();
        assertThat(words.sentence("CNY 1234 of CNY 88.25."))
                .matches("CNY 1\\d{3} of CNY 8\\d\\.\\d[1-9]\\.")
                .isEqualTo("CNY " + words.amount("1234") + " of CNY " + words.amount("88.25") + ".");
    }

    @Test
    void replacesANameOfSeveralWordsWhole() {
        SafeWords words = words("jane of the order", "jane");
        assertThat(words.sentence("jane of the order, paid; jane"))
                .isEqualTo(words.id("jane of the order") + ", paid; " + words.id("jane"));
    }

    @Test
    void hidesWhatTellsANameByTheWordsAroundIt() {
        assertThat(words("Order").sentence("the Order is paid")).isEqualTo("<text:17>");
        assertThat(words("7").sentence("the order of 7")).isEqualTo("<text:14>");
        assertThat(words("order", "7").sentence("paid is the run's 17")).isEqualTo("paid is the run's 17");
    }

    @Test
    void tellsNoSecret() {
        secrets.learn(List.of("paid order of the"));
        assertThat(words().sentence("is paid order of the")).isEqualTo("is ******");
        assertThat(words().id("paid order of the")).isEqualTo("<secret>");
        assertThat(words("paid order of the").sentence("is paid order of the")).doesNotContain("order");
    }
}
