package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.testkit.conformance.RawServer.Reaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged heads, lengths, chunks and encodings: an answer or an IOException, never anything else. */
abstract class DamagedHttpContract extends FailureContract {

    private static final long SEED = 20261122;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String[] VALID = {
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n",
    };

    @Test
    void turnsDamagedHttpIntoAnAnswerOrAnIoException() throws InterruptedException {
        Random random = new Random(SEED);
        int answers = 0;
        for (int i = 0; i < 300; i++) {
            StringBuilder raw = new StringBuilder(VALID[random.nextInt(VALID.length)]);
            raw.setCharAt(random.nextInt(raw.length()), (char) random.nextInt(128));
            int from = random.nextInt(raw.length());
            raw.delete(from, random.nextInt(3) == 0 ? raw.length() : from + random.nextInt(4));
            try {
                answers += status(raw.toString()) > 0 ? 1 : 0;
            } catch (IOException e) {
                assertThat(e).as("seed %d, %d: %s", SEED, i, raw).isNotInstanceOf(NotSentException.class);
            }
        }
        assertThat(answers).isBetween(10, 290);
    }

    private int status(String raw) throws IOException, InterruptedException {
        try (var server = RawServer.reacting(Reaction.answer(raw).then(RawServer.CLOSE));
                var transport = create(TIMEOUT)) {
            return transport.send(request("GET", server.origin(), "", TIMEOUT)).status();
        }
    }
}
