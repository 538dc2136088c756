package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Journal} must do, since money depends on it: extend it, and say how yours is opened.
 *
 * <p>It opens the storage of a test several times, as processes of a fleet do, and the same process after a restart. Its parts
 * are the classes it extends: what was written is there, however much; a run has one owner; keys are given once; and here, a
 * write that the power cut off. Nothing can test in a process that {@code append} has reached the disk: that it does is yours
 * to see.
 *
 * <pre>{@code
 * // class MyJournalTest extends JournalConformance, with a directory of its own for each test:
 * Path directory = Files.createTempDirectory("journal");
 * Journal opened = Journals.inDirectory(directory);      // what open(clock) returns, each time it is called
 * }</pre>
 */
@Timeout(60)
public abstract class JournalConformance extends JournalKeysContract {

    /** For the subclass, which JUnit makes. */
    protected JournalConformance() {}

    /**
     * A journal on the storage of this test, as another process opens it: it knows nothing but what is stored.
     *
     * <p>Called several times in a test. Storage may be shared by tests: runs and keys are new in each. One that is meant to
     * lose everything with its process returns the same journal each time.
     *
     * @param clock what a lease is measured with
     */
    @Override
    protected abstract Journal open(TimeSource clock) throws Exception;

    /** How long an ownership lasts that nobody renews; empty, the default: until it is given up, or its process ends. */
    @Override
    protected Optional<Duration> lease() {
        return Optional.empty();
    }

    /**
     * Takes so many bytes off the end of what the run's last {@code append} has stored, as a power cut does in the middle of a
     * write; nobody owns the run then. They are fewer than that append has written.
     *
     * @return false, the default, when what stores it never leaves half a write, such as a database; its tests are skipped
     */
    protected boolean tear(RunId run, int bytes) throws Exception {
        return false;
    }

    /** The write that was cut off is not there, or whole; what came before it is, and the run goes on. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 40, 100})
    void survivesAWriteThatThePowerCutOff(int bytes) throws Exception {
        JournalEntry last = entry(Kind.REACHED, "PlaceOrder", "{\"orderNumber\":\"" + "4711".repeat(50) + "\"}");
        write(open(), run, BEGUN, CLAIMED, last);
        assumeTrue(tear(run, bytes), "what stores this journal leaves no half writes");

        List<JournalEntry> read = open().read(run);
        assertThat(read).isIn(List.of(BEGUN, CLAIMED), List.of(BEGUN, CLAIMED, last));
        JournalEntry next = entry(Kind.SEEN, "AwaitInstance", "{}");
        try (Journal.OwnedRun owned = open().own(run)) {
            assertThat(owned.entries()).isEqualTo(read);
            owned.append(next);
        }
        assertThat(open().read(run))
                .startsWith(read.toArray(JournalEntry[]::new))
                .endsWith(next)
                .hasSize(read.size() + 1);
        assertThat(open().runs()).contains(run);
    }
}
