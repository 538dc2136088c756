package io.github.iothubsdk.provisioning.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long the last call of a claim has been over, by which clock, to the nanosecond. */
class QuietTest {

    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final Duration ALMOST = PERIOD.minusNanos(1);
    private static final Duration CLOCKS = Duration.ofMinutes(20);

    private final Engine engine = new Engine();
    private final Run run = engine.begin();
    private final StepContext context = engine.turn(run);

    private static Claim claim(Instant at, boolean serviceTime) {
        return new Claim("Buy", 1, at, at, serviceTime, true, false, null, null);
    }

    private boolean isQuiet(Claim claim) {
        return context.isQuiet(claim, PERIOD);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void countsFromTheEndOfItsOwnCall(boolean serviceTime, boolean trusted) {
        engine.trusted = trusted;
        engine.pass(Duration.ofDays(1)); // before the claim
        run.claim("Buy", engine.now(), true, null);
        Claim claim = claim(engine.now(), serviceTime);
        engine.pass(ALMOST);
        assertThat(isQuiet(claim)).isFalse();
        assertThat(context.hasLookedFor(PERIOD)).isFalse();
        engine.pass(Duration.ofNanos(1));
        assertThat(isQuiet(claim)).isTrue();
        assertThat(context.hasLookedFor(PERIOD)).isTrue();
    }

    @Test
    void countsAgainWhenTheCallEndsLater() {
        run.claim("Buy", engine.now(), true, null);
        engine.pass(Duration.ofMinutes(1));
        run.ended(new Claim.Reply(Claim.Ended.LOST, "lost", null, null), engine.now(), true);
        Claim claim = run.progress().claim().orElseThrow();
        assertThat(claim.last()).isEqualTo(engine.now());
        engine.pass(ALMOST);
        assertThat(isQuiet(claim)).isFalse();
        engine.pass(Duration.ofNanos(1));
        assertThat(isQuiet(claim)).isTrue();
    }

    @Test
    void needsTheServicesClockTooWhereItIsTold() {
        assertThat(context.hasLookedFor(Duration.ZERO)).isTrue();
        engine.pass(PERIOD);
        assertThat(isQuiet(claim(Engine.START.plusNanos(1), true))).isFalse();
        assertThat(isQuiet(claim(Engine.START, true))).isTrue();
        assertThat(isQuiet(claim(Engine.START.plusNanos(1), false))).isTrue();
    }

    /** Another process made it: the service's clock alone decides when no disagreement of clocks explains it. */
    @Test
    void believesTheServicesClockOfAnotherProcesssOldClaim() {
        Instant old = Engine.START.minus(PERIOD).minus(CLOCKS);
        assertThat(isQuiet(claim(old, true))).isTrue();
        assertThat(isQuiet(claim(old.plusNanos(1), true))).isFalse();
        assertThat(isQuiet(claim(old, false))).isFalse();
        engine.trusted = false;
        assertThat(isQuiet(claim(old, true))).isFalse();
    }

    @Test
    void doesNotBelieveTheServicesClockOfItsOwnClaim() {
        run.claim("Buy", engine.now(), true, null);
        assertThat(isQuiet(claim(Engine.START.minus(Duration.ofDays(1)), true))).isFalse();
    }

    /** What a process knows of a run that waits, it knows when it takes the run up again. */
    @Test
    void remembersItsTimesWhenTheRunIsTakenUpAgain() {
        run.claim("Buy", engine.now(), true, null);
        run.close();
        engine.pass(PERIOD);
        Run again = engine.runs.take(run.progress().runId(), Optional.empty());
        assertThat(again.clock().quiet()).isEqualTo(new ClaimClock.Quiet(PERIOD, true));
        again.close();
        engine.pass(PERIOD);
        Run elsewhere = new Runs(engine, engine.codec, request -> engine.steps, engine, engine.gate)
                .take(run.progress().runId(), Optional.empty());
        assertThat(elsewhere.clock().quiet()).isEqualTo(new ClaimClock.Quiet(Duration.ZERO, false));
        engine.pass(Duration.ofSeconds(3));
        assertThat(elsewhere.clock().quiet()).isEqualTo(new ClaimClock.Quiet(Duration.ofSeconds(3), false));
    }
}
