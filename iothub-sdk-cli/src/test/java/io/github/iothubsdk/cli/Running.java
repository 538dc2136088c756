package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that runs until somebody interrupts it. */
final class Running implements AutoCloseable {
    private final BufferedReader out;
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread;

    Running(Desk desk, String... args) throws IOException {
        PipedOutputStream printed = new PipedOutputStream();
        out = new BufferedReader(new InputStreamReader(new PipedInputStream(printed, 1 << 16), StandardCharsets.UTF_8));
        thread = new Thread(() -> {
            try (printed) {
                code.complete(desk.run(printed, err, args));
            } catch (IOException | RuntimeException e) {
                code.completeExceptionally(e);
            }
        });
        thread.start();
    }

    /** Everything up to the line that holds this. */
    String until(String wanted) throws IOException {
        StringBuilder said = new StringBuilder();
        String line = out.readLine();
        while (line != null && !line.contains(wanted)) {
            said.append(line).append('\n');
            line = out.readLine();
        }
        assertThat(line).as("%s", said).isNotNull();
        return said.append(line).append('\n').toString();
    }

    /** Everything that is left, once it has ended. */
    String rest() throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
        }
        return said.toString();
    }

    int interrupted() throws Exception {
        thread.interrupt();
        return code.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** The address that it said. */
    static String endpoint(String said) {
        return said.replaceAll("(?s).*?(http://127\\.0\\.0\\.1:\\d+).*", "$1");
    }
}
