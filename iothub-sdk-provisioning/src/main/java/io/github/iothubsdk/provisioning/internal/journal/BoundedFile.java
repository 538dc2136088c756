package io.github.iothubsdk.provisioning.internal.journal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Reads files of which nobody knows how large they are; whether or not the thread is interrupted. */
final class BoundedFile {

    private BoundedFile() {}

    /** The whole content; one byte more than the most when there is more. */
    static byte[] read(Path file, int most) throws IOException {
        try (var content = new FileInputStream(file.toFile())) {
            return content.readNBytes(most + 1);
        }
    }

    /** At the most so many of its last bytes. */
    static byte[] tail(Path file, int most) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(most, content.length())];
            content.seek(content.length() - tail.length);
            content.readFully(tail);
            return tail;
        }
    }
}
