package io.github.iothubsdk.core.internal.recording;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is recorded where.
 *
 * @param file appended to
 * @param about what a section says of the client, such as its dialect; written as it is
 * @param words of paths, and names of services, that are the caller's routes and not anybody's ids
 */
public record RecordingSettings(Path file, Map<String, String> about, Set<String> words) {
    /** Copies both; the order of {@code about} stays. */
    public RecordingSettings {
        about = new LinkedHashMap<>(about);
        words = Set.copyOf(words);
    }
}
