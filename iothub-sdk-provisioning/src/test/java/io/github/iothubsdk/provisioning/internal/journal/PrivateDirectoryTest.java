package io.github.iothubsdk.provisioning.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {

    /** As on Windows; a zip file is the one such file system that is everywhere. */
    @Test
    void worksWhereTheFileSystemKnowsNoRights(@TempDir Path home) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(home.resolve("a.zip"), Map.of("create", "true"))) {
            assertThat(zip.supportedFileAttributeViews()).doesNotContain("posix");
            PrivateDirectory files = new PrivateDirectory(zip.getPath("/deep/journal"));
            files.make();
            files.check();
            Path file = files.path().resolve("run-1.jsonl");
            files.makeFile(file);
            Files.writeString(file, "kept");
            files.makeFile(file);
            assertThat(Files.readString(file)).isEqualTo("kept");
            files.makeNew(file);
            assertThat(Files.size(file)).isZero();
            Files.createDirectory(files.path().resolve("folder"));
            assertThatThrownBy(() -> files.check(files.path().resolve("folder")))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("not a regular file");
        }
    }
}
