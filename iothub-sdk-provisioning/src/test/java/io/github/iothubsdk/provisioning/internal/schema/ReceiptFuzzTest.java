package io.github.iothubsdk.provisioning.internal.schema;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as what a DBA's client printed: its last line, whatever stands before it. */
class ReceiptFuzzTest {

    @TempDir
    static Path directory = Path.of("");

    @FuzzTest
    void readsTheLastLineOnly(byte[] input) throws IOException {
        Path file = Files.write(directory.resolve("plant-7.receipt"), input);
        String line = new DbaFolder(directory).lastLine(file);
        String all = new String(input, StandardCharsets.ISO_8859_1).stripTrailing();
        if (line.length() > 4096 || line.indexOf('\n') >= 0 || !all.endsWith(line)) {
            throw new AssertionError("not the last line: " + line);
        }
    }
}
