package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A key is given once, in one step for all, and stays with whom it was given to. */
abstract class JournalKeysContract extends JournalTakeOverContract {

    private static final int REOPENINGS = 25;

    @Test
    void givesAKeyOnceAndPassesItOnOnlyFromWhoHasIt() throws Exception {
        RunId other = RunId.random();
        String key = "name of " + run;
        Journal journal = open();
        assertThat(journal.reserve(key, run, Optional.empty())).isEqualTo(run);
        assertThat(journal.reserve(key, run, Optional.empty()))
                .as("its own again")
                .isEqualTo(run);
        assertThat(open().reserve(key, other, Optional.empty())).isEqualTo(run);
        assertThat(journal.reserve(key, other, Optional.of(other)))
                .as("over a run that has it not")
                .isEqualTo(run);
        assertThat(open().holder(key)).contains(run);

        assertThat(open().reserve(key, other, Optional.of(run))).isEqualTo(other);
        assertThat(journal.holder(key)).contains(other);
        assertThat(journal.reserve(key, run, Optional.empty())).isEqualTo(other);
    }

    @Test
    void givesAKeyToOneOfManyWhoWantItAtOnce() throws Exception {
        List<Journal> openings = List.of(open(), open());
        String key = "name of " + run;
        List<RunId> told = together(i -> () -> openings.get(i % 2).reserve(key, RunId.random(), Optional.empty()));

        assertThat(new HashSet<>(told)).as("who has it, as each was told").hasSize(1);
        assertThat(open().holder(key)).contains(told.get(0));
    }

    @Test
    void keepsKeysOverAReopen() throws Exception {
        String key = "name of " + run;
        open().reserve(key, run, Optional.empty());

        assertThat(open().holder(key)).contains(run);
        assertThat(open().reserve(key, RunId.random(), Optional.empty())).isEqualTo(run);
    }

    /** A name in other letters, or with a blank behind it, is another name; a run's own id is none at all. */
    @Test
    void takesNoKeyForAnother() throws Exception {
        String word = "plant of " + run;
        Map<String, RunId> holders = new HashMap<>();
        Journal journal = open();
        for (String key : List.of(
                word,
                word.toUpperCase(Locale.ROOT),
                word + " ",
                word + "\n",
                word + "/",
                word + "\u00e9",
                word + "e\u0301",
                word + "\u704c",
                word + "x".repeat(300),
                word + "x".repeat(301),
                run.value())) {
            RunId holder = RunId.random();
            assertThat(journal.reserve(key, holder, Optional.empty())).as(key).isEqualTo(holder);
            holders.put(key, holder);
        }
        Journal reopened = open();
        holders.forEach(
                (key, holder) -> assertThat(reopened.holder(key)).as(key).contains(holder));
        assertThat(reopened.holder("another " + word)).isEmpty();
        assertThat(reopened.read(run)).isEmpty();
    }

    /** Two runs that both go on from one that has failed may not both buy. */
    @Test
    void passesAKeyOnToOneOfManyWhoWantItAtOnce() throws Exception {
        List<Journal> openings = List.of(open(), open());
        String key = "name of " + run;
        openings.get(0).reserve(key, run, Optional.empty());
        List<RunId> told = together(i -> () -> openings.get(i % 2).reserve(key, RunId.random(), Optional.of(run)));

        assertThat(new HashSet<>(told)).as("who has it, as each was told").hasSize(1);
        assertThat(told).doesNotContain(run);
        assertThat(open().holder(key)).contains(told.get(0));
    }

    @Test
    void passesAKeyOnFromNobodyWhoHadItOnce() throws Exception {
        String key = "name of " + run;
        RunId next = RunId.random();
        RunId third = RunId.random();
        Journal journal = open();
        journal.reserve(key, run, Optional.empty());
        journal.reserve(key, next, Optional.of(run));

        for (Journal each : List.of(journal, open())) {
            assertThat(each.reserve(key, third, Optional.of(run)))
                    .as("over one that has passed it on")
                    .isEqualTo(next);
            assertThat(each.reserve(key, run, Optional.of(third)))
                    .as("over one that never had it")
                    .isEqualTo(next);
            assertThat(each.holder(key)).contains(next);
        }
    }

