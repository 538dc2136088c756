package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a step may know and say during one attempt. */
public final class StepContext {

    /** A commit that is cut off leaves a doubt, so it gets its whole time even at the end of the budget. */
    private static final Duration COMMIT = Duration.ofMinutes(1);
    /** More than the clocks of the service's hosts and proxies disagree. */
    private static final Duration CLOCKS = Duration.ofMinutes(20);

    private final String step;
    private final Run run;
    private final Deadline deadline;
    private final StepEngine.Dependencies dependencies;

    StepContext(String step, Run run, Deadline deadline, StepEngine.Dependencies dependencies) {
        this.step = step;
        this.run = run;
        this.deadline = deadline;
        this.dependencies = dependencies;
    }

    /** The state of the run. */
    public Progress progress() {
        return run.progress();
    }

    /** The run. */
    public RunId runId() {
        return progress().runId();
    }

    /** What is wanted. */
    public CreateInstanceRequest request() {
        return progress().request();
    }

    /** Where it is wanted. */
    public String region() {
        return progress().request().region();
    }

    /** What an earlier step has left. */
    public <M extends Milestone> M get(Class<M> type) {
        return progress().get(type);
    }

    /** For reads: the run's own. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * For commits: to be asked for right before one, since it makes sure that the client is open, that the run is still
     * this process's, and that the credentials are still those of its account.
     *
     * @throws io.github.iothubsdk.provisioning.spi.JournalException when it is not, or when that cannot be told
     */
    public Deadline commitDeadline() {
        dependencies.requireOpen(where(null, null));
        run.confirm();
        dependencies.runs().gate().confirm(run, where(null, null), deadline);
        return Deadline.in(COMMIT, dependencies.timeSource());
    }

    /**
     * For a step that has claimed and will not send: that this time was not sent is journaled. A doubt that an earlier time has
     * left stays.
     *
     * @throws io.github.iothubsdk.provisioning.spi.JournalException when it cannot be; then the run is in doubt
     */
    public void releaseUnsent() {
        run.release(true);
    }

    /** What time it is at the service. */
    public Instant now() {
        return dependencies.time().now();
    }

    /**
     * Whether the last call of the claim has been over for this long: by the service's time and by the monotonic clock, from
     * when this process knew of the claim. The service's time alone decides only for a claim of another process that is so
     * old that no disagreement of clocks explains it; the monotonic clock alone where the service does not tell its time.
     */
    public boolean isQuiet(Claim claim, Duration period) {
        ClaimClock.Quiet quiet = run.clock().quiet();
        boolean here = quiet.lasted().compareTo(period) >= 0;
        if (!claim.serviceTime() || !dependencies.time().isTrusted()) {
            return here;
        }
        boolean there = !now().isBefore(claim.last().plus(period));
        boolean old = !quiet.ours() && !now().isBefore(claim.last().plus(period).plus(CLOCKS));
        return there && (here || old);
    }

    /** Whether this process has known of the claim for so long. */
    public boolean hasLookedFor(Duration time) {
        return run.clock().quiet().lasted().compareTo(time) >= 0;
    }

    /**
     * Makes an order this run's.
     *
     * @return whether it is; another run of the journal may have it
     */
    public boolean reserveOrder(String number) {
        return dependencies
                .runs()
                .names()
                .reserveOrder(owner(), number, runId())
                .equals(runId());
    }

    /** Whether the journal says that the order is another run's. */
    public boolean isOthersOrder(String number) {
        return dependencies
                .runs()
                .names()
                .holderOfOrder(owner(), number)
                .filter(holder -> !holder.equals(runId()))
                .isPresent();
    }

    private Owner owner() {
        return progress().owner().orElseThrow(() -> new IllegalStateException("the run's owner is not known"));
    }

    /** Tells the listener. */
    public void tell(ProvisioningEvent event) {
        dependencies.listener().accept(event);
    }

    /** Where the run is, for an exception. */
    public Where where(@Nullable String requestId, @Nullable Throwable cause) {
        return run.where(step, requestId, cause);
    }

    /** Where the run is, and what its order says. */
    public Where where(Order order) {
        return new Where(progress().runId(), step, null, null, KnownOrder.of(order));
    }

    /** What was seen now, continuing what was seen before. */
    public Observation saw(String state, String words, boolean present) {
        Observation seen = Observation.first(state, words, present, now());
        return progress().lastSeen().map(before -> before.then(seen)).orElse(seen);
    }

    /** Waiting for it. */
    public Outcome.Pending pending(String state, String words, boolean present, Duration after) {
        return new Outcome.Pending(saw(state, words, present), after, UnfinishedReason.TIME_USED_UP);
    }
}
