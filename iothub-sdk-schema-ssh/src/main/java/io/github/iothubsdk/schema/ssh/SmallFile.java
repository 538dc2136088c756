package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads keys and lists of hosts: files of a few kilobytes, whatever stands in their place. */
final class SmallFile {

    private static final int MOST_BYTES = 4 << 20;

    private SmallFile() {}

    /**
     * The whole content, from memory.
     *
     * @throws SchemaException when it has more than 4 MiB
     */
    static InputStream open(String what, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new SchemaException(
                        Kind.REFUSED,
                        "The " + what + " " + file + " cannot be read: it has more than " + MOST_BYTES
                                + " bytes, and is none.",
                        "Name the file that is meant.");
            }
            return new ByteArrayInputStream(bytes);
        }
    }
}