    /** The run that could lose it need not have it. */
    @Test
    void givesAFreeKeyAlsoToWhoWouldTakeItOver() throws Exception {
        String key = "name of " + run;
        RunId other = RunId.random();
        RunId third = RunId.random();
        assertThat(open().reserve(key, run, Optional.of(third))).isEqualTo(run);

        assertThat(open().holder(key)).contains(run);
        assertThat(open().reserve(key, other, Optional.of(third))).isEqualTo(run);
    }

    /** A name, and the order that is placed for it. */
    @Test
    void givesARunSeveralKeys() throws Exception {
        RunId other = RunId.random();
        List<String> keys = List.of("name of " + run, "order of " + run, "from the other to " + run);
        Journal journal = open();
        journal.reserve(keys.get(2), other, Optional.empty());
        assertThat(journal.reserve(keys.get(0), run, Optional.empty())).isEqualTo(run);
        assertThat(open().reserve(keys.get(1), run, Optional.empty())).isEqualTo(run);
        assertThat(open().reserve(keys.get(2), run, Optional.of(other))).isEqualTo(run);

        for (String key : keys) {
            assertThat(open().reserve(key, other, Optional.empty())).as(key).isEqualTo(run);
            assertThat(open().holder(key)).as(key).contains(run);
        }
    }

    /** What a node has heard of a key before is no answer. */
    @Test
    void tellsEachNodeWhoHasAKeyNow() throws Exception {
        String key = "name of " + run;
        RunId next = RunId.random();
        Journal here = open();
        Journal there = open();
        assertThat(there.holder(key)).isEmpty();
        here.reserve(key, run, Optional.empty());
        assertThat(there.holder(key)).contains(run);
        assertThat(there.reserve(key, next, Optional.empty())).isEqualTo(run);
        here.reserve(key, next, Optional.of(run));

        assertThat(there.holder(key)).contains(next);
        assertThat(there.reserve(key, run, Optional.empty())).isEqualTo(next);
    }

    @Test
    void keepsKeysOverManyReopenings() throws Exception {
        String key = "name of " + run;
        open().reserve(key, run, Optional.empty());
        for (int i = 0; i < REOPENINGS; i++) {
            assertThat(open().holder(key)).as("opened %s times", i + 2).contains(run);
        }
        assertThat(open().reserve(key, RunId.random(), Optional.empty())).isEqualTo(run);
    }

    @Test
    void keepsAnOwnerWhoseRunIsGivenAKey() throws Exception {
        String key = "name of " + run;
        Journal journal = open();
        try (Journal.OwnedRun owned = journal.own(run)) {
            owned.append(BEGUN);
            journal.reserve(key, run, Optional.empty());
            assertThatThrownBy(() -> open().own(run)).isInstanceOf(JournalException.Owned.class);
            owned.verifyOwnership();
            open().reserve(key, RunId.random(), Optional.of(run));
            assertThatThrownBy(() -> open().own(run)).isInstanceOf(JournalException.Owned.class);
            owned.append(CLAIMED);
        }
        assertSame(open().read(run), BEGUN, CLAIMED);
    }

    /** So that nobody buys again what a run bought that is forgotten; also where runs are kept for ever. */
    @Test
    void keepsTheKeysOfARunThatIsDeleted() throws Exception {
        Journal journal = open();
        String key = "key of " + run;
        journal.reserve(key, run, Optional.empty());
        try (Journal.OwnedRun owned = journal.own(run)) {
            owned.append(BEGUN);
            owned.delete();
        } catch (UnsupportedOperationException e) {
            assertThat(open().runs()).contains(run);
        }
        for (Journal each : List.of(journal, open())) {
            assertThat(each.reserve(key, RunId.random(), Optional.empty())).isEqualTo(run);
            assertThat(each.holder(key)).contains(run);
        }
    }
}
