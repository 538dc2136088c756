package io.github.iothubsdk.simulator;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import okio.ByteString;

/** Any content of a state, with the heading that fits it: a cloud that is well, or a refusal that names the file. */
class StateFuzzTest {

    @FuzzTest
    void readsOrRefusesAnyContent(byte[] input) throws IOException {
        Path file = Files.createTempFile("state", ".fuzz");
        try {
            String body = new String(input, StandardCharsets.UTF_8);
            JsonObject heading = new JsonObject();
            heading.addProperty("format", "iothub-simulator-state");
            heading.addProperty("version", 1);
            heading.addProperty("sha256", ByteString.encodeUtf8(body).sha256().hex());
            Files.writeString(file, heading + "\n" + body);
            try (Simulator simulator = Simulator.builder().state(file).inProcess()) {
                int status = simulator
                        .exchange("GET", "/_sim/state", Map.of(), new byte[0])
                        .status();
                if (status != 200) {
                    throw new AssertionError(status);
                }
            } catch (IllegalArgumentException refused) {
                if (!String.valueOf(refused.getMessage()).startsWith(file.toString())) {
                    throw refused;
                }
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".lock"));
        }
    }
}
