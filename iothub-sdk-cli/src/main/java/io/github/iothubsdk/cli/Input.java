package io.github.iothubsdk.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Standard input: answers to questions, line by line, or options, all of it at once. */
final class Input {

    private final InputStream stream;
    private final BufferedReader lines;

    Input(InputStream stream) {
        this.stream = stream;
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)); // reads when it is asked
    }

    /** The next line; empty at the end, as of Ctrl-D. */
    Optional<String> line() throws IOException {
        return Optional.ofNullable(lines.readLine());
    }

    /** All of it, but never more than so many bytes. */
    byte[] bytes(int most) throws IOException {
        return stream.readNBytes(most);
    }
}
