package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The ownership of one run among all processes of the machine, and a note beside it that says whose it is. */
final class OwnerLock implements AutoCloseable {

    private static final String SELF = "process " + ProcessHandle.current().pid();

    private final Path note;
    private final LockFile.Held lock;

    private OwnerLock(Path note, LockFile.Held lock) {
        this.note = note;
        this.lock = lock;
    }

    /**
     * Takes the run whose file this is.
     *
     * @throws JournalException.Owned naming the owner, when it is taken
     */
    static OwnerLock take(RunId run, Path runFile) throws IOException {
        Path note = runFile.resolveSibling(runFile.getFileName() + ".owner");
        LockFile.Held lock = LockFile.tryLock(runFile.resolveSibling(""), position(run))
                .orElseThrow(
                        () -> new JournalException.Owned("Run " + run + " is being worked on by " + owner(note) + "."));
        try (var out = new FileOutputStream(note.toFile())) {
            out.write(SELF.getBytes(StandardCharsets.UTF_8));
            return new OwnerLock(note, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** One of 2^62 bytes: that two runs share one is less likely than that the disk lies. */
    private static long position(RunId run) {
        UUID hash = UUID.nameUUIDFromBytes(run.value().getBytes(StandardCharsets.UTF_8));
        return 1 + (hash.getLeastSignificantBits() & (Long.MAX_VALUE >> 1));
    }

    private static String owner(Path note) {
        try (var in = new FileInputStream(note.toFile())) {
            String said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return said.isBlank() ? "another process" : said;
        } catch (IOException e) {
            return "another process";
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            Files.deleteIfExists(note);
        }
    }
}
