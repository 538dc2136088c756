package io.github.iothubsdk.simulator;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Any bytes as a request, in the form of HTTP: an answer, and never an order by who has no key. */
class ExchangeFuzzTest {

    private static final Simulator SIMULATOR = Simulator.builder().inProcess();

    @FuzzTest
    void answersAnyRequest(byte[] input) {
        SIMULATOR.reset();
        int end = end(input, 0);
        String[] first = text(input, 0, end).split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        int at = end + 1;
        while (at < input.length && input[at] != '\n') {
            end = end(input, at);
            String line = text(input, at, end);
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
            at = end + 1;
        }
        byte[] body = Arrays.copyOfRange(input, Math.min(at + 1, input.length), input.length);
        Exchange exchange = SIMULATOR.exchange(first[0], first.length > 1 ? first[1] : "/", headers, body);
        if (exchange.status() < 200
                || exchange.status() > 599
                || !SIMULATOR.ledger().orders().isEmpty()) {
            throw new AssertionError(
                    exchange.status() + ", " + SIMULATOR.ledger().orders());
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static int end(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
