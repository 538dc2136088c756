package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is there, as it was written and in its order, for whoever opens the journal next. */
abstract class JournalEntriesContract extends JournalCase {

    private static final int TURNS = 10;

    @Test
    void givesBackEveryKindOfEntryAsItWas() throws Exception {
        JournalEntry[] written = {
            entry(Kind.BEGUN, "", "{\"name\":\"\u704c\u88c5\u7ebf\ud83d\ude00 \\\"7\\\" \\\\ ' % _ ; --\"}"),
            entry(Kind.AMENDED, "", "{}"),
            CLAIMED,
            entry(Kind.RELEASED, "PlaceOrder", "{}"),
            REACHED,
            entry(Kind.SEEN, "AwaitInstance", "{\"seen\":\"BUILDING\"}"),
            entry(Kind.STOPPED, "AwaitInstance", "{}"),
            entry(Kind.ENDED, "", "{}")
        };
        Journal journal = open();
        try (Journal.OwnedRun owned = journal.own(run)) {
            List.of(written).forEach(owned::append);
            assertSame(owned.entries(), written);
        }
        assertSame(journal.read(run), written);
    }

    /** The preflight asks before each order: a false one would let nothing be bought, and one that writes leaves traces. */
    @Test
    void seesNoObstacleWhereItCanBeWrittenAndWritesNothingToLook() throws Exception {
        Journal journal = open();
        assertThat(journal.obstacle()).isEmpty();
        write(journal, run, BEGUN);
        assertThat(journal.obstacle()).isEmpty();
        assertThat(journal.runs()).contains(run);
        assertSame(journal.read(run), BEGUN);
    }

    /** Opened anew, as after a restart. */
    @Test
    void keepsEntriesOverAReopen() throws Exception {
        write(open(), run, BEGUN, CLAIMED);

        Journal reopened = open();
        assertThat(reopened.runs()).contains(run);
        assertSame(reopened.read(run), BEGUN, CLAIMED);
        try (Journal.OwnedRun owned = reopened.own(run)) {
            assertSame(owned.entries(), BEGUN, CLAIMED);
            owned.append(REACHED);
        }
        assertSame(open().read(run), BEGUN, CLAIMED, REACHED);
    }

    /** Whoever dies closes nothing: what was appended must not wait for it. */
    @Test
    void hasWrittenBeforeAppendReturns() throws Exception {
        try (Journal.OwnedRun owned = open().own(run)) {
            owned.append(BEGUN);
            assertSame(open().read(run), BEGUN);
            owned.append(CLAIMED);
            assertSame(open().read(run), BEGUN, CLAIMED);
            assertThat(open().runs()).contains(run);
        }
    }

    @Test
    void hasNoRunThatWasOnlyAskedFor() throws Exception {
        Journal journal = open();
        write(journal, RunId.random(), BEGUN);
        try (Journal.OwnedRun owned = journal.own(run)) {
            assertThat(owned.entries()).isEmpty();
        }
        assertThat(journal.runs()).doesNotContain(run);
        assertThat(journal.read(run)).isEmpty();
    }

    @Test
    void keepsRunsApartThatAreWrittenAtOnce() throws Exception {
        List<Journal> openings = List.of(open(), open());
        List<RunId> runs = together(i -> () -> {
            RunId own = RunId.random();
            for (int turn = 0; turn < TURNS; turn++) {
                write(openings.get(i % 2), own, entry(Kind.SEEN, "step-" + i, "{\"turn\":" + turn + "}"));
            }
            return own;
        });

        Journal reopened = open();
        assertThat(reopened.runs()).containsAll(runs);
        for (int i = 0; i < runs.size(); i++) {
            assertThat(reopened.read(runs.get(i)))
                    .extracting(JournalEntry::data)
                    .containsExactlyElementsOf(IntStream.range(0, TURNS)
                            .mapToObj(turn -> "{\"turn\":" + turn + "}")
                            .toList());
            assertThat(reopened.read(runs.get(i)))
                    .extracting(JournalEntry::step)
                    .containsOnly("step-" + i);
        }
    }

    /** Whole or not at all; one that is refused costs neither what was there nor the run. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 70_000, 17_000_000})
    void keepsALargeEntryWholeOrRefusesIt(int size) throws Exception {
        JournalEntry large = entry(Kind.REACHED, "Large", "{\"x\":\"" + "x".repeat(size) + "\"}");
        boolean taken;
        try (Journal.OwnedRun owned = open().own(run)) {
            owned.append(BEGUN);
            Throwable refused = catchThrowable(() -> owned.append(large));
            taken = refused == null;
            assertThat(taken || refused instanceof JournalException)
                    .as("taken, or refused by a JournalException: %s", refused)
                    .isTrue();
        }
        JournalEntry ended = entry(Kind.ENDED, "", "{}");
        write(open(), run, ended);
        List<JournalEntry> found = open().read(run);
        assertThat(found.equals(taken ? List.of(BEGUN, large, ended) : List.of(BEGUN, ended)))
                .as("%s characters were %s, and there are %s entries", size, taken ? "taken" : "refused", found.size())
                .isTrue();
    }

    /** Or says that it keeps its runs for ever, and does. */
    @Test
    void forgetsARunThatIsDeletedButNotItsKeys() throws Exception {
        Journal journal = open();
        String key = "key of " + run;
        journal.reserve(key, run, Optional.empty());
        boolean forever = false;
        try (Journal.OwnedRun owned = journal.own(run)) {
            owned.append(BEGUN);
            owned.delete();
        } catch (UnsupportedOperationException e) {
            forever = true;
        }
        assertThat(open().runs().contains(run)).isEqualTo(forever);
        assertThat(open().read(run)).hasSize(forever ? 1 : 0);
        assertThat(open().holder(key)).contains(run);
    }
}
