package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that this process owns: its state, and the journal that every change goes to first. Not thread-safe. */
public final class Run implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private static final Duration SILENT = Duration.ofMinutes(10);

    /** What the runs of a journal have in common. */
    record Dependencies(ProgressCodec codec, Workflow workflow, TimeSource timeSource, Consumer<Run> onPause) {}

    private final Journal.OwnedRun owned;
    private final Dependencies dependencies;
    private final TimeSource timeSource;

    private Runnable goingOn = () -> {};
    private boolean passed;
    private final boolean isNew;
    private Progress progress;
    private Instant journaled;
    private final ClaimClock clock;

    private Run(Journal.OwnedRun owned, Progress progress, Dependencies dependencies, boolean isNew) {
        this.isNew = isNew;
        this.owned = owned;
        this.dependencies = dependencies;
        this.timeSource = dependencies.timeSource();
        this.clock = new ClaimClock(timeSource);
        this.progress = progress;
        journaled = progress.lastSeen().map(Observation::at).orElse(Instant.MIN);
    }

    /** Journals a run that is new. */
    static Run begin(Journal.OwnedRun owned, Progress begun, Dependencies dependencies) {
        ProgressCodec codec = dependencies.codec();
        owned.append(codec.entry(begun.begunAt(), Kind.BEGUN, "", codec.begun(begun)));
        return new Run(owned, begun, dependencies, true);
    }

    /** Takes up a run that the journal has. */
    static Run resume(Journal.OwnedRun owned, Progress progress, Dependencies dependencies) {
        return new Run(owned, progress, dependencies, false);
    }

    /** The state of the run. */
    public Progress progress() {
        return progress;
    }

    /** Whether this process has just begun it. */
    public boolean isNew() {
        return isNew;
    }

    /** What is written when the run goes on, but not before it is certain that it is this account's. */
    void whenPassed(Runnable writes) {
        goingOn = writes;
    }

    /** The run is this account's, and may be written to. */
    void passed() {
        goingOn.run();
        goingOn = () -> {};
        passed = true;
    }

    /** The step that is next, or under way; empty when every step is reached. */
    public Optional<Step> nextStep() {
        return dependencies.workflow().next(progress);
    }

    /** Where it is, for an exception. */
    Where where(String step, @Nullable String requestId, @Nullable Throwable cause) {
        return new Where(
                progress.runId(), step, requestId, cause, progress.order().orElse(null));
    }

    /** The request with what the journal does not hold, such as the password. */
    void complete(CreateInstanceRequest request) {
        progress = progress.completed(request);
    }

    /** A new ceiling, given by the caller on resume. */
    void amend(Money spendAtMost) {
        amend(new ProgressCodec.Amendment(JournaledMoney.of(spendAtMost), null, null));
    }

    /** Whose it is, known only now. */
    void belongsTo(Owner owner) {
        amend(new ProgressCodec.Amendment(null, owner, null));
    }

    /** What a person has decided. */
    public void decided(Resolution resolution) {
        amend(new ProgressCodec.Amendment(null, null, ProgressCodec.Decision.of(resolution)));
    }

    /** What cannot be applied is refused before it is written. */
    private void amend(ProgressCodec.Amendment amendment) {
        Progress amended = amendment.applied(progress);
        write(Kind.AMENDED, "", amendment);
        progress = amended;
    }

    /** It had ended, and goes on. */
    void takenUp() {
        if (progress.ended().filter(ending -> ending != Ending.DONE).isPresent()) {
            amend(new ProgressCodec.Amendment(
                    null, null, new ProgressCodec.Decision(ProgressCodec.Decision.TAKEN_UP, "", "")));
        }
    }

    /** Whether the last call was accepted, left nothing to be seen, and was given up waiting for. */
    boolean waitsForAWord() {
        return progress.claim()
                .filter(claim -> claim.doubtful() && !claim.open() && claim.endedWith(Claim.Ended.ACCEPTED))
                .isPresent();
    }

    /** Dated with the service's time, which does not jump. */
    Claim claim(String step, Instant at, boolean trusted, @Nullable Snapshot before) {
        Claim claim = progress.claim()
                .filter(earlier -> earlier.step().equals(step))
                .map(earlier -> earlier.again(at, trusted, before))
                .orElseGet(() -> Claim.first(step, 1, at, trusted, before));
        claimed(Kind.CLAIMED, claim);
        clock.claimed();
        return claim;
    }

    /** The call of the open claim has ended: what it left is told apart from what comes later. */
    void ended(Claim.Reply reply, Instant at, boolean trusted) {
        clock.claimed();
        progress.claim().filter(Claim::open).ifPresent(claim -> claimed(Kind.CLAIMED, claim.ended(reply, at, trusted)));
    }

    void release(boolean certain) {
        progress.claim().filter(Claim::open).ifPresent(claim -> claimed(Kind.RELEASED, claim.released(certain)));
    }

    /** By a person's word: whatever was sent has left nothing. */
    public void settle() {
        progress.claim().filter(Claim::inDoubt).ifPresent(claim -> claimed(Kind.RELEASED, claim.settled()));
    }

    private void claimed(Kind kind, Claim claim) {
        write(kind, claim.step(), claim);
        progress = progress.claimed(claim);
    }

    /** How long its claim has been quiet. */
    ClaimClock clock() {
        return clock;
    }

    /** How many entries its journal has. */
    int entries() {
        return owned.entries().size();
    }

    /** Notes a milestone. */
    public void reach(String step, Milestone milestone) {
        // Known from here on even when the journal fails: the exception can then name what was reached.
        progress = progress.reached(step, milestone);
        write(Kind.REACHED, step, dependencies.codec().reached(step, milestone));
    }

    /** Journaled when it is news, and now and then, so that whoever goes on knows how long it has looked like this. */
    void saw(String step, Observation observation) {
        boolean news = progress.lastSeen().filter(observation::sameState).isEmpty()
                || Duration.between(journaled, observation.at()).compareTo(SILENT) > 0;
        progress = news ? progress.saw(observation) : progress.saw(observation).stopped(progress.stopped());
        if (news) {
            journaled = observation.at();
            write(Kind.SEEN, step, observation);
        }
    }

    /** What this process has seen since the journal was written. */
    void recall(Observation seen) {
        boolean newer = progress.lastSeen()
                .filter(before -> !seen.at().isBefore(before.at()))
                .isPresent();
        if (newer && progress.ended().isEmpty()) {
            progress = progress.saw(seen);
        }
    }

    /** Notes how the run ended. */
    public void end(Ending ending) {
        if (progress.ended().filter(ending::equals).isEmpty()) {
            write(Kind.ENDED, "", ProgressCodec.End.of(ending));
            progress = progress.ended(ending);
        }
        dependencies.onPause().accept(this);
    }

    /** Notes what this makes of the run; one that can be resumed has not ended, only stopped. */
    void end(ProvisioningException failure) {
        ending(failure).ifPresent(this::end);
        if (failure instanceof ProvisioningException.Unfinished unfinished) {
            Stop.of(unfinished).ifPresent(this::stopped);
        }
    }

    /** A run that stops for the same reason again and again, as one that waits for a person, has one line of it. */
    private void stopped(Stop why) {
        if (passed
                && progress.ended().isEmpty()
                && progress.stopped().filter(why::equals).isEmpty()) {
            write(Kind.STOPPED, nextStep().map(Step::name).orElse(""), why.journaled());
            progress = progress.stopped(Optional.of(why));
        }
    }

    private static Optional<Ending> ending(ProvisioningException failure) {
        if (failure instanceof ProvisioningException.Invalid) {
            return Optional.of(Ending.INVALID);
        }
        if (failure instanceof ProvisioningException.Unknown) {
            return Optional.of(Ending.UNKNOWN);
        }
        return failure instanceof ProvisioningException.Broken ? Optional.of(Ending.BROKEN) : Optional.empty();
    }

    void keep() {
        owned.renew();
    }

    void confirm() {
        owned.verifyOwnership();
    }

    @Override
    public void close() {
        dependencies.onPause().accept(this);
        try {
            owned.close();
        } catch (JournalException e) { // what was written stays written: the run's own ending is what matters
            LOG.warn("The journal could not let go of run {}", progress.runId(), e);
        }
    }

    private void write(Kind kind, String step, Record data) {
        owned.append(dependencies.codec().entry(timeSource.now(), kind, step, data));
    }
}
