package io.github.iothubsdk.simulator;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Any bytes as a recording: exchanges that can be answered, or a refusal in words. */
class RecordingFuzzTest {

    @FuzzTest
    void readsOrRefusesAnyFile(byte[] input) throws IOException {
        try {
            Recording recording = Recording.read(new ByteArrayInputStream(input), "F");
            for (Recorded exchange : recording.exchanges()) {
                Recorded.Answer answer = exchange.answer();
                if (answer != null && answer.reply("r").status() < 200) {
                    throw new AssertionError(exchange);
                }
            }
        } catch (IllegalArgumentException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith("F")) {
                throw refused;
            }
        }
    }
}
