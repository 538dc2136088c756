package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.internal.journal.DirectoryJournal;
import io.github.iothubsdk.provisioning.internal.journal.MemoryJournal;
import io.github.iothubsdk.provisioning.spi.Journal;
import java.nio.file.Path;

/** The journals that come with the SDK. */
public final class Journals {

    private Journals() {}

    /**
     * One file for each run in this directory, safe against power cuts; for one machine.
     *
     * @param directory created when it is first needed; on a disk that honours {@code fsync} and file locks
     */
    public static Journal inDirectory(Path directory) {
        return new DirectoryJournal(directory);
    }

    /** In this process's memory: everything is lost with the process, paid instances included. For tests. */
    public static Journal inMemory() {
        return new MemoryJournal();
    }
}
