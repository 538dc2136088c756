package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.Progress;
import io.github.iothubsdk.provisioning.internal.flow.Run;
import io.github.iothubsdk.provisioning.internal.flow.StepEngine;
import io.github.iothubsdk.provisioning.internal.step.CreateInstanceWorkflow;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Creates IoT Hub instances: checks, order, payment, waiting and schema, exactly once. Thread-safe; close it.
 *
 * <p>Every blocking method returns within 250 ms of an interrupt, with the flag set and the run resumable. A payment
 * or order that is under way when the budget ends is given up to a minute more, since cutting it off leaves a doubt.
 */
public final class ProvisioningClient implements AutoCloseable {

    private static final Duration TURN = Duration.ofMinutes(2);

    private final Assembly parts;

    ProvisioningClient(Assembly parts) {
        this.parts = parts;
    }

    /** A builder; the credentials are asked for at every send. */
    public static ProvisioningClientBuilder builder(CredentialsProvider credentials) {
        return new ProvisioningClientBuilder(credentials);
    }

    /** Looks at every precondition and changes nothing; nothing is journaled. */
    public Preflight preflight(CreateInstanceRequest request) {
        requireOpen();
        parts.hide(request);
        return new Preflight(
                request, parts.checks().look(request, deadline(TURN)).results());
    }

    /**
     * Creates an instance, and returns when it runs.
     *
     * @param budget the longest to wait; the run can be resumed after it
     * @throws ProvisioningException saying what is known and what to do next
     */
    public ProvisioningResult create(CreateInstanceRequest request, Duration budget) {
        return drive(() -> begun(request), budget);
    }

    /**
     * Creates an instance without holding a thread while it waits; for as long as it takes. All asynchronous runs of the process share four threads, and two others tell the listeners: in order, one event
     * of a client at a time, so that the last ones of a run may come after its future is complete.
     */
    public CompletableFuture<ProvisioningResult> createAsync(CreateInstanceRequest request) {
        return createAsync(request, Duration.ofDays(365));
    }

    /**
     * Creates an instance without holding a thread while it waits; cancelling leaves the run resumable.
     *
     * @return what depends on it sees a {@link ProvisioningException} as the cause of a {@code CompletionException}; the
     *     run's id is in that, or in the listener's {@link ProvisioningEvent.Begun}
     */
    public CompletableFuture<ProvisioningResult> createAsync(CreateInstanceRequest request, Duration budget) {
        return driveAsync(Optional.empty(), () -> begun(request), budget);
    }

    /** Takes a run up again without holding a thread while it waits, as a service does when it starts. */
    public CompletableFuture<ProvisioningResult> resumeAsync(RunId runId, Duration budget) {
        return driveAsync(Optional.of(runId), () -> parts.runs().take(runId, Optional.empty()), budget);
    }

    /**
     * Takes a run up again, after a crash, a time-out or a failure, in this process or another.
     *
     * @throws ProvisioningException as {@link #create} does; at once when another owner has the run
     */
    public ProvisioningResult resume(RunId runId, Duration budget) {
        return drive(() -> parts.runs().take(runId, Optional.empty()), budget);
    }

    /**
     * As above with another ceiling, as when its order turned out to cost more.
     *
     * @throws IllegalArgumentException when it is negative or not in CNY; nothing is written then
     */
    public ProvisioningResult resume(RunId runId, Duration budget, Money spendAtMost) {
        if (spendAtMost.isNegative() || !spendAtMost.currency().equals("CNY")) {
            throw new IllegalArgumentException(
                    "The ceiling must be an amount of CNY that is not negative, not " + spendAtMost + ".");
        }
        return drive(() -> parts.runs().take(runId, Optional.of(spendAtMost)), budget);
    }

    /** Journals a run and asks only whose the credentials are; {@link #advance} does the rest. For workflow engines. */
    public RunId begin(CreateInstanceRequest request) {
        requireOpen();
        try (Run run = tell(begun(request), parts.listener())) {
            return run.progress().runId();
        }
    }

    /**
     * Takes one turn: goes as far as it can without waiting.
     *
     * @throws ProvisioningException as {@link #create} does
     */
    public Advance advance(RunId runId) {
        requireOpen();
        try (Run run = parts.runs().take(runId, Optional.empty())) {
            Optional<StepEngine.Wait> wait = parts.driver().turn(run, deadline(TURN));
            if (wait.isPresent()) {
                return new Advance.Waiting(
                        wait.get().step(), wait.get().seen(), wait.get().after());
            }
            return new Advance.Finished(finished(run.progress(), parts.listener()));
        }
    }

