package io.github.iothubsdk.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a|a",
                "` `|%20",
                "+|%2B",
                "*|%2A",
                "/|%2F",
                ":|%3A",
                "=|%3D",
                "&|%26",
                "%|%25",
                "%20|%2520",
                "?|%3F",
                "#|%23",
                "'|%27",
                "\"|%22",
                "\\|%5C",
                "@|%40",
                "{}|%7B%7D",
                "[1]|%5B1%5D",
                "\u00e9|%C3%A9",
                "\u4e2d|%E4%B8%AD",
                "\ud83d\ude00|%F0%9F%98%80",
                "a b+c*~/\u4e2d|a%20b%2Bc%2A~%2F%E4%B8%AD",
                "x\ud800y|x%3Fy",
            })
    void encodes(String plain, String encoded) {
        assertThat(PercentEncoding.encode(plain)).isEqualTo(encoded);
    }

    @Test
    void keepsExactlyTheUnreservedCharacters() {
        StringBuilder kept = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            String encoded = PercentEncoding.encode(String.valueOf(c));
            if (encoded.length() == 1) {
                kept.append(c);
            } else {
                assertThat(encoded).matches("(%[0-9A-F]{2})+");
            }
        }
        assertThat(kept).hasToString("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
    }

    @Test
    void encodesLineBreaksSoThatNoHeaderCanBeSlippedIn() {
        assertThat(PercentEncoding.encode("a\r\nb\0")).isEqualTo("a%0D%0Ab%00");
    }

    @Test
    void leavesTheEmptyTextEmpty() {
        assertThat(PercentEncoding.encode("")).isEmpty();
    }
}
