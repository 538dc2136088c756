package io.github.iothubsdk.simulator;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Any bytes as a call of the admin interface, method and path on the first line: done or refused, and the cloud is well. */
class AdminFuzzTest {
    private static final Set<Integer> KNOWN = Set.of(200, 400, 404, 405, 409, 413, 501);
    private static final Simulator SIMULATOR = Simulator.builder().inProcess();

    @FuzzTest
    void doesOrRefusesAnyCall(byte[] input) {
        SIMULATOR.reset();
        SIMULATOR.demoAccount();
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String[] first = new String(input, 0, end, StandardCharsets.UTF_8).split(" ", 2);
        String path = "/_sim/" + (first.length > 1 ? first[1] : "");
        byte[] body = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
        expect(KNOWN, first[0], path, body);
        expect(Set.of(200), "GET", "/_sim/state", new byte[0]);
        expect(Set.of(200), "POST", "/_sim/strangers", "{\"name\":\"plant-7\"}".getBytes(StandardCharsets.UTF_8));
        expect(Set.of(200), "GET", "/_sim/ledger", new byte[0]);
    }

    private static void expect(Set<Integer> statuses, String method, String target, byte[] body) {
        Exchange exchange = SIMULATOR.exchange(method, target, Map.of("Content-Type", "application/json"), body);
        if (!statuses.contains(exchange.status())) {
            throw new AssertionError(method + " " + target + ": " + exchange.status() + " "
                    + new String(exchange.body(), StandardCharsets.UTF_8));
        }
    }
}
