package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.Ticker;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a step may know and say during one attempt. */
public final class Turn {

    /** A commit that is cut off leaves a doubt, so it gets its whole time even at the end of the budget. */
    private static final Duration COMMIT = Duration.ofMinutes(1);

    private final Step step;
    private final Progress progress;
    private final Deadline deadline;
    private final Ticker ticker;
    private final Supplier<Instant> serviceTime;
    private final Consumer<ProvisioningEvent> listener;
    private final Runnable confirmation;

    Turn(
            Step step,
            Progress progress,
            Deadline deadline,
            Ticker ticker,
            Supplier<Instant> serviceTime,
            Consumer<ProvisioningEvent> listener,
            Runnable confirmation) {
        this.confirmation = confirmation;
        this.step = step;
        this.progress = progress;
        this.deadline = deadline;
        this.ticker = ticker;
        this.serviceTime = serviceTime;
        this.listener = listener;
    }

    /** The state of the run. */
    public Progress progress() {
        return progress;
    }

    /** The run. */
    public RunId runId() {
        return progress.runId();
    }

    /** What is wanted. */
    public CreateInstanceRequest request() {
        return progress.request();
    }

    /** Where it is wanted. */
    public String region() {
        return progress.request().region();
    }

    /** What an earlier step has left. */
    public <M extends Milestone> M get(Class<M> type) {
        return progress.get(type);
    }

    /** For reads: the run's own. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * For commits: to be asked for right before one, since it makes sure that the run is still this owner's.
     *
     * @throws io.github.iothubsdk.provisioning.spi.JournalException when it is not, or when that cannot be told
     */
    public Deadline commitDeadline() {
        confirmation.run();
        return Deadline.in(COMMIT, ticker);
    }

    /** What time it is at the service. */
    public Instant now() {
        return serviceTime.get();
    }

    /** Tells the listener. */
    public void tell(ProvisioningEvent event) {
        listener.accept(event);
    }

    /** Where the run is, for an exception. */
    public Where where(@Nullable String requestId, @Nullable Throwable cause) {
        return new Where(progress.runId(), step.name(), requestId, cause);
    }

    /** What was seen now, continuing what was seen before. */
    public Sighting saw(String state, String words, boolean present) {
        Sighting seen = Sighting.first(state, words, present, now());
        return progress.lastSeen().map(before -> before.then(seen)).orElse(seen);
    }

    /** Waiting for it. */
    public Outcome.Pending pending(String state, String words, boolean present, Duration after) {
        return new Outcome.Pending(saw(state, words, present), after);
    }
}
