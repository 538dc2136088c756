package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.journal.DirectoryJournal;
import io.github.iothubsdk.provisioning.internal.journal.JdbcJournal;
import io.github.iothubsdk.provisioning.internal.journal.MemoryJournal;
import io.github.iothubsdk.provisioning.spi.Journal;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/** The journals that come with the SDK. */
public final class Journals {

    private Journals() {}

    /**
     * One file for each run in this directory, safe against power cuts; for one user of one machine.
     *
     * <p>Where the file system knows POSIX rights, the directory is made 0700 and its files 0600 whenever they are wider. What
     * belongs to another user, and a symbolic link in it, is refused with a
     * {@link io.github.iothubsdk.provisioning.spi.JournalException}. A run's file has at most 16 MiB (a larger one is a run
     * that cannot be read), the file of names 32 MiB, about 200,000 runs. Each journal remembers the names that it has read, some
     * 0.3 KB a run: a process with many clients makes one, and gives it to all of them.
     *
     * @param directory created when it is first needed; on a disk that honours {@code fsync} and file locks
     */
    public static Journal inDirectory(Path directory) {
        requireNonNull(directory, "directory");
        return new DirectoryJournal(directory);
    }

    /**
     * In one table of this database, for a fleet of nodes: a node that is not heard of for two minutes loses its runs to
     * the next one that takes them, and can order or pay nothing more in them.
     *
     * @param source of MySQL, MariaDB, H2 or another database with portable SQL; the table is created when first needed
     */
    public static Journal jdbc(DataSource source) {
        requireNonNull(source, "source");
        return jdbc(source, Duration.ofMinutes(2));
    }

    /**
     * As above, with another lease.
     *
     * @param lease longer than the longest pause of a node's that should not cost it its runs, than the poll interval and
     *     the longest script, during which it is not renewed, and than the clocks of the nodes may differ
     */
    public static Journal jdbc(DataSource source, Duration lease) {
        requireNonNull(lease, "lease");
        requireNonNull(source, "source");
        return new JdbcJournal(source, lease, owner(), TimeSource.system());
    }

    /**
     * As above in a table that is there, made by a migration of yours: nothing is created, so that the database's user needs
     * no right to. While it is missing every run is refused before anything is sent.
     *
     * <p>The module {@code iothub-sdk-spring-boot} has the script, {@code iothub-sdk/journal.sql}; docs/journal.md shows it.
     */
    public static Journal inTable(DataSource source, Duration lease) {
        requireNonNull(lease, "lease");
        requireNonNull(source, "source");
        return new JdbcJournal(source, lease, owner(), TimeSource.system(), false);
    }

    private static String owner() {
        return "process " + ProcessHandle.current().pid();
    }

    /** In this process's memory: everything is lost with the process, paid instances included. For tests. */
    public static Journal inMemory() {
        return new MemoryJournal();
    }
}
