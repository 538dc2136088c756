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

    record Numbers(
            int i,
            long l,
            double d,
            boolean b,
            char c,
            float f,
            short s,
            byte y,
            @Nullable Integer boxed) {}

    @Test
    void readsWhatIsMissingAsNothing() {
        assertThat(Json.read("{}", Numbers.class))
                .isEqualTo(new Numbers(0, 0, 0, false, '\0', 0, (short) 0, (byte) 0, null));
        assertThat(Json.read("{\"i\":null,\"l\":7}", Numbers.class).l()).isEqualTo(7);
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
