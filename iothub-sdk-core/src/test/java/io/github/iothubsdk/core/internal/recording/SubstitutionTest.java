package io.github.iothubsdk.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubstitutionTest {

    private final Substitution texts = new Substitution(Chance.fresh());

    @ParameterizedTest
    @CsvSource({
        "vpc-yn4dblxgeb, vpc-[a-z]{2}[0-9][a-z]{7}",
        "mysql-pg-3udygiyups, mysql-pg-[0-9][a-z]{9}",
        "vpc-, [a-z]{3}-",
        "Plant_7.north, [A-Z][a-z]{4}_[0-9][.][a-z]{5}",
        "10.0.0.0/16, [0-9]{2}[.][0-9][.][0-9][.][0-9]/[0-9]{2}",
        "装瓶线-7, [a-z]{3}-[0-9]",
        "785455908941, [1-9][0-9]{11}",
        "-12, -[1-9][0-9]",
        "***, [a-z]{3}"
    })
    void keepsTheShape(String original, String shape) {
        assertThat(texts.of(original)).matches(shape).isNotEqualTo(original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void leavesWhatIsBlank(String blank) {
        assertThat(texts.of(blank)).isEqualTo(blank);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheSameForTheSameDifferentForDifferentAndNeverItself(long seed) {
        Random random = new Random(seed);
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            String original = original(random);
            String replacement = texts.of(original);
            String before = given.put(original, replacement);

            assertThat(replacement).isNotEqualTo(original).isEqualTo(before == null ? replacement : before);
            assertThat(replacement.codePoints()).allMatch(c -> c < 0x80);
        }
        assertThat(new HashSet<>(given.values())).hasSameSizeAs(given.keySet());
    }

    /** Short ones above all, of which there are few, in letters that exclude one another and in others. */
    private static String original(Random random) {
        String alphabet = "abzAZ019-_. 瓶线\ud83d\ude00\ud800";
        return random.ints(1 + random.nextInt(random.nextBoolean() ? 2 : 12), 0, alphabet.length())
                .mapToObj(at -> String.valueOf(alphabet.charAt(at)))
                .reduce("x", String::concat)
                .substring(random.nextBoolean() ? 0 : 1)
                .replaceFirst("^\\s+$", "x");
    }

    @Test
    void getsLongerWhereAShapeHasNoMoreRoom() {
        Set<String> replacements = new HashSet<>();
        IntStream.rangeClosed('a', 'z').forEach(c -> replacements.add(texts.of(Character.toString(c))));
        IntStream.rangeClosed(0x4e00, 0x4e80).forEach(c -> replacements.add(texts.of(Character.toString(c))));
        IntStream.rangeClosed(0, 9).forEach(digit -> replacements.add(texts.of(Integer.toString(digit))));

        assertThat(replacements).hasSize(26 + 129 + 10).allMatch(text -> text.matches("[a-z]+|[1-9][0-9]*"));
    }

    @Test
    void differsFromSectionToSection() {
        String original = "iothub-9f3k2m7q1z";

        assertThat(texts.of(original)).isNotEqualTo(new Substitution(Chance.fresh()).of(original));
    }

    @Test
    void keepsNoMoreThanItsShare() {
        for (int i = 0; i < Substitution.MOST; i++) {
            texts.of("name " + i);
        }
        assertThat(texts.size()).isEqualTo(Substitution.MOST);
        assertThat(texts.of("one more")).isEqualTo("<text:8>");
        assertThat(texts.of("name 7")).matches("[a-z]{4} [0-9]");
        assertThat(texts.size()).isEqualTo(Substitution.MOST);
    }

    @Test
    void tellsOnlyTheLengthOfWhatIsNobodysName() {
        assertThat(texts.of("n".repeat(1_001))).isEqualTo("<text:1001>");
    }

    @Test
    void isNoWordThatAPathKeeps() {
        for (int i = 0; i < 3_000; i++) {
            assertThat(new Substitution(Chance.fresh()).of("x7")).isNotIn("v1", "v2");
        }
    }
}
