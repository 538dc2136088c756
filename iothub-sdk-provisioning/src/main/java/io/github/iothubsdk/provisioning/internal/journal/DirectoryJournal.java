package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One append-only file of checksummed JSON lines for each run; a file lock is the ownership. Thread-safe. */
public final class DirectoryJournal implements Journal {

    private static final String SUFFIX = ".jsonl";

    private final PrivateDirectory files;
    private final Path directory;
    private final Reservations reservations;

    /** Creates the directory when the first run is owned; it and its files are this user's alone. */
    public DirectoryJournal(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        this.files = new PrivateDirectory(this.directory);
        this.reservations = new Reservations(files);
    }

    @Override
    public OwnedRun own(RunId run) {
        try {
            files.make();
            return RunFile.own(run, files, file(run));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public RunId reserve(String key, RunId run, Optional<RunId> over) {
        try {
            files.make();
            return reservations.reserve(key, run, over);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public Optional<RunId> holder(String key) {
        try {
            requireThere();
            return reservations.holder(key);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public List<JournalEntry> read(RunId run) {
        try {
            requireThere();
            files.check(file(run));
            return JournalLines.read(file(run)).entries();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public List<RunId> runs() {
        try {
            requireThere();
            return runFiles();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public Optional<String> obstacle() {
        Path there = directory;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || (Files.isDirectory(there) && Files.isWritable(there))) {
            return Optional.empty();
        }
        String why = Files.isDirectory(there) ? "may not be written" : "is not a directory";
        return Optional.of("the journal would be in " + directory + ", and " + there + " " + why);
    }

    /** A link in a run's place hides nothing: it is told as a run that cannot be read. */
    private List<RunId> runFiles() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(
                            file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(RunId::isValid)
                    .map(RunId::new)
                    .toList();
        }
    }

    /** A mistyped path must not look like a journal without runs. */
    private void requireThere() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new JournalException(
                    "There is no journal in " + directory + ": "
                            + (Files.exists(directory) ? "that is not a directory" : "no such directory")
                            + ". Its first run creates it; check the path if there should be runs.",
                    null);
        }
        files.check();
    }

    private Path file(RunId run) {
        return directory.resolve(run.value() + SUFFIX);
    }

    private JournalException unusable(IOException e) {
        return new JournalException(
                "The journal directory " + directory + " cannot be used (" + e + "). Check that it is a directory, "
                        + "writable, and on a disk with room.",
                e);
    }

    /** A new file survives a power cut only when its directory entry does. */
    static void sync(Path directory) {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (ClosedByInterruptException e) {
            sync(directory); // the flag is set, and cleared for the second try
        } catch (IOException e) {
            // Windows cannot open directories, and keeps their entries safe by itself.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
