package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.testkit.conformance.FlawedJournal.Flaw;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kit finds what is wrong with journals, in the place where it is wrong. */
@Timeout(60)
class JournalConformanceBitesTest {

    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    /** The kit over a journal with the flaw of the thread that runs it. */
    static final class Suite extends JournalConformance {

        private final Path storage;
        private final Flaw flaw = FLAW.get();

        Suite(@TempDir Path storage) {
            this.storage = storage;
        }

        @Override
        protected Journal open(TimeSource clock) throws IOException {
            return new FlawedJournal(storage, clock, flaw);
        }

        @Override
        protected Optional<Duration> lease() {
            return Optional.of(FlawedJournal.LEASE);
        }

        @Override
        protected boolean tear(RunId run, int bytes) throws IOException {
            try (var file =
                    new RandomAccessFile(FlawedJournal.file(storage, run).toFile(), "rw")) {
                file.setLength(file.length() - bytes);
            }
            return true;
        }
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        Failing.run(Suite.class)
                .assertStatistics(all -> all.failed(0).aborted(0).skipped(0).succeeded(55));
    }

    @ParameterizedTest
    @CsvSource({
        "KEEPS_HALF_A_LINE, survivesAWriteThatThePowerCutOff",
        "GIVES_A_NAME_TWICE, 'givesAFreeKeyAlsoToWhoWouldTakeItOver givesARunSeveralKeys tellsEachNodeWhoHasAKeyNow "
                + "givesAKeyOnceAndPassesItOnOnlyFromWhoHasIt givesAKeyToOneOfManyWhoWantItAtOnce"
                + " keepsKeysOverAReopen keepsKeysOverManyReopenings keepsTheKeysOfARunThatIsDeleted"
                + " passesAKeyOnFromNobodyWhoHadItOnce passesAKeyOnToOneOfManyWhoWantItAtOnce'",
        "FORGETS_NAMES, 'givesAFreeKeyAlsoToWhoWouldTakeItOver givesARunSeveralKeys tellsEachNodeWhoHasAKeyNow "
                + "forgetsARunThatIsDeletedButNotItsKeys givesAKeyOnceAndPassesItOnOnlyFromWhoHasIt"
                + " givesAKeyToOneOfManyWhoWantItAtOnce keepsKeysOverAReopen keepsKeysOverManyReopenings"
                + " keepsTheKeysOfARunThatIsDeleted passesAKeyOnFromNobodyWhoHadItOnce"
                + " passesAKeyOnToOneOfManyWhoWantItAtOnce takesNoKeyForAnother'",
        "FORGETS_ON_REOPEN, 'answersAtOnceWhoWantsARunThatIsOwned beginsARunAnewThatWasDeleted "
                + "fencesAnOwnerWhoseNextHasGivenUp givesAFreeKeyAlsoToWhoWouldTakeItOver givesARunSeveralKeys "
                + "givesARunWhoseLeaseHasEndedToOneOfManyWhoWantItAtOnce isGivenUpByAThreadThatIsInterrupted "
                + "tellsEachNodeWhoHasAKeyNow "
                + "fencesAnOwnerThatHasGivenUp fencesAnOwnerWhoseLeaseHasEnded"
                + " keepsAnOwnerWhoseRunIsGivenAKey keepsEntriesThatAreAlike keepsKeysOverManyReopenings"
                + " keepsManyEntriesInTheOrderInWhichTheyWereWritten keepsTheInterruptOfAThreadThatCallsIt"
                + " keepsTheKeysOfARunThatIsDeleted listsEachRunOnceAndNoneThatIsNotThere"
                + " passesAKeyOnFromNobodyWhoHadItOnce passesAKeyOnToOneOfManyWhoWantItAtOnce"
                + " showsOwnersThatTakeTurnsWhatTheOtherHasWritten forgetsARunThatIsDeletedButNotItsKeys"
                + " givesAKeyOnceAndPassesItOnOnlyFromWhoHasIt givesAKeyToOneOfManyWhoWantItAtOnce"
                + " givesARunToOneOfManyWhoWantItAtOnce givesARunToOneOwnerUntilItIsGivenUp"
                + " hasWrittenBeforeAppendReturns isNotTakenFromTheNextOwnerByOneThatClosesTwice"
                + " keepsALargeEntryWholeOrRefusesIt keepsAnOwnerThatRenewsItsLease keepsAnOwnerThatTakesItsTime"
                + " keepsEntriesOverAReopen keepsKeysOverAReopen keepsRunsApartThatAreWrittenAtOnce"
                + " survivesAWriteThatThePowerCutOff takesNoKeyForAnother"
                + " writesOrRefusesOnAThreadThatIsInterruptedAndKeepsTheFlag'",
        "TAKES_NAMES_FOR_ONE_IN_ANOTHER_CASE, takesNoKeyForAnother",
        "SWALLOWS_THE_INTERRUPT, writesOrRefusesOnAThreadThatIsInterruptedAndKeepsTheFlag",
        "DOES_NOT_FENCE, 'fencesAnOwnerWhoseNextHasGivenUp "
                + "fencesAnOwnerThatHasGivenUp fencesAnOwnerWhoseLeaseHasEnded"
                + " isNotTakenFromTheNextOwnerByOneThatClosesTwice"
                + " keepsAnOwnerThatRenewsItsLease'",
        "HAS_NO_LEASE, 'fencesAnOwnerWhoseLeaseHasEnded fencesAnOwnerWhoseNextHasGivenUp"
                + " givesARunWhoseLeaseHasEndedToOneOfManyWhoWantItAtOnce'",
        "WRITES_WHEN_IT_IS_CLOSED, hasWrittenBeforeAppendReturns",
        "CUTS_WHAT_IS_LONG, keepsALargeEntryWholeOrRefusesIt",
        "FREES_A_RUN_BY_CLOSING_TWICE, 'fencesAnOwnerWhoseLeaseHasEnded isNotTakenFromTheNextOwnerByOneThatClosesTwice'",
        "LETS_TWO_OWN, 'answersAtOnceWhoWantsARunThatIsOwned fencesAnOwnerWhoseNextHasGivenUp "
                + "givesARunWhoseLeaseHasEndedToOneOfManyWhoWantItAtOnce "
                + "fencesAnOwnerThatHasGivenUp keepsAnOwnerWhoseRunIsGivenAKey fencesAnOwnerWhoseLeaseHasEnded givesARunToOneOfManyWhoWantItAtOnce"
                + " givesARunToOneOwnerUntilItIsGivenUp isNotTakenFromTheNextOwnerByOneThatClosesTwice"
                + " keepsAnOwnerThatRenewsItsLease keepsAnOwnerThatTakesItsTime'",
    })
    void findsTheFlaw(Flaw flaw, String expected) {
        FLAW.set(flaw);
        try {
            assertThat(Failing.testsOf(Suite.class)).containsExactlyInAnyOrder(expected.split(" "));
        } finally {
            FLAW.remove();
        }
    }
}
