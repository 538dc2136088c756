package io.github.iothubsdk.core.internal.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {

    private final KnownSecrets known = new KnownSecrets();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cr&t\"/\u00e9x",
                "S3CR&T\"/\u00c9X",
                "czNjciZ0Ii/DqXg=",
                "czNjciZ0Ii_DqXg",
                "s3cr%26t%22%2F%C3%A9x",
                "s3cr%26t%22%2f%c3%a9x",
                "s3cr&t\\\"/\u00e9x",
                "s3cr&t\\\"\\/\u00e9x",
                "s3cr&t\\\"/\\u00e9x",
                "s3cr\\u0026t\\\"/\\u00e9x",
                "s3cr&amp;t&quot;/\u00e9x",
                "s3cr&t\"/\u00c3\u00a9x"
            })
    void masksASecretHoweverItIsWritten(String written) {
        known.learn(List.of("s3cr&t\"/\u00e9x"));

        assertThat(known.quote("a" + written + "b")).isEqualTo("a******b");
        assertThat(known.mask("a" + written + "b")).isEqualTo("a******b");
    }

    /** Each program escapes other characters: there is no list of whole spellings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pa(\u00e9s)%20w/rd!&'x\\\"", // JavaScript's encodeURIComponent, but for what it would do with the end
                "Pa(%C3%A9s)%20w%2Frd!%26'x%5C%22", // the same, whole
                "Pa(%C3%A9s)%20w/rd!&'x%5C%22", // its encodeURI
                "Pa%28%c3%a9s%29+w%2frd%21%26%27x%5c%22", // a form
                "Pa(\\u00e9s) w\\/rd!&'x\\\\\\\"", // PHP's json_encode
                "Pa(\u00e9s) w/rd!\\u0026'x\\\\\\\"", // Go's JSON
                "Pa(\u00e9s) w/rd!\\u0026\\u0027x\\\\\\\"", // Gson's
                "Pa(\u00e9s) w/rd!&amp;&apos;x\\&quot;", // XML
                "Pa(\u00e9s) w/rd!&amp;'x\\\"", // HTML's text
                "Pa(&#233;s) w&#x2F;rd!&#38;&#39;x\\&#34;", // HTML in numbers
                "Pa(\u00e9s) w/rd!&\\'x\\\\\\\"", // MySQL's strings
                "Pa(\u00e9s) w/rd!&''x\\\"" // SQL's
            })
    void masksASecretWhicheverOfItsCharactersAreEscaped(String written) {
        known.learn(List.of("Pa(\u00e9s) w/rd!&'x\\\""));

        assertThat(known.quote("a" + written + "b")).isEqualTo("a******b");
        assertThat(known.mask("a" + written + "b")).isEqualTo("a******b");
        assertThat(known.mask("a" + written.substring(0, written.length() - 1)))
                .startsWith("a******")
                .doesNotContain("rd!");
    }

    @Test
    void masksASecretThatLooksEscapedItself() {
        known.learn(List.of("a%41\\n&lt;b''+c"));

        assertThat(known.mask("1a%41\\n&lt;b''+c2")).isEqualTo("1******2");
        assertThat(known.mask("1a%2541%5Cn%26lt%3Bb%27%27%2Bc2")).isEqualTo("1******2");
    }

    @ParameterizedTest
    @CsvSource({
        "abcdefgh-ijkl, ******",
        "x abcdefgh-ij, x ******",
        "x abcdefgh-..., x ******...",
        "x abcdefg, x abcdefg",
        "abcdefgh-ijklmnopq, ******",
        "abcdefgh-ij klmnopq, abcdefgh-ij klmnopq"
    })
    void masksWhatOverlapsAndWhatWasCutOff(String said, String told) {
        known.learn(List.of("abcdefgh-ijkl", "ijklmnopq"));

        assertThat(known.quote(said)).isEqualTo(told);
    }

    @Test
    void masksAShortSecretOnlyWhereItStandsAlone() {
        known.learn(List.of("pw"));

        assertThat(known.quote("the pw 'pw' of upward powers")).isEqualTo("the ****** '******' of upward powers");
    }

    @Test
    void leavesNoPartOfASecretWhereItCuts() {
        known.learn(List.of("0123456789abcdef"));

        assertThat(known.quote("x".repeat(95) + "0123456789abcdef", 100)).isEqualTo("x".repeat(95) + "*****...");
    }

    @Test
    void keepsTheNewestSixtyFour() {
        IntStream.range(0, 1_000).forEach(i -> known.learn(List.of("secret-number-" + i + ";")));

        assertThat(known.quote("secret-number-999; secret-number-936;")).isEqualTo("****** ******");
        assertThat(known.quote("secret-number-1;")).isEqualTo("secret-number-1;");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200f, 0x2028, 0x2029, 0x202e, 0x2066,
                0xfeff, 0xd800, 0xe0041, 0x034f, 0x115f, 0x1160, 0x17b4, 0x180b, 0x2800, 0x3164, 0xfe0f, 0xffa0,
                0xe0100, 0xe000, 0xffff
            })
    void letsNoCharacterThroughThatMovesOrTurns(int character) {
        String bad = "a" + new String(Character.toChars(character)) + "b";

        for (String told : List.of(known.quote(bad), Plain.of(bad, 10), Plain.line(bad))) {
            assertThat(told).matches("a[? ]b");
        }
        assertThat(Plain.escaped('"' + bad + '"')).matches("\"a(\\\\u[0-9a-f]{4}){1,2}b\"");
    }

    @Test
    void leavesOtherTextAsItIs() {
        String text = "\u88c5\u74f6\u7ebf-7  \ud83c\udf31 50 %";

        assertThat(Plain.line(text)).isEqualTo(text);
        assertThat(Plain.escaped(text)).isSameAs(text);
        assertThat(known.mask(text)).isEqualTo(text);
    }
}
