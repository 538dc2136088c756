package io.github.iothubsdk.core.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a recording, each of which must be one whole JSON object in ASCII. */
public record Recorded(List<Members> lines, String whole) {

    public static Recorded in(Path file) {
        try {
            String whole = Files.readString(file);
            assertThat(whole).endsWith("\n").matches("[\\x20-\\x7e\\n]*+");
            return new Recorded(
                    whole.lines()
                            .map(line -> JsonValue.object(line).orElseThrow(() -> new AssertionError(line)))
                            .toList(),
                    whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The exchanges, without the first lines of sections. */
    public List<Members> exchanges() {
        return lines.stream().filter(line -> line.get("n").isPresent()).toList();
    }

    /** What stands on this way in an exchange, as JSON. */
    public String at(int exchange, String... way) {
        JsonValue value = exchanges().get(exchange);
        for (String name : way) {
            value = ((Members) value).get(name).orElseThrow(() -> new AssertionError("no " + name + " in " + whole));
        }
        return value.write();
    }
}
