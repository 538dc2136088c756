package io.github.iothubsdk.provisioning.internal.flow;

import static io.github.iothubsdk.provisioning.internal.flow.Engine.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Driving runs, blocking and not, on a thread and with a time that the test holds. */
class AsyncRunTest {

    private static final Duration SOON = Duration.ofSeconds(7);
    private static final Duration BUDGET = Duration.ofMinutes(1);

    private final Engine engine = new Engine();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final AsyncDriver async = new AsyncDriver(engine.flow, engine, work::add, engine.events::add);
    private final Driver driver = new Driver(engine.flow, engine, engine.events::add);
    private final RunId id = RunId.random();

    private CompletableFuture<Progress> fly() {
        return flyBy(async).result();
    }

    private AsyncRun flyBy(AsyncDriver by) {
        var opening = Opening.fresh(() -> engine.runs.begin(id, Engine.request("plant-7"), engine.hour()));
        return by.drive(opening, Deadline.in(BUDGET, engine));
    }

    private void turn() {
        work.remove().run();
    }

    private void due() {
        engine.pass(Objects.requireNonNull(engine.delay));
        Objects.requireNonNull(engine.scheduled).run();
    }

    private static <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> future) {
        return Objects.requireNonNull(type.cast(
                catchThrowableOfType(CompletionException.class, future::join).getCause()));
    }

    private static Outcome blind() {
        return new Outcome.Blind("fog", SOON, UnfinishedReason.SERVICE_UNREACHABLE);
    }

    @Test
    void landsWhenEveryStepIsReachedAndHoldsNoThreadMeanwhile() {
        engine.look.attempt(blind()).attempt(made("a look"));
        engine.buy.attempt(made("order 1"));
        var future = fly();
        assertThat(engine.asked).isZero();
        turn();
        assertThat(work).isEmpty();
        assertThat(future).isNotDone();
        assertThat(engine.delay).isEqualTo(SOON);
        assertThat(engine.events).contains(ProvisioningEvent.waiting(id, "Look", "fog", SOON));
        due();
        turn();
        assertThat(future.join().ended()).contains(Ending.DONE);
        engine.runs.take(id, Optional.empty()).close(); // it was let go
    }

    /** Who moves a virtual time lets it stand until then: what is due happens at its own moment. */
    @Test
    void worksFromTheMomentThatItsTurnIsDue() {
        engine.look.attempt(blind()).attempt(made("a look"));
        engine.buy.attempt(made("order 1"));
        AsyncRun run = flyBy(async);
        assertThat(run.status()).isEqualTo(new AsyncRun.Status(false, "", ""));
        turn();
        assertThat(run.status()).isEqualTo(new AsyncRun.Status(true, "Look", "fog"));
        due();
        assertThat(work).hasSize(1);
        assertThat(run.status()).isEqualTo(new AsyncRun.Status(false, "Look", ""));
        turn();
        assertThat(run.result()).isDone();
    }

    @Test
    void waitsOnlyOnceItsNextTurnIsScheduledAndNotWhenThatIsDueAtOnce() {
        engine.look.attempt(blind()).attempt(blind());
        List<AsyncRun> runs = new ArrayList<>();
        List<Boolean> waited = new ArrayList<>();
        List<Boolean> dueAtOnce = new ArrayList<>(List.of(true, false));
        TimeSource time = new ForwardingTime(engine) {
            @Override
            public Future<?> schedule(Duration delay, Runnable task) {
                waited.add(runs.get(0).status().waiting());
                if (dueAtOnce.remove(0)) {
                    task.run();
                }
                return super.schedule(delay, task);
            }
        };
        runs.add(flyBy(new AsyncDriver(engine.flow, time, work::add, engine.events::add)));
        turn();
        assertThat(runs.get(0).status().waiting()).isFalse();
        turn();
        assertThat(runs.get(0).status().waiting()).isTrue();
        assertThat(waited).containsExactly(false, false);
    }

    private static class ForwardingTime implements TimeSource {
        private final TimeSource time;

        ForwardingTime(TimeSource time) {
            this.time = time;
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            time.pause(duration);
        }

        @Override
        public Future<?> schedule(Duration delay, Runnable task) {
            return time.schedule(delay, task);
        }
    }

    @Test
    void failsWithWhatStoppedIt() {
        engine.look.attempts.add(turn -> {
            throw new Unfinished(turn.where(null, null), UnfinishedReason.UNEXPECTED, "stopped.");
        });
        var future = fly();
        turn();
        assertThat(failure(Unfinished.class, future)).hasMessageContaining("stopped.");
        engine.runs.take(id, Optional.empty()).close();
    }

    @Test
    void stopsWhenTheTimeIsUsedUp() {
        engine.look.attempt(blind());
        var future = fly();
        engine.pass(BUDGET);
        turn();
        assertThat(engine.scheduled).isNull();
        assertThat(failure(Unfinished.class, future))
                .hasMessageContaining("the time is used up; last seen: fog")
                .hasMessageContaining("Look");
        engine.runs.take(id, Optional.empty()).close();
    }

    @Test
    void stopsARunThatWaitsWhenTheClientIsClosed() {
        engine.look.attempt(blind());
        var future = fly();
        turn();
        async.close();
        assertThat(failure(Unfinished.class, future)).hasMessageContaining("the client was closed");
        assertThat(Objects.requireNonNull(engine.scheduled).isCancelled()).isTrue();
        engine.runs.take(id, Optional.empty()).close();
        assertThat(engine.events).anyMatch(ProvisioningEvent.Stopped.class::isInstance);
    }

    @Test
    void beginsNothingThatWasNotBegunWhenTheClientIsClosed() {
        var future = fly();
        async.close();
        assertThat(failure(Invalid.class, future)).hasMessageContaining("closed before the run was begun");
        turn();
        assertThat(engine.inner.runs()).isEmpty();
    }

    @Test
    void flysNothingWhenItIsClosed() {
        async.close();
        assertThat(failure(Invalid.class, fly())).hasMessageContaining("closed before the run was begun");
        assertThat(work).isEmpty();
        var known = async.drive(Opening.known(id, engine::begin), engine.hour()).result();
        assertThat(failure(Unfinished.class, known).runId()).contains(id);
    }

    @Test
    void endsAfterTheTurnInWhichTheClientIsClosed() {
        engine.look.attempts.add(turn -> {
            async.close();
            assertThat(Thread.interrupted()).isTrue(); // so that a call would end
            return blind();
        });
        var future = fly();
        turn();
        assertThat(failure(Unfinished.class, future)).hasMessageContaining("the client was closed");
        assertThat(engine.scheduled).isNull();
        engine.runs.take(id, Optional.empty()).close();
    }

    @Test
    void leavesNoInterruptToTheThreadsNextWork() {
        engine.look.attempts.add(turn -> {
            async.close();
            throw new ApiException.Interrupted("interrupted");
        });
        var future = fly();
        turn();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(failure(Unfinished.class, future)).hasMessageContaining("the client was closed");
    }

    @Test
    void interruptsNobodyWhoIsNotAtWork() {
        engine.look.attempt(blind());
        var unused = fly();
        turn();
        async.close();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void leavesARunThatIsCancelledResumable() {
        engine.look.attempt(blind());
        var future = fly();
        turn();
        assertThat(future.cancel(true)).isTrue();
        assertThat(Objects.requireNonNull(engine.scheduled).isCancelled()).isTrue();
        engine.runs.take(id, Optional.empty()).close();
    }

    @Test
    void stopsBetweenStepsOnceItIsCancelled() {
        List<CompletableFuture<Progress>> future = new ArrayList<>();
        engine.look.attempts.add(turn -> {
            future.get(0).cancel(true);
            return made("a look");
        });
        future.add(fly());
        turn();
        assertThat(engine.buy.recovered).isEmpty();
        Run again = engine.runs.take(id, Optional.empty());
        assertThat(again.progress().milestones()).containsOnlyKeys("Look");
    }

    @Test
    void saysWhenNoThreadCanBeHad() {
        var full = new AsyncDriver(
                engine.flow,
                engine,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                engine.events::add);
        var known = full.drive(Opening.known(id, engine::begin), engine.hour()).result();
        assertThat(failure(Unfinished.class, known).runId()).contains(id);
    }

    @Test
    void passesOnWhatOpeningARunThrows() {
        engine.journalFails = Engine.full();
        var future = fly();
        turn();
        assertThat(failure(ProvisioningException.class, future)).hasMessageContaining("The disk is full");
    }

    @Test
    void landsThoughTheJournalCannotLetGo() {
        engine.look.attempt(made("a look"));
        engine.buy.attempt(made("order 1"));
        var future = fly();
        turn();
        assertThat(future).isDone();
        turnless();
    }

    private void turnless() {
        assertThat(work).isEmpty();
        async.close(); // nothing flies any more
        assertThat(engine.events).noneMatch(ProvisioningEvent.Stopped.class::isInstance);
    }

    @Test
    void drivesOnTheCallersThread() {
        Run run = engine.begin();
        engine.look.attempt(blind()).attempt(made("a look"));
        engine.buy.attempt(made("order 1"));
        driver.drive(run, engine.hour());
        assertThat(run.progress().ended()).contains(Ending.DONE);
        assertThat(engine.now()).isEqualTo(Engine.START.plus(SOON));
        assertThat(engine.events)
                .contains(ProvisioningEvent.waiting(run.progress().runId(), "Look", "fog", SOON));
    }

    @Test
    void pausesNoLongerThanItsBudget() {
        Run run = engine.begin();
        engine.look.attempt(blind());
        var budget = Deadline.in(Duration.ofSeconds(3), engine);
        assertThatThrownBy(() -> driver.drive(run, budget))
                .isInstanceOf(Unfinished.class)
                .hasMessageContaining("the time is used up; last seen: fog");
        assertThat(engine.now()).isEqualTo(Engine.START.plusSeconds(3));
    }

    @Test
    void tellsAnInterruptAndKeepsIt() {
        Run run = engine.begin();
        engine.look.attempt(blind());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> driver.drive(run, engine.hour())).hasMessageContaining("the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        engine.look.attempts.add(turn -> {
            throw new ApiException.Interrupted("interrupted");
        });
        assertThatThrownBy(() -> driver.turn(run, engine.hour()))
                .isInstanceOf(Unfinished.class)
                .hasMessageContaining("the thread was interrupted");
        engine.look.attempt(blind());
        assertThat(driver.turn(run, engine.hour()))
                .contains(new StepEngine.Wait("Look", "fog", SOON, UnfinishedReason.SERVICE_UNREACHABLE));
    }

    private static ProvisioningEvent waiting(RunId run) {
        return ProvisioningEvent.waiting(run, "Look", "fog", SOON);
    }

    private ProvisioningEvent warned(int number) {
        return ProvisioningEvent.warned(id, "event " + number);
    }

    @Test
    void tellsInOrderAndGivesOthersATurnAfterSixtyFour() {
        List<ProvisioningEvent> told = new ArrayList<>();
        var dispatcher = new SerialEventDispatcher(told::add, work::add);
        for (int i = 0; i < 130; i++) {
            dispatcher.accept(warned(i));
        }
        assertThat(work).hasSize(1);
        turn();
        assertThat(told).hasSize(64);
        turn();
        turn();
        assertThat(work).isEmpty();
        assertThat(told).hasSize(130).startsWith(warned(0)).endsWith(warned(129));
        dispatcher.accept(warned(130));
        turn();
        assertThat(told).hasSize(131);
        assertThat(work).isEmpty();
    }

    @Test
    void sparesAListenerThatIsFarBehindWhatIsNoNews() {
        List<ProvisioningEvent> told = new ArrayList<>();
        var dispatcher = new SerialEventDispatcher(told::add, work::add);
        for (int i = 0; i < 10_000; i++) {
            dispatcher.accept(warned(i));
        }
        dispatcher.accept(waiting(id)); // the last that is told
        dispatcher.accept(waiting(id));
        dispatcher.accept(ProvisioningEvent.looked(id, Optional.of("i-7"), "missing", Optional.empty()));
        dispatcher.accept(warned(10_000));
        while (!work.isEmpty()) {
            turn();
        }
        assertThat(told).hasSize(10_002).endsWith(waiting(id), warned(10_000));
    }
}
