package io.github.iothubsdk.provisioning.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failed look means: wait, or stop and say why. */
class FailureClassifierTest {

    private final Engine engine = new Engine();
    private final Run run = engine.begin();

    private static ApiException odd() {
        return new ApiException.NotUnderstood("iothub GET /instances", 200, List.of("rows"), "req-1");
    }

    private Outcome.Pending judgedOdd() {
        Outcome.Pending odd = (Outcome.Pending) FailureClassifier.judge(odd(), engine.turn(run));
        run.saw("Look", odd.seen());
        return odd;
    }

    @Test
    void waitsWhileNobodyAnswers() {
        assertThat(FailureClassifier.judge(Engine.unreachable(true), engine.turn(run)))
                .isEqualTo(new Outcome.Blind(
                        "no answer came", Duration.ofSeconds(5), UnfinishedReason.SERVICE_UNREACHABLE));
    }

    /** The run's own time was over: that says nothing of the service. */
    @Test
    void blamesTheServiceForNoTimeThatIsUsedUp() {
        ApiException late = ApiException.Unreachable.outOfTime("not sent: no time was left", "no time", null, false);
        assertThat(FailureClassifier.judge(late, engine.turn(run)))
                .isEqualTo(new Outcome.Blind(
                        "not sent: no time was left", Duration.ofSeconds(5), UnfinishedReason.TIME_USED_UP));
        assertThat(FailureClassifier.unfinished(late, engine.turn(run), ""))
                .isInstanceOfSatisfying(
                        Unfinished.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(UnfinishedReason.TIME_USED_UP));
        assertThat(FailureClassifier.wasNotSent(late)).isTrue();
    }

    /** What is not understood for two minutes is another dialect. */
    @Test
    void waitsTwoMinutesForAnAnswerThatItUnderstands() {
        assertThat(judgedOdd().after()).isEqualTo(Duration.ofSeconds(5));
        engine.pass(Duration.ofMinutes(2).minusNanos(1));
        assertThat(judgedOdd().seen().state()).isEqualTo("not understood");
        engine.pass(Duration.ofNanos(1));
        Unfinished stopped =
                catchThrowableOfType(Unfinished.class, () -> FailureClassifier.judge(odd(), engine.turn(run)));
        assertThat(stopped).hasMessageContaining("another dialect");
        assertThat(stopped.requestId()).contains("req-1");
        assertThat(stopped.getCause()).isInstanceOf(ApiException.NotUnderstood.class);
    }

    @Test
    void stopsAtOnceForWhatOnlyAPersonCanMend() {
        assertThatThrownBy(() -> FailureClassifier.judge(new ApiException.Misconfigured("no key"), engine.turn(run)))
                .isInstanceOf(Unfinished.class)
                .hasMessageContaining("no key");
        var interrupted = new ApiException.Interrupted("interrupted");
        assertThatThrownBy(() -> FailureClassifier.judge(interrupted, engine.turn(run)))
                .isSameAs(interrupted);
    }

    @Test
    void knowsWhatNeverLeftThisMachine() {
        assertThat(FailureClassifier.wasNotSent(Engine.unreachable(false))).isTrue();
        assertThat(FailureClassifier.wasNotSent(Engine.unreachable(true))).isFalse();
        assertThat(FailureClassifier.wasNotSent(new ApiException.Misconfigured("no key")))
                .isTrue();
    }

    @Test
    void takesWhatIsNoAnswerForALostOne() {
        assertThat(FailureClassifier.reply(Engine.unreachable(true)))
                .isEqualTo(new Claim.Reply(Ended.LOST, "no answer came", "req-9", null));
    }

    private static ApiException no(Reason reason, boolean understood) {
        return new ApiException.Rejected(new Rejection(
                "iothub POST /instances", 400, reason, "WORD", "words", "req-2", understood, false, null));
    }

    @Test
    void takesOnlyTheServicesOwnNoForOne() {
        assertThat(FailureClassifier.reply(no(Reason.INVALID_ARGUMENT, true)).how())
                .isEqualTo(Ended.NO);
        assertThat(FailureClassifier.reply(no(Reason.RATE_LIMITED, true)).how()).isEqualTo(Ended.NO_FOR_NOW);
        assertThat(FailureClassifier.reply(no(Reason.INVALID_ARGUMENT, false)).how())
                .isEqualTo(Ended.ODD_REFUSAL);
        assertThat(FailureClassifier.reply(no(Reason.SERVER_FAILURE, true)).how())
                .isEqualTo(Ended.LOST);
        assertThat(FailureClassifier.reply(no(Reason.INVALID_ARGUMENT, true)).requestId())
                .isEqualTo("req-2");
        assertThat(FailureClassifier.wasNotSent(no(Reason.INVALID_ARGUMENT, true)))
                .isFalse();
    }

    @Test
    void waitsForAServiceThatFailsAndStopsAtItsNo() {
        assertThat(FailureClassifier.judge(no(Reason.SERVER_FAILURE, true), engine.turn(run)))
                .isInstanceOf(Outcome.Blind.class);
        assertThatThrownBy(() -> FailureClassifier.judge(no(Reason.DENIED, true), engine.turn(run)))
                .isInstanceOf(Unfinished.class)
                .hasMessageContaining("words");
    }

    @Test
    void learnsNoOwnerWhereTheKeyIsNotAccepted() {
        engine.accountFails = no(Reason.UNAUTHENTICATED, true);
        var fresh = engine.runs.begin(RunId.random(), Engine.request("plant-8"), engine.hour());
        engine.gate.pass(fresh, engine.turn(fresh)); // preflight says so
        assertThat(fresh.progress().owner()).isEmpty();
        engine.accountFails = no(Reason.DENIED, true);
        assertThatThrownBy(() -> engine.gate.pass(fresh, engine.turn(fresh))).isSameAs(engine.accountFails);
        assertThatThrownBy(() -> engine.flow.requireOwner(fresh, engine.turn(fresh)))
                .isInstanceOf(Unfinished.class)
                .hasCause(engine.accountFails);
    }
}
