package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the admin interface refuses has changed nothing. */
class AdminWholeTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator =
            Simulator.builder().clock(clock).furnish(Simulator::demoAccount).inProcess();

    @BeforeEach
    void takeAName() {
        simulator.demoAccount().colleague().order("colleague-2");
    }

    private Exchange send(String method, String path, String body) {
        return simulator.exchange(
                method,
                path,
                Map.of("content-type", "application/json"),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private String all() {
        StringBuilder all = new StringBuilder();
        for (String path : new String[] {"/_sim/state", "/_sim/ledger", "/_sim/faults"}) {
            all.append(new String(send("GET", path, "").body(), StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/_sim/strangers | {'name':'dear','amount':'99999','do':'pay'}                       | 409",
                "/_sim/strangers | {'name':'dear','amount':'99999','do':'refundAll'}                 | 409",
                "/_sim/strangers | {'orders':1,'amount':'99999','do':'pay'}                          | 409",
                "/_sim/strangers | {'orders':3}                                                      | 409",
                "/_sim/account   | {'account':'NEW','secretKey':'x','cash':'5','otherKey':{'accessKey':'JDC_DEMO_ACCESS_KEY','secretKey':'y'}} | 400",
                "/_sim/account   | {'account':'NEW','secretKey':'x','otherKey':{'accessKey':'NEW','secretKey':'y'}} | 400",
                "/_sim/account   | {'cash':'1','otherKey':{'accessKey':'a b','secretKey':'y'}}       | 400",
            })
    void changesNothing(String path, String body, int status) {
        String before = all();
        assertThat(send("POST", path, body).status()).isEqualTo(status);
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void paysForAllOrNone() {
        assertThat(send("POST", "/_sim/strangers", "{'orders':1,'service':'X','amount':'500','do':'pay'}")
                        .status())
                .isEqualTo(200);
        String paidOnce = all();
        assertThat(send("POST", "/_sim/strangers", "{'orders':3,'service':'X','amount':'200','do':'pay'}")
                        .status())
                .as("two could be paid")
                .isEqualTo(409);
        assertThat(all()).isEqualTo(paidOnce);
    }

    @Test
    void namesTheKeyThatIsTaken() {
        Exchange refused =
                send("POST", "/_sim/account", "{'otherKey':{'accessKey':'JDC_DEMO_ACCESS_KEY','secretKey':'y'}}");
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .contains("\"field\":\"otherKey.accessKey\"", "the access key is taken");
    }

    @Test
    void givesTheSameNumbersAsIfNothingHadBeenRefused() {
        send("POST", "/_sim/strangers", "{'name':'dear','amount':'99999','do':'pay'}");
        String number = simulator.demoAccount().colleague().order("next").number();
        assertThat(number).endsWith("00002");
    }
}
