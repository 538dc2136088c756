package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.SendContext;
import io.github.iothubsdk.core.internal.words.LoggedRun;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.Calls.Vpc;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.ScriptedTransport.Line;
import io.github.iothubsdk.core.support.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A transport is told which call it sends, which send of it that is, and for which run. */
class SendContextTest {

    private final VirtualTime timeSource = new VirtualTime();
    private final List<String> told = new ArrayList<>();

    private Line telling(Line then) {
        return request -> {
            told.add(SendContext.current().map(SendContext::toString).orElse("nothing"));
            return then.answer(request);
        };
    }

    private ApiClient client(Line... script) {
        return Calls.client(new ScriptedTransport(script), timeSource);
    }

    @Test
    void countsTheSendsOfARead() {
        Line lost = telling(ScriptedTransport.failing(new IOException("reset")));
        Line fine = telling(ScriptedTransport.json(200, "{\"requestId\":\"r\",\"result\":{\"vpcId\":\"v\"}}"));
        try (ApiClient client = client(lost, lost, fine)) {
            client.call(Calls.show().query("a", "b").read(Vpc.class, vpc -> true), Calls.minute(timeSource));
            client.call(Calls.show().read(Vpc.class, vpc -> true), Calls.minute(timeSource));
        }
        String call = "vpc GET /v1/regions/{region}/vpcs/{}, send ";
        assertThat(told).containsExactly(call + 1, call + 2, call + 3, call + 1);
        assertThat(SendContext.current()).isEmpty();
    }

    @Test
    void tellsTheRunOfTheThread() {
        Line lost = telling(ScriptedTransport.failing(new IOException("reset")));
        try (ApiClient client = client(lost)) {
            String before = LoggedRun.enter("order-4711");
            try {
                assertThatThrownBy(() ->
                                client.call(Calls.create().commit(Vpc.class, vpc -> true), Calls.minute(timeSource)))
                        .isInstanceOf(ApiException.Unreachable.class);
            } finally {
                LoggedRun.enter(before);
            }
        }
        assertThat(told).containsExactly("vpc POST /v1/regions/{region}/vpcs/, send 1, run order-4711");
        assertThat(SendContext.current()).as("after a send that failed").isEmpty();
    }

    @Test
    void isTheOneBeforeAgainAfterASendWithinASend() throws Exception {
        var request = Calls.request("GET", "http://127.0.0.1:1", "", Duration.ofSeconds(1));
        Line fine = telling(ScriptedTransport.json(200, "{}"));
        SendContext inner = SendContext.of("inner", 0, Optional.empty());
        SendContext.of("outer", 1, Optional.empty())
                .send(
                        new ScriptedTransport(sent -> {
                            inner.send(new ScriptedTransport(fine), sent);
                            return fine.answer(sent);
                        }),
                        request);
        assertThat(told).containsExactly("inner, send 1", "outer, send 2");
    }

    @Test
    void isRefusedWithANegativeCount() {
        assertThatThrownBy(() -> SendContext.of("x", -1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resend");
    }
}
