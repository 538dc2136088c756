package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of recorded exchanges, version 1: JSON lines in sections, each of which begins with {@code {"recording":1, ...}}.
 *
 * @param exchanges of all sections, in the order of the file
 * @param warnings what could not be used, each a sentence; a line that stops in the middle was being written when its
 *     process ended, or the disk was full
 * @param dialect of the first section's client; empty when it is not said, or is no name
 */
record Recording(List<Recorded> exchanges, List<String> warnings, String dialect) {
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,60}");

    Recording {
        exchanges = List.copyOf(exchanges);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it is no recording, of another version, or damaged; the message says where
     * @throws UncheckedIOException when it cannot be read
     */
    static Recording read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new UncheckedIOException(file + " may not be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads what is said to be of that name. */
    static Recording read(InputStream in, String name) throws IOException {
        Reading reading = new Reading(name);
        RecordedLines lines = new RecordedLines(in);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                reading.add(line, lines.number());
            }
        } catch (RecordedLines.Unfit unfit) {
            throw new IllegalArgumentException(
                    reading.begun
                            ? name + ", line " + lines.number() + ": " + unfit.getMessage()
                            : name + " is no recording: its first line is not that of one",
                    unfit);
        }
        return reading.whole();
    }

    private static final class Reading {
        private final String name;
        private final List<Recorded> exchanges = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private String dialect = "";
        private boolean begun;

        Reading(String name) {
            this.name = name;
        }

        void add(String line, int number) throws RecordedLines.Unfit {
            if (begun && RecordedJson.stopsInTheMiddle(line)) {
                warnings.add(name + ", line " + number + ", stops in the middle; it is left out");
                return;
            }
            RecordedJson json = RecordedJson.parse(line);
            if (json.has("recording")) {
                begin(json, number);
            } else if (begun) {
                exchanges.add(Recorded.of(json));
            } else {
                throw new RecordedLines.Unfit("it has no version");
            }
        }

        private void begin(RecordedJson json, int number) throws RecordedLines.Unfit {
            String version = json.number("recording");
            if (!version.equals("1")) {
                throw new IllegalArgumentException(
                        name + ", line " + number + ": this is a recording of another version; version 1 can be read");
            }
            JsonObject about = json.object("about");
            if (!begun && about != null && about.get("dialect") instanceof JsonPrimitive said) {
                dialect = NAME.matcher(said.getAsString()).matches() ? said.getAsString() : "";
            }
            begun = true;
        }

        Recording whole() {
            if (!begun) {
                throw new IllegalArgumentException(name + " is no recording: it is empty");
            }
            return new Recording(exchanges, warnings, dialect);
        }
    }
}
