package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was written stays whole when there is much of it, when it is alike, and when several write it by turns. */
abstract class JournalCapacityContract extends JournalEntriesContract {

    private static final int ENTRIES = 150;
    private static final int RUNS = 61;

    /** What a run calls on the journal itself. */
    enum Call {
        OWN,
        RESERVE,
        HOLDER,
        READ,
        RUNS
    }

    /** The order is that in which they were written, whatever the clock says. */
    @Test
    void keepsManyEntriesInTheOrderInWhichTheyWereWritten() throws Exception {
        List<JournalEntry> written = new ArrayList<>();
        try (Journal.OwnedRun owned = open().own(run)) {
            for (int i = 0; i < ENTRIES; i++) {
                if (i == ENTRIES / 2) {
                    time.jump(Duration.ofHours(-1));
                }
                time.advance(Duration.ofMillis(1));
                Kind kind = i % 10 == 0 ? Kind.CLAIMED : Kind.SEEN;
                written.add(new JournalEntry(time.now(), kind, "AwaitInstance", "{\"n\":" + i + "}"));
                owned.append(written.get(i));
            }
            assertSame(owned.entries(), written.toArray(JournalEntry[]::new));
        }
        assertSame(open().read(run), written.toArray(JournalEntry[]::new));
    }

    /** An order that was claimed, released and claimed again is claimed. */
    @Test
    void keepsEntriesThatAreAlike() throws Exception {
        JournalEntry released = entry(Kind.RELEASED, "PlaceOrder", "{}");
        write(open(), run, BEGUN, CLAIMED, released, CLAIMED, CLAIMED);

        assertSame(open().read(run), BEGUN, CLAIMED, released, CLAIMED, CLAIMED);
    }

    @Test
    void listsEachRunOnceAndNoneThatIsNotThere() throws Exception {
        List<RunId> written = new ArrayList<>();
        List<Journal> openings = List.of(open(), open());
        for (int i = 0; i < RUNS; i++) {
            RunId one = RunId.random();
            write(openings.get(i % 2), one, BEGUN, CLAIMED);
            written.add(one);
        }
        Journal reopened = open();
        List<RunId> listed = reopened.runs();
        assertThat(listed).containsAll(written).doesNotHaveDuplicates();
        assertThat(listed.stream().filter(one -> reopened.read(one).isEmpty()))
                .as("runs that are listed and have no entry")
                .isEmpty();
    }

    /** Two nodes of a fleet take a run by turns, and each goes on from what the other has done. */
    @Test
    void showsOwnersThatTakeTurnsWhatTheOtherHasWritten() throws Exception {
        List<Journal> nodes = List.of(open(), open());
        List<JournalEntry> written = new ArrayList<>();
        for (int turn = 0; turn < 6; turn++) {
            Journal node = nodes.get(turn % 2);
            try (Journal.OwnedRun owned = node.own(run)) {
                assertSame(owned.entries(), written.toArray(JournalEntry[]::new));
                JournalEntry entry = entry(turn == 0 ? Kind.BEGUN : Kind.CLAIMED, "PlaceOrder", "{\"t\":" + turn + "}");
                owned.append(entry);
                written.add(entry);
                assertSame(owned.entries(), written.toArray(JournalEntry[]::new));
            }
            for (Journal each : nodes) {
                assertSame(each.read(run), written.toArray(JournalEntry[]::new));
            }
        }
        assertSame(open().read(run), written.toArray(JournalEntry[]::new));
    }

    /** It is done or refused by a JournalException; the flag, by which the run is stopped, stays set. */
    @ParameterizedTest
    @EnumSource(Call.class)
    void keepsTheInterruptOfAThreadThatCallsIt(Call call) throws Exception {
        Journal journal = open();
        write(journal, run, BEGUN);
        try {
            Thread.currentThread().interrupt();
            Throwable refused = catchThrowable(() -> on(call).accept(journal));
            assertThat(Thread.interrupted()).as("the flag, after: " + refused).isTrue();
            assertThat(refused == null || refused instanceof JournalException)
                    .as("done, or refused by a JournalException: %s", refused)
                    .isTrue();
        } finally {
            Thread.interrupted();
        }
        assertSame(open().read(run), BEGUN);
    }

    private Consumer<Journal> on(Call call) {
        String key = "key of " + run;
        return switch (call) {
            case OWN -> journal -> journal.own(run).close();
            case RESERVE -> journal -> journal.reserve(key, run, Optional.empty());
            case HOLDER -> journal -> journal.holder(key);
            case READ -> journal -> journal.read(run);
            case RUNS -> Journal::runs;
        };
    }
}
