package io.github.iothubsdk.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.VirtualTime;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer may hold at the most; more of it is no answer, and costs neither memory nor time. */
class AnswerBoundsTest {

    record Row(@Nullable String id, @Nullable BigDecimal amount) {}

    record Rows(@Nullable List<@Nullable Row> rows) {}

    private final VirtualTime timeSource = new VirtualTime();

    private Rows read(byte[] body) {
        var transport = new ScriptedTransport(request -> new HttpResponse(200, Map.of(), body));
        try (ApiClient client = Calls.client(transport, timeSource)) {
            return client.call(
                    Calls.create().commit(Rows.class, answer -> answer.rows() != null), Calls.minute(timeSource));
        }
    }

    private Rows rows(String rows) {
        return read(("{\"requestId\":\"r\",\"result\":{\"rows\":[" + rows + "]}}").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{},", "{\"x\":1},", "null,"})
    void refusesMoreValuesThanAnAnswerCanHaveHoweverFewBytesTheyTake(String tiny) {
        assertThat(rows(tiny.repeat(5_000) + "{}").rows()).hasSize(5_001);
        assertThatThrownBy(() -> rows(tiny.repeat(300_000) + "{}"))
                .isInstanceOfSatisfying(
                        ApiException.Unreachable.class,
                        e -> assertThat(e.mayHaveHappened()).isTrue());
    }

    @Test
    void refusesMillionsOfMembersWhereverTheyStand() {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            members.append(",\"m").append(i).append("\":1");
        }
        assertThatThrownBy(() -> read(("{\"requestId\":\"r\"" + members + "}").getBytes(UTF_8)))
                .isInstanceOf(ApiException.Unreachable.class);
        assertThatThrownBy(
                        () -> read(("{\"requestId\":\"r\",\"result\":{\"rows\":[]" + members + "}}").getBytes(UTF_8)))
                .isInstanceOf(ApiException.Unreachable.class);
    }

    @Test
    void refusesATextThatIsLongerThanAnyOfTheServices() {
        assertThat(rows("{\"id\":\"" + "x".repeat(1_000_000) + "\"}").rows()).hasSize(1);
        assertThatThrownBy(() -> rows("{\"id\":\"" + "x".repeat(1_100_000) + "\"}"))
                .isInstanceOf(ApiException.Unreachable.class);
    }

    @Test
    void refusesValuesThatAreTooDeep() {
        assertThatThrownBy(() -> read(
                        ("{\"requestId\":\"r\",\"error\":" + "[".repeat(40) + "]".repeat(40) + "}").getBytes(UTF_8)))
                .isInstanceOf(ApiException.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e19",
                "1E+9999",
                "1e2147483647",
                "1e-19",
                "1e-9999",
                "-1e400",
                "NaN",
                "\"1e19\"",
                "1000000000000000000",
                "0.0000000000000000001",
                "\" \""
            })
    void doesNotUnderstandANumberThatIsNoAmount(String number) {
        assertThatThrownBy(() -> rows("{\"amount\":" + number + "}"))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(ApiException.NotUnderstood.class),
                        e -> assertThat(e).isInstanceOf(ApiException.Unreachable.class));
    }

    @Test
    void doesNotEvenParseAMillionDigits() {
        assertThatThrownBy(() -> rows("{\"amount\":\"" + "1".repeat(1_600_000) + "\"}"))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> rows("{\"amount\":\"" + "1".repeat(9_000) + "\"}"))
                .isInstanceOf(ApiException.NotUnderstood.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "-0.123456789012345678", "1e17", "0", "0e99", "88.00", "\"88.00\""})
    void readsAnyAmountExactly(String number) {
        assertThat(rows("{\"amount\":" + number + "}").rows())
                .containsExactly(new Row(null, new BigDecimal(number.replace("\"", ""))));
    }

    @Test
    void refusesALargerBodyFromAnyTransport() {
        byte[] body = new byte[HttpTransport.MOST_BYTES + 1];
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(ApiException.Unreachable.class)
                .hasMessageContaining("with more than 16 MiB, which no answer");
    }
}
