package io.github.iothubsdk.provisioning.internal.flow;

import static io.github.iothubsdk.provisioning.internal.flow.Engine.made;
import static io.github.iothubsdk.provisioning.internal.flow.Engine.unreachable;
import static io.github.iothubsdk.provisioning.spi.JournalEntry.Kind.BEGUN;
import static io.github.iothubsdk.provisioning.spi.JournalEntry.Kind.CLAIMED;
import static io.github.iothubsdk.provisioning.spi.JournalEntry.Kind.ENDED;
import static io.github.iothubsdk.provisioning.spi.JournalEntry.Kind.REACHED;
import static io.github.iothubsdk.provisioning.spi.JournalEntry.Kind.RELEASED;
import static io.github.iothubsdk.provisioning.spi.JournalEntry.Kind.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The engine alone: what it journals, in which order, and how it stops. */
class StepEngineTest {

    private static final Duration SOON = Duration.ofSeconds(7);

    private final Engine engine = new Engine();
    private final Run run = engine.begin();

    private StepEngine.Wait advance() {
        return engine.advance(run).orElseThrow();
    }

    private Unfinished unfinished() {
        return catchThrowableOfType(Unfinished.class, () -> engine.advance(run));
    }

    private Claim claim() {
        return run.progress().claim().orElseThrow();
    }

    private Outcome.Pending pending(String words) {
        return engine.turn(run).pending("state " + words, words, false, SOON);
    }

    private List<ProvisioningEvent> told(Class<? extends ProvisioningEvent> type) {
        return engine.events.stream().filter(type::isInstance).toList();
    }

