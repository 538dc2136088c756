package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run has one owner, and whoever has lost it writes nothing more. */
abstract class JournalOwnershipContract extends JournalCapacityContract {

    private static final Duration LONG = Duration.ofDays(30);

    @Test
    void givesARunToOneOwnerUntilItIsGivenUp() throws Exception {
        Journal here = open();
        Journal there = open();
        try (Journal.OwnedRun owned = here.own(run)) {
            owned.append(BEGUN);
            for (Journal other : List.of(here, there)) {
                assertThatThrownBy(() -> other.own(run)).isInstanceOf(JournalException.Owned.class);
            }
            owned.renew();
            owned.verifyOwnership();
            owned.append(CLAIMED);
        }
        write(there, run, REACHED);
        assertSame(here.read(run), BEGUN, CLAIMED, REACHED);
    }

    @Test
    void givesARunToOneOfManyWhoWantItAtOnce() throws Exception {
        List<Journal.OwnedRun> owners = ownersOf(List.of(open(), open()));
        assertThat(owners).hasSize(1);
        owners.forEach(Journal.OwnedRun::close);
        write(open(), run, BEGUN);
    }

    /** Who came to own the run, of many who want it at once by these openings. */
    final List<Journal.OwnedRun> ownersOf(List<Journal> openings) throws Exception {
        List<Optional<Journal.OwnedRun>> taken = together(i -> () -> {
            try {
                return Optional.of(openings.get(i % openings.size()).own(run));
            } catch (JournalException.Owned e) {
                return Optional.empty();
            }
        });
        return taken.stream().flatMap(Optional::stream).toList();
    }

    /** Nor does one that was given up write on. */
    @Test
    void isNotTakenFromTheNextOwnerByOneThatClosesTwice() throws Exception {
        Journal journal = open();
        Journal.OwnedRun first = journal.own(run);
        first.append(BEGUN);
        first.close();
        try (Journal.OwnedRun second = open().own(run)) {
            first.close();
            assertThatThrownBy(() -> open().own(run)).isInstanceOf(JournalException.Owned.class);
            assertThatThrownBy(() -> first.append(CLAIMED)).isInstanceOf(JournalException.class);
            assertDeletesNothing(first);
            second.append(REACHED);
        }
        assertSame(open().read(run), BEGUN, REACHED);
    }

    /** It is written or refused; the flag, by which the run is stopped, stays set. */
    @Test
    void writesOrRefusesOnAThreadThatIsInterruptedAndKeepsTheFlag() throws Exception {
        boolean written;
        try (Journal.OwnedRun owned = open().own(run)) {
            owned.append(BEGUN);
            Thread.currentThread().interrupt();
            Throwable refused = catchThrowable(() -> owned.append(CLAIMED));
            assertThat(Thread.interrupted()).as("the flag, after: " + refused).isTrue();
            written = refused == null;
            assertThat(written || refused instanceof JournalException)
                    .as("written, or refused by a JournalException: %s", refused)
                    .isTrue();
        } finally {
            Thread.interrupted();
        }
        List<JournalEntry> found = open().read(run);
        assertThat(found).startsWith(BEGUN).hasSizeBetween(written ? 2 : 1, 2);
        write(open(), run, REACHED);
        assertThat(open().read(run))
                .startsWith(found.toArray(JournalEntry[]::new))
                .endsWith(REACHED);
    }

    /** Only for one with a lease: whoever paused for too long has lost the run, and must hear so before it spends money. */
    @Test
    void fencesAnOwnerWhoseLeaseHasEnded() throws Exception {
        assumeTrue(lease().isPresent(), "an ownership of this journal does not end by itself");
        Journal.OwnedRun paused = open().own(run);
        paused.append(BEGUN);
        time.advance(lease().orElseThrow().plusSeconds(1));
        try (Journal.OwnedRun next = open().own(run)) {
            assertFenced(paused);
            paused.close();
            assertFenced(paused);
            assertThatThrownBy(() -> open().own(run)).isInstanceOf(JournalException.Owned.class);
            next.append(REACHED);
            next.verifyOwnership();
        }
        assertSame(open().read(run), BEGUN, REACHED);
    }

    /** Also when it has looked a moment ago: what it saw then is over. */
    @Test
    void fencesAnOwnerThatHasGivenUp() throws Exception {
        assumeTrue(lease().isPresent(), "an ownership of this journal cannot be lost");
        Journal.OwnedRun first = open().own(run);
        first.append(BEGUN);
        first.verifyOwnership();
        first.close();
        try (Journal.OwnedRun next = open().own(run)) {
            assertThatThrownBy(first::verifyOwnership).isInstanceOf(JournalException.class);
            next.append(REACHED);
        }
        assertSame(open().read(run), BEGUN, REACHED);
    }

    static void assertFenced(Journal.OwnedRun lost) {
        assertThatThrownBy(lost::renew).isInstanceOf(JournalException.class);
        assertThatThrownBy(lost::verifyOwnership).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> lost.append(CLAIMED)).isInstanceOf(JournalException.class);
        assertDeletesNothing(lost);
    }

    /** One that keeps its runs for ever says so at any time. */
    private static void assertDeletesNothing(Journal.OwnedRun lost) {
        assertThatThrownBy(lost::delete).isInstanceOfAny(JournalException.class, UnsupportedOperationException.class);
    }

    @Test
    void keepsAnOwnerThatRenewsItsLease() throws Exception {
        assumeTrue(lease().isPresent(), "an ownership of this journal does not end by itself");
        try (Journal.OwnedRun owned = open().own(run)) {
            owned.append(BEGUN);
            for (int i = 0; i < 10; i++) {
                time.advance(lease().orElseThrow().dividedBy(3));
                owned.renew();
            }
            assertThatThrownBy(() -> open().own(run)).isInstanceOf(JournalException.Owned.class);
            owned.append(CLAIMED);
        }
    }

    /** For as long as its lease says, and without one for ever. */
    @Test
    void keepsAnOwnerThatTakesItsTime() throws Exception {
        Duration wait = lease().map(lease -> lease.minusMillis(1)).orElse(LONG);
        try (Journal.OwnedRun owned = open().own(run)) {
            owned.append(BEGUN);
            time.advance(wait);
            assertThatThrownBy(() -> open().own(run)).isInstanceOf(JournalException.Owned.class);
            assertThatCode(() -> owned.append(entry(Kind.SEEN, "AwaitInstance", "{}")))
                    .doesNotThrowAnyException();
        }
        assertThat(open().read(run)).hasSize(2);
    }
}
