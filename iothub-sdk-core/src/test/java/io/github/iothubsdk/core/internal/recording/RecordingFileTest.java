package io.github.iothubsdk.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.support.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // rights and links are POSIX's
class RecordingFileTest {

    private static final String HEAD =
            "{\"recording\":1,\"sdk\":\"0.1\",\"about\":{\"dialect\":\"d\"},\"began\":\"2026-11-22T08:00:00Z\"}";

    private final Path directory;

    RecordingFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Recording open(Path file) {
        return Recording.open(
                new RecordingSettings(file, Map.of("dialect", "d"), Set.of()),
                "0.1",
                new VirtualTime(),
                new KnownSecrets());
    }

    private void refuses(Path file, String why) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why)
                .hasMessageContaining("Nothing was sent");
    }

    @Test
    void isTheUsersAloneAndBeginsWithItsHead() throws IOException {
        Path file = directory.resolve("new.jsonl");
        open(file).close();

        assertThat(Files.readString(file)).isEqualTo(HEAD + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void getsOneMoreSectionAndLosesWhatOthersMay() throws IOException {
        Path file = directory.resolve("wide.jsonl");
        open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
        open(file).close();

        assertThat(Files.readAllLines(file)).containsExactly(HEAD, HEAD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void endsALineThatWasCut() throws IOException {
        Path file = directory.resolve("cut.jsonl");
        Files.writeString(file, HEAD + "\n{\"n\":1,\"at");
        open(file).close();

        assertThat(Files.readAllLines(file)).containsExactly(HEAD, "{\"n\":1,\"at", HEAD);
    }

    @Test
    void writesIntoNothingElse() throws IOException {
        Path other = Files.writeString(directory.resolve("hub.yaml"), "name: plant-7\n");
        refuses(other, "is no recording");
        assertThat(Files.readString(other)).isEqualTo("name: plant-7\n");

        refuses(Files.writeString(directory.resolve("short"), "{"), "is no recording");
        refuses(directory, "no regular file");
        refuses(directory.resolve("not/there"), "its directory is not there");
        refuses(other.resolve("below"), "cannot be written");
        refuses(Path.of("/dev/full"), "no regular file");
    }

    @Test
    void leavesTheRightsOfWhatItRefuses() throws IOException {
        Path script = Files.writeString(directory.resolve("pub.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        refuses(script, "is no recording");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void takesAnEmptyFileForItsUserAlone() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.jsonl"));
        Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rw-r--r--"));
        open(empty).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(empty)))
                .isEqualTo("rw-------");
    }

    @Test
    void followsNoLink() throws IOException {
        Path file = directory.resolve("real.jsonl");
        open(file).close();
        refuses(Files.createSymbolicLink(directory.resolve("link.jsonl"), file), "symbolic link");
        refuses(Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere")), "symbolic link");
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void isOneClientsAtATime() {
        Path file = directory.resolve("shared.jsonl");
        try (Recording first = open(file)) {
            assertThat(first).isNotNull();
            refuses(file, "another client records into it");
        }
        open(file).close();
    }
}
