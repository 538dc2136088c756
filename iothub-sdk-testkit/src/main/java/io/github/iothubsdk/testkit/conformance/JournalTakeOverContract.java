package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run goes from one owner to the next, whole and to one alone, and its past owners hear that it did. */
abstract class JournalTakeOverContract extends JournalOwnershipContract {

    private static final int NODES = 8;
    private static final int TRIES = 3;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** What a run calls on its ownership, but for {@code append} and {@code close}. */
    enum OwnersCall {
        VERIFY_OWNERSHIP,
        RENEW,
        ENTRIES,
        DELETE
    }

    /** Only for one with a lease: the nodes of a fleet that find a run whose owner has died may not all go on with it. */
    @Test
    void givesARunWhoseLeaseHasEndedToOneOfManyWhoWantItAtOnce() throws Exception {
        assumeTrue(lease().isPresent(), "an ownership of this journal does not end by itself");
        Journal.OwnedRun died = open().own(run);
        died.append(BEGUN);
        time.advance(lease().orElseThrow().plusSeconds(1));
        List<Journal> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(open());
        }
        List<Journal.OwnedRun> owners = ownersOf(nodes);

        assertThat(owners).as("who own the run now").hasSize(1);
        owners.get(0).append(CLAIMED);
        owners.get(0).close();
        assertThat(open().read(run)).endsWith(CLAIMED);
    }

    /** Only for one with a lease: who was given the number of the first owner is not it, and the first has lost the run. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fencesAnOwnerWhoseNextHasGivenUp(boolean deletes) throws Exception {
        assumeTrue(lease().isPresent(), "an ownership of this journal does not end by itself");
        Journal.OwnedRun paused = open().own(run);
        paused.append(BEGUN);
        time.advance(lease().orElseThrow().plusSeconds(1));
        try (Journal.OwnedRun next = open().own(run)) {
            if (deletes) {
                isDeleted(next);
            }
        }
        assertFenced(paused);
        try (Journal.OwnedRun third = open().own(run)) {
            assertFenced(paused);
            third.append(REACHED);
        }
        assertThat(open().read(run)).endsWith(REACHED).doesNotContain(CLAIMED);
    }

    /** It is done or refused by a JournalException; the flag, by which the run is stopped, stays set. */
    @ParameterizedTest
    @EnumSource(OwnersCall.class)
    void keepsTheInterruptOfAnOwnerThatCallsIt(OwnersCall call) throws Exception {
        try (Journal.OwnedRun owned = open().own(run)) {
            owned.append(BEGUN);
            Thread.currentThread().interrupt();
            Throwable refused = catchThrowable(() -> on(call).accept(owned));
            assertThat(Thread.interrupted()).as("the flag, after: " + refused).isTrue();
            assertThat(refused == null
                            || refused instanceof JournalException
                            || refused instanceof UnsupportedOperationException)
                    .as("done, or refused by a JournalException: %s", refused)
                    .isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    private static Consumer<Journal.OwnedRun> on(OwnersCall call) {
        return switch (call) {
            case VERIFY_OWNERSHIP -> Journal.OwnedRun::verifyOwnership;
            case RENEW -> Journal.OwnedRun::renew;
            case ENTRIES -> Journal.OwnedRun::entries;
            case DELETE -> Journal.OwnedRun::delete;
        };
    }

    /** Whoever is interrupted stops its run so that another can go on with it. */
    @Test
    void isGivenUpByAThreadThatIsInterrupted() throws Exception {
        Journal.OwnedRun owned = open().own(run);
        owned.append(BEGUN);
        try {
            Thread.currentThread().interrupt();
            owned.close();
            assertThat(Thread.interrupted()).as("the flag").isTrue();
        } finally {
            Thread.interrupted();
        }
        write(open(), run, CLAIMED);
        assertSame(open().read(run), BEGUN, CLAIMED);
    }

    /** What it was is over; where runs are kept for ever, it goes on. */
    @Test
    void beginsARunAnewThatWasDeleted() throws Exception {
        boolean deleted;
        try (Journal.OwnedRun owned = open().own(run)) {
            owned.append(BEGUN);
            owned.append(CLAIMED);
            deleted = isDeleted(owned);
        }
        JournalEntry[] left = deleted ? new JournalEntry[0] : new JournalEntry[] {BEGUN, CLAIMED};
        try (Journal.OwnedRun anew = open().own(run)) {
            assertSame(anew.entries(), left);
            assertThat(open().runs().contains(run)).as("listed").isEqualTo(!deleted);
            anew.append(REACHED);
        }
        List<JournalEntry> all = new ArrayList<>(List.of(left));
        all.add(REACHED);
        assertSame(open().read(run), all.toArray(JournalEntry[]::new));
        assertThat(open().runs().stream().filter(run::equals))
                .as("how often it is listed")
                .hasSize(1);
    }

    /** A person waits for the answer, and reads which run it is that somebody has. */
    @Test
    void answersAtOnceWhoWantsARunThatIsOwned() throws Exception {
        Journal other = open();
        try (Journal.OwnedRun owned = open().own(run)) {
            owned.append(BEGUN);
            boolean atOnce = false;
            for (int i = 0; i < TRIES && !atOnce; i++) {
                Deadline soon = Deadline.in(AT_ONCE, TimeSource.system());
                JournalException.Owned refused =
                        catchThrowableOfType(JournalException.Owned.class, () -> other.own(run));
                atOnce = !soon.passed();
                assertThat(refused).hasMessageContaining(run.value());
            }
            assertThat(atOnce).as("answered within " + AT_ONCE).isTrue();
        }
    }

    /** False where runs are kept for ever. */
    private static boolean isDeleted(Journal.OwnedRun owned) {
        try {
            owned.delete();
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
