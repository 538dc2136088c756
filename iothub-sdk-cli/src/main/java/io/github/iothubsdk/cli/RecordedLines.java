package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Numeral;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a recording holds, line by line, as far as it is whole.
 *
 * @param exchanges how many were read
 * @param broken lines that are not whole, but for the last one
 * @param cut whether the last line is not whole
 * @param dialects that its sections say were spoken
 */
record RecordedLines(int exchanges, int broken, boolean cut, Set<String> dialects) {

    /** Longer than any line that is written: an answer has 16 MiB at most, and is written shorter. */
    private static final int LONGEST = 48 << 20;

    private static final Numeral FIRST_VERSION = new Numeral("1");

    /**
     * Reads it, and hands each exchange on.
     *
     * @throws Refused when it is no recording, a section of it has another version, or it cannot be read
     */
    static RecordedLines read(Path file, Consumer<Members> each) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file), StandardCharsets.UTF_8))) { // what is no UTF-8 is no whole line
            Set<String> dialects = new HashSet<>();
            dialect(requireRecording(file, reader)).ifPresent(dialects::add);
            int exchanges = 0;
            int broken = 0;
            boolean lastIsBroken = false;
            for (Optional<String> line = next(reader); line.isPresent(); line = next(reader)) {
                Optional<Members> whole = line.filter(text -> !text.isEmpty()).flatMap(JsonValue::line);
                boolean head = whole.filter(RecordedLines::beginsASection).isPresent();
                boolean exchange = !head
                        && whole.filter(found -> found.get("n").isPresent()).isPresent();
                if (head) {
                    dialect(requireVersion(file, whole.orElseThrow())).ifPresent(dialects::add);
                } else if (exchange) {
                    each.accept(whole.orElseThrow());
                    exchanges++;
                }
                lastIsBroken = !exchange && !head;
                broken += lastIsBroken ? 1 : 0;
            }
            return new RecordedLines(exchanges, lastIsBroken ? broken - 1 : broken, lastIsBroken, dialects);
        } catch (IOException e) {
            throw new Refused(file + " cannot be read. Give a file that iothub ... --record has written.");
        }
    }

    private static Members requireRecording(Path file, BufferedReader reader) throws IOException {
        Members head = next(reader)
                .flatMap(JsonValue::line)
                .filter(RecordedLines::beginsASection)
                .orElseThrow(() ->
                        new Refused(file + " is no recording. Give a file that iothub ... --record has written."));
        return requireVersion(file, head);
    }

    /** What stands below a head of another version means something else, in any section. */
    private static Members requireVersion(Path file, Members head) {
        if (head.get("recording").filter(FIRST_VERSION::equals).isEmpty()) {
            throw new Refused(file + " is a recording of another version than 1, which this program cannot read.");
        }
        return head;
    }

    private static Optional<String> dialect(Members head) {
        return head.get("about")
                .flatMap(about -> about instanceof Members fields ? fields.text("dialect") : Optional.empty());
    }

    private static boolean beginsASection(Members line) {
        return line.get("recording").isPresent();
    }

    /** The next line, of which no more is kept than one can have; empty at the end. */
    private static Optional<String> next(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return Optional.empty();
        }
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
        }
        return Optional.of(line.length() < LONGEST ? line.toString() : "");
    }
}
