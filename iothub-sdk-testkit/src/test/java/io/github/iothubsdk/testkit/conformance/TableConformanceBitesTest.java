package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.testkit.conformance.FlawedTable.Flaw;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kit finds what is wrong with journals that a fleet shares, each flaw in the place where it is wrong. */
@Timeout(60)
class TableConformanceBitesTest {

    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    /** The kit over a journal with the flaw of the thread that runs it. */
    static final class Suite extends JournalConformance {

        private final FlawedTable.Table table = new FlawedTable.Table();
        private final Flaw flaw = FLAW.get();

        @Override
        protected Journal open(TimeSource clock) {
            return new FlawedTable(table, clock, flaw);
        }

        @Override
        protected Optional<Duration> lease() {
            return Optional.of(FlawedTable.LEASE);
        }
    }

    /** It leaves no half writes, so that the six tests of those are not for it. */
    @Test
    void findsNothingWhereNothingIsWrong() {
        Failing.run(Suite.class)
                .assertStatistics(all -> all.failed(0).skipped(0).aborted(6).succeeded(49));
    }

    @ParameterizedTest
    @CsvSource({
        "PASSES_A_KEY_ON_TWICE, passesAKeyOnToOneOfManyWhoWantItAtOnce",
        "PASSES_A_KEY_ON_FROM_WHO_HAD_IT, 'passesAKeyOnFromNobodyWhoHadItOnce passesAKeyOnToOneOfManyWhoWantItAtOnce'",
        "FORGETS_KEYS_AFTER_20_REOPENINGS, keepsKeysOverManyReopenings",
        "GIVES_THE_KEY_OF_A_DELETED_RUN, keepsTheKeysOfARunThatIsDeleted",
        "LOSES_A_RUN_BY_ITS_KEY, keepsAnOwnerWhoseRunIsGivenAKey",
        "SHOWS_WHAT_IT_SAW_FIRST, showsOwnersThatTakeTurnsWhatTheOtherHasWritten",
        "SORTS_BY_TIME, keepsManyEntriesInTheOrderInWhichTheyWereWritten",
        "DROPS_WHAT_IS_ALIKE, keepsEntriesThatAreAlike",
        "KEEPS_100_ENTRIES, keepsManyEntriesInTheOrderInWhichTheyWereWritten",
        "LISTS_50_RUNS, listsEachRunOnceAndNoneThatIsNotThere",
        "LISTS_RUNS_TWICE, 'beginsARunAnewThatWasDeleted listsEachRunOnceAndNoneThatIsNotThere'",
        "LISTS_A_RUN_THAT_IS_NOT_THERE, listsEachRunOnceAndNoneThatIsNotThere",
        "SWALLOWS_THE_INTERRUPT_OF_OWN, keepsTheInterruptOfAThreadThatCallsIt",
        "SWALLOWS_THE_INTERRUPT_OF_RESERVE, keepsTheInterruptOfAThreadThatCallsIt",
        "RENEWS_WHAT_IS_LOST, 'fencesAnOwnerWhoseLeaseHasEnded fencesAnOwnerWhoseNextHasGivenUp'",
        "REMEMBERS_THAT_IT_OWNS, fencesAnOwnerThatHasGivenUp",
        "DELETES_WHAT_IS_LOST, 'fencesAnOwnerWhoseLeaseHasEnded fencesAnOwnerWhoseNextHasGivenUp"
                + " isNotTakenFromTheNextOwnerByOneThatClosesTwice'",
        "TAKES_OVER_IN_TWO_STEPS, givesARunWhoseLeaseHasEndedToOneOfManyWhoWantItAtOnce",
        "COUNTS_OWNERS_ANEW_WHEN_FREED, fencesAnOwnerWhoseNextHasGivenUp",
        "COUNTS_OWNERS_ANEW_WHEN_DELETED, fencesAnOwnerWhoseNextHasGivenUp",
        "STORES_NO_KEY_THAT_IS_TAKEN_OVER_FROM_NOBODY, givesAFreeKeyAlsoToWhoWouldTakeItOver",
        "KEEPS_ONE_KEY_FOR_A_RUN, givesARunSeveralKeys",
        "REMEMBERS_HOLDERS, tellsEachNodeWhoHasAKeyNow",
        "SWALLOWS_THE_INTERRUPT_OF_VERIFY, keepsTheInterruptOfAnOwnerThatCallsIt",
        "SWALLOWS_THE_INTERRUPT_OF_RENEW, keepsTheInterruptOfAnOwnerThatCallsIt",
        "SWALLOWS_THE_INTERRUPT_OF_ENTRIES, keepsTheInterruptOfAnOwnerThatCallsIt",
        "SWALLOWS_THE_INTERRUPT_OF_DELETE, keepsTheInterruptOfAnOwnerThatCallsIt",
        "KEEPS_THE_RUN_OF_AN_INTERRUPTED_THREAD, isGivenUpByAThreadThatIsInterrupted",
        "BRINGS_BACK_WHAT_WAS_DELETED, beginsARunAnewThatWasDeleted",
        "WAITS_FOR_THE_OWNER, answersAtOnceWhoWantsARunThatIsOwned",
        "NAMES_NEITHER_RUN_NOR_OWNER, answersAtOnceWhoWantsARunThatIsOwned",
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
