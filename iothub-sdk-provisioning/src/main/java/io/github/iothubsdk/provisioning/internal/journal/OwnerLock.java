package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The ownership of one run among all processes of the machine, and a note beside it that says whose it is.
 *
 * <p>The note fences: it holds a word that no other owner has, so that one whose lock was lost (unlinked, copied with the
 * directory, or given by a file system that does not keep locks) sees that another has taken the run.
 */
final class OwnerLock implements AutoCloseable {

    private static final String SELF = "process " + ProcessHandle.current().pid();
    private static final int LONGEST_NOTE = 200;

    private final RunId run;
    private final Path note;
    private final String word = SELF + " " + UUID.randomUUID();
    private final LockFile.Held lock;

    private OwnerLock(RunId run, Path note, LockFile.Held lock) {
        this.run = run;
        this.note = note;
        this.lock = lock;
    }

    /**
     * Takes the run whose file this is.
     *
     * @throws JournalException.Owned naming the owner, when it is taken
     */
    static OwnerLock take(RunId run, PrivateDirectory files, Path runFile) throws IOException {
        Path note = runFile.resolveSibling(runFile.getFileName() + ".owner");
        LockFile.Held held = LockFile.tryLock(files, position(run))
                .orElseThrow(() ->
                        new JournalException.Owned("Run " + run + " is being worked on by " + owner(read(note)) + "."));
        OwnerLock lock = new OwnerLock(run, note, held);
        try {
            files.makeNew(note);
            try (var out = new FileOutputStream(note.toFile())) {
                out.write(lock.word.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            return lock;
        } catch (IOException | JournalException e) {
            held.close();
            throw e;
        }
    }

    /**
     * Makes sure that no other owner has taken the run meanwhile.
     *
     * @throws JournalException.Owned when one has, or when the note is gone
     */
    void verify() {
        String now = read(note);
        if (!now.equals(word)) {
            throw new JournalException.Owned("Run " + run + " was taken over by "
                    + (now.isEmpty() ? "somebody who removed " + note : owner(now)) + ".");
        }
    }

    /** One of 2^62 bytes: that two runs share one is less likely than that the disk lies. */
    private static long position(RunId run) {
        UUID hash = UUID.nameUUIDFromBytes(run.value().getBytes(StandardCharsets.UTF_8));
        return 1 + (hash.getLeastSignificantBits() & (Long.MAX_VALUE >> 1));
    }

    private static String owner(String word) {
        int end = word.lastIndexOf(' ');
        return end <= 0 ? "another process" : word.substring(0, end);
    }

    private static String read(Path note) {
        if (!Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (var in = new FileInputStream(note.toFile())) {
            return new String(in.readNBytes(LONGEST_NOTE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (read(note).equals(word)) {
                Files.deleteIfExists(note);
            }
        }
    }
}
