package io.github.iothubsdk.provisioning.internal.step;

import static io.github.iothubsdk.provisioning.internal.step.Bench.item;
import static io.github.iothubsdk.provisioning.internal.step.Bench.ofService;
import static io.github.iothubsdk.provisioning.internal.step.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.internal.step.Words.Meaning;
import io.github.iothubsdk.provisioning.model.Order;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom an order is for, by its own words. */
class WordsTest {

    private final Words words =
            new Words("plant-7", List.of(Bench.instance("i-1", "plant-1"), Bench.instance("i-7", "Plant-7")));

    private static Order named(String... names) {
        return order(
                "1", null, List.of(names).stream().map(name -> item("", name)).toArray(Order.Item[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plant-7", " PLANT-7 ", "ｐｌａｎｔ－７"})
    void knowsItsNameHoweverItIsWritten(String name) {
        assertThat(words.isOurs(name)).isTrue();
        assertThat(words.of(named(name))).isEqualTo(Meaning.OURS);
        assertThat(words.of(named("warehouse", name))).isEqualTo(Meaning.OURS);
    }

    @Test
    void isNotForItsNameWhenItIsForAnother() {
        assertThat(words.isOurs("plant-8")).isFalse();
        assertThat(words.of(named("plant-8"))).isEqualTo(Meaning.ANOTHERS);
        assertThat(words.of(named("plant-8", "warehouse"))).isEqualTo(Meaning.ANOTHERS);
    }

    @Test
    void saysNothingWithoutANameInAnyItem() {
        assertThat(words.of(named())).isEqualTo(Meaning.SILENT);
        assertThat(words.of(named("", " "))).isEqualTo(Meaning.SILENT);
        assertThat(words.of(named("", "plant-8"))).isNotEqualTo(Meaning.SILENT);
    }

    /** What may be a word for the product, or its name with something around it, proves nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "IoT Hub",
                "物联网",
                "Message Hub",
                "instance 1",
                "plant-7-cn-north-1",
                "new plant-7",
                "plant",
                "ant-7"
            })
    void isUnclearInOtherWords(String name) {
        assertThat(words.of(named(name))).isEqualTo(Meaning.UNCLEAR);
        assertThat(words.of(named("warehouse", name))).isEqualTo(Meaning.UNCLEAR);
    }

    @ParameterizedTest
    @CsvSource({"IoT Hub,UNCLEAR", "'',UNCLEAR", "Virtual Machine,ANOTHERS"})
    void takesAProductsWordForANameWhereTheOrderIsOfAnotherProduct(String service, Meaning meaning) {
        assertThat(words.of(ofService(service, named("my instance")))).isEqualTo(meaning);
    }

    /** Of an instance that is there the name is known, whatever the order calls it. */
    @Test
    void knowsAnotherByItsInstance() {
        assertThat(words.of(order("1", null, item("i-1", "plant-7-and-more")))).isEqualTo(Meaning.ANOTHERS);
        assertThat(words.of(order("1", null, item("i-7", "warehouse")))).isEqualTo(Meaning.UNCLEAR);
    }

    @Test
    void findsTheInstanceOfTheNameOrOfTheOnlyItem() {
        assertThat(words.idIn(order("1", null, item("i-a", "warehouse"), item("i-b", "plant-7"))))
                .isEqualTo("i-b");
        assertThat(words.idIn(order("1", null, item("i-a", "warehouse")))).isEqualTo("i-a");
        assertThat(words.idIn(order("1", null, item("i-a", "warehouse"), item("i-b", "plant-8"))))
                .isEmpty();
        assertThat(words.idIn(order("1", null))).isEmpty();
    }
}