    /**
     * Gives a run up without sending anything: an unpaid order expires by itself, a paid instance stays. A run that is over
     * stays as it ended; one that the journal cannot read can be given up too.
     *
     * @return what there was; look there for an order's number
     */
    public RunSummary abandon(RunId runId) {
        requireOpen();
        parts.runs().abandon(runId);
        return run(runId).orElseThrow();
    }

    /**
     * Ends by a person's word what nobody could tell: whether a run of which the order's answer was lost has ordered. Who
     * decided, why and what is journaled; {@link #resume} goes on from there.
     *
     * @return the run as it is now
     * @throws ProvisioningException.Unfinished when the run is not in doubt, or what is named does not fit: an order of
     *     another name, another run's, cancelled, or above the ceiling. Nothing is written then
     */
    public RunSummary resolve(RunId runId, Resolution resolution) {
        requireOpen();
        try (Run run = parts.runs().takeToEnd(runId)) {
            parts.resolutions().apply(run, resolution, deadline(TURN));
            return parts.steps().summary(run.progress());
        }
    }

    /** Runs that have not ended or ended in doubt, to resume; those that broke, perhaps paid, are only in {@link #runs}. */
    public List<RunSummary> unfinishedRuns() {
        return runs().stream()
                .filter(run -> run.ended().isEmpty() || run.ended().get() == RunSummary.Ending.UNKNOWN)
                .toList();
    }

    /** One run of the journal, also one that cannot be read; empty when it has no such run. */
    public Optional<RunSummary> run(RunId runId) {
        requireOpen();
        return parts.reader().read(runId);
    }

    /**
     * Every run of the journal, those that cannot be read among them: {@link RunSummary#UNREADABLE}.
     *
     * @throws ProvisioningException.Unfinished when there is no journal, as under a mistyped path
     */
    public List<RunSummary> runs() {
        requireOpen();
        return parts.reader().all();
    }

    /** The instances of a region. */
    public Instances instances(String region) {
        requireOpen();
        return new Instances(parts.services().instances(), parts.services().timeSource(), region);
    }

    /**
     * Stops every run where it is, resumable, and lets go of threads and connections. A run in another thread stops before
     * its next step, and before it would spend anything. A closed client refuses every call.
     */
    @Override
    public void close() {
        parts.close();
    }

    private CompletableFuture<ProvisioningResult> driveAsync(
            Optional<RunId> known, Supplier<Run> opening, Duration budget) {
        CompletableFuture<Progress> landed =
                parts.async().drive(known, () -> tell(opening.get(), parts.asyncListener()), deadline(budget));
        CompletableFuture<ProvisioningResult> done =
                landed.thenApply(progress -> finished(progress, parts.asyncListener()));
        // A cancelled future does not tell the one that it depends on.
        var unused = done.whenComplete((provisioned, failure) -> landed.cancel(true));
        return done;
    }

    private Run begun(CreateInstanceRequest request) {
        parts.hide(request);
        return parts.runs().begin(RunId.random(), request);
    }

    private ProvisioningResult drive(Supplier<Run> opening, Duration budget) {
        requireOpen();
        Deadline deadline = deadline(budget);
        try (Run run = tell(opening.get(), parts.listener())) {
            parts.driver().drive(run, deadline);
            return finished(run.progress(), parts.listener());
        }
    }

    private static ProvisioningResult finished(Progress progress, Consumer<ProvisioningEvent> listener) {
        ProvisioningResult provisioned = CreateInstanceWorkflow.result(progress);
        listener.accept(new ProvisioningEvent.Finished(progress.runId(), provisioned));
        return provisioned;
    }

    private Run tell(Run run, Consumer<ProvisioningEvent> listener) {
        RunSummary summary = parts.steps().summary(run.progress());
        listener.accept(
                run.progress().isNew()
                        ? new ProvisioningEvent.Begun(
                                summary.runId(), summary.region(), summary.name(), summary.begunAt())
                        : new ProvisioningEvent.Resumed(summary.runId(), summary.step(), summary.lastSeen()));
        return run;
    }

    private void requireOpen() {
        if (parts.closed().get()) {
            throw new IllegalStateException("The client was closed.");
        }
    }

    private Deadline deadline(Duration budget) {
        return Deadline.in(budget, parts.services().timeSource());
    }
}
