package io.github.iothubsdk.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.support.CapturedLogs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    record Row(
            @Nullable String id,
            @Nullable BigDecimal price,
            @Nullable Instant at,
            @Nullable Duration every) {
        Row {
            if ("canary".equals(id)) {
                throw new IllegalArgumentException("canary");
            }
        }
    }

    record Login(String user, Secret password) {}

    @Test
    void writesOneCompactLineAndLeavesOutNulls() {
        assertThat(Json.write(new Row("a<b>&'\n", new BigDecimal("50.10"), null, null)))
                .isEqualTo("{\"id\":\"a<b>&'\\n\",\"price\":50.10}");
    }

    @Test
    void readsBackWhatItWrote() {
        Row row = new Row(
                "\u4e2d\ud83d\ude00",
                new BigDecimal("0.10"),
                Instant.parse("2026-11-22T08:00:00.000000001Z"),
                Duration.ofMillis(1500));
        assertThat(Json.read(Json.write(row), Row.class)).isEqualTo(row);
    }

    @Test
    void tellsWhatSaysTheSame() {
        String text = "{\"a\":1,\"b\":{\"c\":[true,\"x\"]}}";
        assertThat(Json.isSame(" { \"b\" : {\"c\": [ true, \"x\" ]},\n\"a\" : 1 }\n", text))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"a\":1}",
                "{\"a\":1,\"b\":2,\"c\":3}",
                "{\"a\":1,\"b\":2,\"b\":2}",
                "{\"a\":1,\"b\":2,\"c\":null}",
                "{\"a\":1,\"b\":\"2\"}",
                "{\"a\":1,\"b\"=2}",
                "{\"a\":1,'b':2}",
                "{\"a\":1;\"b\":2}",
                "{\"a\":1,/* 3 */\"b\":2}",
                "# 3\n{\"a\":1,\"b\":2}",
                "{\"a\":1,\"b\":2} // 3",
                "{\"a\":1,\"b\":2}{}",
                ")]}'\n{\"a\":1,\"b\":2}",
                "\ufeff{\"a\":1,\"b\":2}"
            })
    void tellsWhatSaysSomethingElse(String text) {
        assertThat(Json.isSame(text, "{\"a\":1,\"b\":2}")).isFalse();
    }

    record Claim(int attempt, boolean open, @Nullable Boolean doubtful) {}

    @Test
    void readsWhatMayBeMissingAsNull() {
        assertThat(Json.read("{\"attempt\":1,\"open\":true,\"more\":[]}", Claim.class))
                .isEqualTo(new Claim(1, true, null));
    }

    /** What lost a field must not be taken for one that says no. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"attempt\":1}",
                "{\"open\":true}",
                "{\"attempt\":1,\"open\":null}",
                "{\"attempt\":1,\"open\":\"yes\"}",
                "{\"attempt\":1,\"open\":1}",
                "{\"attempt\":1,\"open\":true,\"open\":false}",
                "{\"attempt\":1,\"open\":true,\"doubtful\":\"true\"}",
            })
    void refusesWhatLostAFieldOrSaysItTwice(String text) {
        assertThatThrownBy(() -> Json.read(text, Claim.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a valid Claim");
    }

    @Test
    void refusesToWriteASecret() {
        assertThatThrownBy(() -> Json.write(new Login("u", Secret.of("canary"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Secret")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> Json.write(Map.of("passwords", List.of(Secret.of("canary")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "canary",
                "[\"canary\"]",
                "\"canary\"",
                "{\"id\":{\"canary\":1}}",
                "{\"price\":\"canary\"}",
                "{\"at\":\"canary\"}",
                "{\"every\":\"canary\"}",
                "{\"at\":[\"canary\"]}",
                "{\"id\":\"canary\"}",
                "{\"id\":\"cana",
                "{\"id\":\"x\"}canary",
            })
    void refusesWhatItCannotReadWithoutQuotingIt(String text) {
        Throwable refused = catchThrowable(() -> Json.read(text, Row.class));
        assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class).hasMessageContaining("Row");
        assertThat(CapturedLogs.everything(refused)).doesNotContain("canary");
    }
}
