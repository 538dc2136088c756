package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sparse gigabytes in the places of files that have a few kilobytes. */
class SmallFileTest {

    private final Path file;

    SmallFileTest(@TempDir Path home) throws IOException {
        file = home.resolve("large");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }
    }

    @Test
    void refusesKnownHostsOfAGigabyte() {
        SshBastion server =
                SshBastion.at("bastion", "ops").password(Secret.of("s")).knownHosts(file);
        assertThatThrownBy(() -> SshHostKeys.of(server))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(
                        "The known hosts file " + file + " cannot be read: it has more than 4194304 bytes");
    }

    @Test
    void refusesAKeyOfAGigabyte() {
        SshBastion server = SshBastion.at("bastion", "ops").privateKey(file);
        assertThatThrownBy(() -> SshLogin.of(server))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(
                        "The SSH private key " + file + " cannot be read: it has more than 4194304 bytes");
    }
}