    @Test
    void claimsBeforeItActsAndRecordsAfterIt() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            assertThat(engine.kinds(run)).containsExactly(BEGUN, REACHED, CLAIMED);
            assertThat(turn.commitDeadline().remaining()).isEqualTo(Duration.ofMinutes(1));
            assertThat(engine.pinned).isOne();
            assertThat(engine.confirmed).isOne();
            return made("order 1");
        });

        assertThat(engine.advance(run)).isEmpty();

        assertThat(engine.kinds(run)).containsExactly(BEGUN, REACHED, CLAIMED, REACHED, ENDED);
        assertThat(run.progress().ended()).contains(Ending.DONE);
        assertThat(run.progress().claim()).isEmpty();
        assertThat(engine.pinned).isZero();
        assertThat(engine.kept).isOne();
        assertThat(told(ProvisioningEvent.Claimed.class))
                .containsExactly(ProvisioningEvent.claimed(run.progress().runId(), "Buy", 1));
        assertThat(engine.advance(run)).isEmpty(); // nothing is done twice
        assertThat(engine.kinds(run)).hasSize(5);
    }

    @Test
    void datesAClaimWithTheServicesTimeAndWhatWasThere() {
        var before = new Snapshot(null, "1", null, List.of("1"), false, List.of());
        engine.look.attempt(made("a look"));
        engine.buy.preparations.add(turn -> new Step.Prepared(Optional.empty(), before));
        engine.buy.attempts.add(turn -> {
            throw unreachable(true);
        });
        engine.buy.recovery(pending("lost"));
        engine.pass(SOON);
        advance();
        Instant now = Engine.START.plus(SOON);
        assertThat(claim())
                .isEqualTo(new Claim(
                        "Buy",
                        1,
                        now,
                        now,
                        true,
                        true,
                        false,
                        new Claim.Reply(Ended.LOST, "no answer came", "req-9", null),
                        before));
    }

    @Test
    void waitsForWhatAStepWaitsForAndJournalsOnlyNews() {
        engine.look.attempt(pending("once"));
        assertThat(advance()).isEqualTo(new StepEngine.Wait("Look", "once", SOON));
        assertThat(engine.kinds(run)).containsExactly(BEGUN, SEEN);
        engine.pass(Duration.ofMinutes(10));
        engine.look.attempts.add(turn -> pending("once"));
        advance();
        assertThat(engine.kinds(run)).containsExactly(BEGUN, SEEN);
        engine.pass(Duration.ofNanos(1)); // longer than ten minutes without a word
        engine.look.attempts.add(turn -> pending("once"));
        advance();
        assertThat(engine.kinds(run)).containsExactly(BEGUN, SEEN, SEEN);
        engine.look.attempts.add(turn -> pending("otherwise"));
        advance();
        assertThat(engine.kinds(run)).containsExactly(BEGUN, SEEN, SEEN, SEEN);
        assertThat(run.progress().lastSeen().orElseThrow().words()).isEqualTo("otherwise");
    }

    @Test
    void keepsWhatWasSeenWhenItIsBlind() {
        engine.look
                .attempt(pending("once"))
                .attempt(new Outcome.Blind("fog", SOON, UnfinishedReason.SERVICE_UNREACHABLE));
        advance();
        assertThat(advance()).isEqualTo(new StepEngine.Wait("Look", "fog", SOON, UnfinishedReason.SERVICE_UNREACHABLE));
        assertThat(run.progress().lastSeen().orElseThrow().words()).isEqualTo("once");
        assertThat(engine.kinds(run)).containsExactly(BEGUN, SEEN);
    }

    @Test
    void looksBeforeItClaims() {
        engine.look.attempt(made("a look"));
        engine.buy.preparations.add(
                turn -> Step.Prepared.settled(new Outcome.Blind("not yet", SOON, UnfinishedReason.ORDER_NOT_LISTED)));
        assertThat(advance().seen()).isEqualTo("not yet");
        assertThat(run.progress().claim()).isEmpty();
        engine.buy.preparations.add(turn -> {
            throw unreachable(false);
        });
        assertThat(advance())
                .isEqualTo(new StepEngine.Wait(
                        "Buy", "no answer came", Duration.ofSeconds(5), UnfinishedReason.SERVICE_UNREACHABLE));
        assertThat(run.progress().claim()).isEmpty();
    }

    @Test
    void releasesTheClaimWhenNothingWasSent() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            turn.commitDeadline();
            throw unreachable(false);
        });
        assertThat(advance().seen()).isEqualTo("no answer came");
        assertThat(claim().inDoubt()).isFalse();
        assertThat(engine.kinds(run)).containsExactly(BEGUN, REACHED, CLAIMED, RELEASED);
        assertThat(engine.pinned).isZero();
    }

    @Test
    void looksAtOnceIntoWhatCameOfACall() {
        engine.look.attempt(made("a look"));
        engine.buy
                .attempt(new Outcome.Answered(Ended.ACCEPTED, "accepted", "i-7"))
                .recovery(pending("looking"));
        assertThat(advance()).isEqualTo(new StepEngine.Wait("Buy", "looking", SOON));
        assertThat(engine.buy.recovered).singleElement().satisfies(claim -> {
            assertThat(claim.endedWith(Ended.ACCEPTED)).isTrue();
            assertThat(claim.namedInstance()).contains("i-7");
            assertThat(claim.told()).contains("accepted");
            assertThat(claim.open()).isTrue();
        });
        assertThat(engine.kinds(run)).containsExactly(BEGUN, REACHED, CLAIMED, CLAIMED, SEEN, SEEN);
        assertThat(inner().get(4)).contains("accepted");
    }

    private List<String> inner() {
        return engine.inner.read(run.progress().runId()).stream()
                .map(entry -> entry.data())
                .toList();
    }

    @Test
    void actsAgainAtOnceWhenNothingCameOfIt() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            throw unreachable(true);
        });
        engine.buy
                .recovery(new Outcome.NotDone("no trace", Duration.ZERO, false))
                .attempt(made("order 2"));
        assertThat(engine.advance(run)).isEmpty();
        assertThat(told(ProvisioningEvent.Claimed.class)).hasSize(2);
        assertThat(engine.kinds(run))
                .containsExactly(BEGUN, REACHED, CLAIMED, CLAIMED, SEEN, RELEASED, CLAIMED, REACHED, ENDED);
    }

    @Test
    void actsAgainLaterWhenItIsToldSo() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            throw unreachable(true);
        });
        engine.buy.recovery(new Outcome.NotDone("not for now", SOON, true));
        assertThat(advance()).isEqualTo(new StepEngine.Wait("Buy", "not for now", SOON));
        assertThat(claim().inDoubt()).isFalse();
        engine.buy.attempt(made("order 2"));
        assertThat(engine.advance(run)).isEmpty();
    }

    @Test
    void staysInDoubtWhenTheLastCopyWasNotProvedAbsent() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            throw unreachable(true);
        });
        engine.buy.recovery(new Outcome.NotDone("no trace", SOON, false));
        advance();
        assertThat(claim().open()).isFalse();
        assertThat(claim().doubtful()).isTrue();
        engine.buy.recovery(new Outcome.Blind("fog", SOON, UnfinishedReason.SERVICE_UNREACHABLE));
        assertThat(advance().seen()).isEqualTo("fog");
    }

    @Test
    void stopsWithARefusalAndReleasesTheClaim() {
        engine.look.attempt(made("a look"));
        var failure = new Broken(engine.turn(run).where("req-1", null), "it is gone.", "Look.");
        engine.buy.attempts.add(turn -> {
            throw unreachable(true);
        });
        engine.buy.recovery(new Outcome.Refused(failure, true));
        assertThatThrownBy(() -> engine.advance(run)).isSameAs(failure);
        assertThat(claim().inDoubt()).isFalse();
        assertThat(run.progress().ended()).contains(Ending.BROKEN);
        assertThat(engine.kinds(run)).endsWith(RELEASED, ENDED);
        assertThat(told(ProvisioningEvent.Stopped.class))
                .containsExactly(ProvisioningEvent.stopped(run.progress().runId(), failure));
    }

    @Test
    void keepsTheDoubtOfARefusalThatProvesNothing() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            throw unreachable(true);
        });
        var failure =
                new Unfinished(engine.turn(run).where(null, null), UnfinishedReason.UNEXPECTED, "sent often enough.");
        engine.buy.recovery(new Outcome.Refused(failure, false));
        assertThat(unfinished()).isSameAs(failure);
        assertThat(claim().doubtful()).isTrue();
        assertThat(run.progress().ended()).isEmpty(); // it can be resumed
    }

    @Test
    void journalsTheLossWhenTheThreadIsInterruptedInTheCall() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            throw new ApiException.Interrupted("interrupted");
        });
        assertThatThrownBy(() -> engine.advance(run)).isInstanceOf(ApiException.Interrupted.class);
        assertThat(claim().endedWith(Ended.LOST)).isTrue();
        assertThat(claim().open()).isTrue();
        assertThat(told(ProvisioningEvent.Stopped.class)).isEmpty(); // the driver says so
    }

    @Test
    void claimsNothingWhileTheCallsOfTheMinuteAreUsedUp() {
        engine.untilFree = SOON;
        assertThat(advance())
                .isEqualTo(new StepEngine.Wait("Look", "the account's calls of this minute are used up", SOON));
        assertThat(engine.kinds(run)).containsExactly(BEGUN);
    }

    @Test
    void stopsBeforeAStepThatIsNotWantedAnyMore() {
        assertThat(engine.flow.advance(run, engine.hour(), () -> true))
                .contains(new StepEngine.Wait("Look", "not wanted any more", Duration.ZERO));
        assertThat(engine.asked).isOne(); // when it was begun
    }

    @Test
    void sendsNothingWhenTheClientIsClosed() {
        engine.look.attempts.add(turn -> {
            engine.closed = true;
            return made("a look");
        });
        engine.buy.attempts.add(turn -> {
            turn.commitDeadline();
            return made("order 1");
        });
        assertThat(unfinished()).hasMessageContaining("the client was closed");
        assertThat(engine.confirmed).isZero();
        assertThat(unfinished().step()).isEqualTo("Buy");
    }

    @Test
    void sendsNothingWhenTheCredentialsAreAnothers() {
        engine.look.attempts.add(turn -> {
            engine.key = "another key";
            engine.account = "another account";
            return made("a look");
        });
        engine.buy.attempts.add(turn -> {
            turn.commitDeadline();
            return made("order 1");
        });
        assertThat(unfinished())
                .hasMessageContaining("begun by account 785455908941")
                .hasMessageContaining("those of account another account");
        assertThat(engine.pinned).isZero();
    }

    @Test
    void asksWhoseTheCredentialsAreBeforeTheFirstStepOfATurn() {
        engine.key = "another key";
        engine.account = "another account";
        assertThat(unfinished()).hasMessageContaining("those of account another account");
        engine.accountFails = unreachable(false);
        assertThat(advance())
                .isEqualTo(new StepEngine.Wait(
                        "Look", "no answer came", Duration.ofSeconds(5), UnfinishedReason.SERVICE_UNREACHABLE));
        assertThat(engine.kinds(run)).containsExactly(BEGUN);
    }

    @Test
    void passesOnWhatItsStepsSay() {
        var said = new Invalid(
                engine.turn(run).where(null, null),
                List.of(Violation.of("name-shape", "name", "bad", "good", "Change it.")));
        engine.look.attempts.add(turn -> {
            throw said;
        });
        assertThatThrownBy(() -> engine.advance(run)).isSameAs(said);
        assertThat(run.progress().ended()).contains(Ending.INVALID);
    }

    @Test
    void doesNotSayThatNothingWasOrderedWhileAClaimIsInDoubt() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            throw unreachable(true);
        });
        engine.buy.recoveries.add(turn -> {
            throw new Invalid(
                    turn.where("req-3", null),
                    List.of(Violation.of("name-shape", "name", "bad", "good", "Change it.")));
        });
        Unfinished told = unfinished();
        assertThat(told)
                .hasMessageContaining("which is not what the journal holds")
                .hasMessageContaining("a look");
        assertThat(told.requestId()).contains("req-3");
        assertThat(told.step()).isEqualTo("Buy");
        assertThat(told.getCause()).isInstanceOf(Invalid.class);
        assertThat(run.progress().ended()).isEmpty();
    }

    @Test
    void doesNotSayThatMoneyMayHaveMovedWhenNothingWasClaimed() {
        engine.look.attempts.add(turn -> {
            throw new Unknown(turn.where(null, null), List.of("a dream"));
        });
        assertThat(unfinished()).hasMessageContaining("which is not what the journal holds");
    }

    @Test
    void saysThatMoneyMayHaveMovedWhenItMay() {
        engine.look.attempt(made("a look"));
        engine.buy.attempts.add(turn -> {
            throw unreachable(true);
        });
        engine.buy.recoveries.add(turn -> {
            throw new Unknown(turn.where(null, null), List.of("two orders"));
        });
        assertThatThrownBy(() -> engine.advance(run)).isInstanceOf(Unknown.class);
        assertThat(run.progress().ended()).contains(Ending.UNKNOWN);
    }

    @Test
    void namesWhatThrew() {
        engine.look.attempts.add(turn -> UnexpectedFailures.guard("the payment policy", () -> {
            throw new IllegalStateException("oops");
        }));
        assertThat(unfinished())
                .hasMessageContaining("the payment policy threw java.lang.IllegalStateException")
                .hasMessageContaining("Reached so far: []")
                .hasCauseInstanceOf(IllegalStateException.class);
        engine.look.attempts.add(turn -> {
            throw new ArithmeticException("ours");
        });
        Unfinished ours = unfinished();
        assertThat(ours).hasMessageContaining("something threw java.lang.ArithmeticException");
        assertThat(ours.step()).isEqualTo("Look");
    }

    @Test
    void takesNoVerdictOfTheCallersCodeForItsOwn() {
        engine.look.attempts.add(turn -> {
            throw new Broken(new ProvisioningException.Where(null, "Policy", null, null), "broken.", "Mend it.");
        });
        assertThat(unfinished()).hasMessageContaining("something threw").hasMessageContaining("Broken");
        assertThat(run.progress().ended()).isEmpty();
    }

    @Test
    void stopsWhenTheJournalFailsAndSaysWhatWasReached() {
        engine.look.attempts.add(turn -> {
            engine.journalFails = Engine.full();
            return made("a look");
        });
        Unfinished failed = unfinished();
        assertThat(failed.step()).isEqualTo("journal");
        assertThat(failed)
                .hasMessageContaining("The disk is full.")
                .hasMessageContaining("a look")
                .hasCauseInstanceOf(JournalException.class);
        assertThat(told(ProvisioningEvent.Stopped.class)).hasSize(1);
    }

    @Test
    void saysThatItCouldNotNoteAnEnding() {
        var broken = new Broken(engine.turn(run).where(null, null), "it is gone.", "Look.");
        engine.look.attempts.add(turn -> {
            engine.journalFails = Engine.full();
            throw broken;
        });
        assertThatThrownBy(() -> engine.advance(run)).isSameAs(broken).hasSuppressedException(engine.journalFails);
    }

    @Test
    void whoHasLostTheRunDoesNotSayHowItEnds() {
        var broken = new Broken(engine.turn(run).where(null, null), "it is gone.", "Look.");
        engine.look.attempts.add(turn -> {
            engine.journalFails = new JournalException.Owned("Run 1 was taken over.");
            throw broken;
        });
        assertThat(unfinished()).hasMessageContaining("taken over").hasSuppressedException(broken);
    }

    @Test
    void saysThatNothingWasOrderedWhenNoneOfItsStepsBoughtAnything() {
        engine.look.attempt(made("a look"));
        engine.buy.preparations.add(turn -> {
            throw new Invalid(
                    turn.where(null, null), List.of(Violation.of("name-shape", "name", "taken", "free", "Change it.")));
        });
        assertThatThrownBy(() -> engine.advance(run)).isInstanceOf(Invalid.class);
    }
}
