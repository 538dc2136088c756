package io.github.iothubsdk.provisioning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckIdTest {

    @Test
    void saysItsText() {
        assertThat(CheckId.of("name-is-free")).isEqualTo(CheckId.NAME_IS_FREE).hasToString("name-is-free");
        assertThat(CheckId.NAME_IS_FREE.value()).isEqualTo("name-is-free");
    }

    @Test
    void standsInTheOrderOfTheAlphabet() {
        assertThat(new TreeSet<>(List.of(CheckId.VPC_EXISTS, CheckId.NAME_IS_FREE, CheckId.of("a"))))
                .containsExactly(CheckId.of("a"), CheckId.NAME_IS_FREE, CheckId.VPC_EXISTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a1", "quota-is-left", "a-1-b"})
    void takesLowerCaseWords(String text) {
        assertThat(CheckId.of(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "A",
                "the VPC exists",
                "vpc_exists",
                "-a",
                "a-",
                "a--b",
                "1a",
                "a\n",
                "ä",
                "a1234567890123456789012345678901234567890123456789012345678901234"
            })
    void refusesWhatIsNoId(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckId.of(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("such as vpc-exists");
    }

    @Test
    void namesEachConstantAsItsTextAndNoneTwice() {
        List<CheckId> own = Stream.of(CheckId.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        CheckId id = (CheckId) field.get(null);
                        assertThat(id.value().toUpperCase(Locale.ROOT).replace('-', '_'))
                                .isEqualTo(field.getName());
                        return id;
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        assertThat(own).doesNotHaveDuplicates();
    }
}
