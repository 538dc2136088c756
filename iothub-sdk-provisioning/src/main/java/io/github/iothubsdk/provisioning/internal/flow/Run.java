package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.Ticker;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A run that this process owns: its state, and the journal that every change goes to first. Not thread-safe. */
public final class Run implements AutoCloseable {

    private final Journal.OwnedRun owned;
    private final ProgressCodec codec;
    private final Ticker ticker;
    private final Consumer<Progress> onPause;
    private static final Duration SILENT = Duration.ofMinutes(10);

    private Progress progress;
    private Instant journaled;

    private Run(
            Journal.OwnedRun owned, ProgressCodec codec, Ticker ticker, Progress progress, Consumer<Progress> onPause) {
        this.onPause = onPause;
        this.owned = owned;
        this.codec = codec;
        this.ticker = ticker;
        this.progress = progress;
        journaled = progress.lastSeen().map(Sighting::at).orElse(Instant.MIN);
    }

    /** Journals a run that is new. */
    static Run begin(
            Journal.OwnedRun owned, ProgressCodec codec, Ticker ticker, Progress begun, Consumer<Progress> onPause) {
        owned.append(codec.entry(begun.begunAt(), Kind.BEGUN, "", codec.begun(begun)));
        return new Run(owned, codec, ticker, begun, onPause);
    }

    /** Takes up a run that the journal has. */
    static Run resume(
            Journal.OwnedRun owned, ProgressCodec codec, Ticker ticker, Progress progress, Consumer<Progress> onPause) {
        return new Run(owned, codec, ticker, progress, onPause);
    }

    /** The state of the run. */
    public Progress progress() {
        return progress;
    }

    /** The request with what the journal does not hold, such as the password. */
    void complete(CreateInstanceRequest request) {
        progress = progress.with(request);
    }

    /** A new ceiling, given by the caller on resume. */
    void amend(Money spendAtMost) {
        amend(new ProgressCodec.Amendment(spendAtMost, null));
    }

    /** What runs have bought that had the name while this one had ended. */
    void comesAfter(List<String> former) {
        if (!progress.former().containsAll(former)) {
            amend(new ProgressCodec.Amendment(null, former));
        }
    }

    private void amend(ProgressCodec.Amendment amendment) {
        write(Kind.AMENDED, "", amendment);
        progress = amendment.applied(progress);
    }

    /** Dated with the service's time, which does not jump. */
    Claim claim(String step, Instant at) {
        Claim claim = progress.claim()
                .filter(earlier -> earlier.step().equals(step))
                .map(earlier -> earlier.again(at))
                .orElseGet(() -> Claim.first(step, at));
        write(Kind.CLAIMED, step, claim);
        progress = progress.claimed(claim);
        return claim;
    }

    /** The call of the open claim ended now without an answer: its quiet period begins only now. */
    void lostAnswer(Instant at) {
        progress.claim().filter(Claim::open).map(claim -> claim.sentUntil(at)).ifPresent(claim -> {
            write(Kind.CLAIMED, claim.step(), claim);
            progress = progress.claimed(claim);
        });
    }

    void release(Claim claim, boolean certain) {
        Claim released = claim.released(certain);
        write(Kind.RELEASED, claim.step(), released);
        progress = progress.claimed(released);
    }

    void reach(String step, Milestone milestone) {
        // Known from here on even when the journal fails: the exception can then name what was reached.
        progress = progress.reached(step, milestone);
        write(Kind.REACHED, step, milestone);
    }

    /** Journaled when it is news, and now and then, so that whoever goes on knows how long it has looked like this. */
    void saw(String step, Sighting sighting) {
        boolean news = progress.lastSeen().filter(sighting::sameState).isEmpty()
                || Duration.between(journaled, sighting.at()).compareTo(SILENT) > 0;
        progress = progress.saw(sighting);
        if (news) {
            journaled = sighting.at();
            write(Kind.SEEN, step, sighting);
        }
    }

    /** What this process has seen since the journal was written. */
    void recall(Sighting seen) {
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
            write(Kind.ENDED, "", new ProgressCodec.End(ending));
            progress = progress.ended(ending);
        }
        onPause.accept(progress);
    }

    /** Notes what this makes of the run; one that can be resumed has not ended. */
    void end(ProvisioningException failure) {
        ending(failure).ifPresent(this::end);
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
        owned.keep();
    }

    void confirm() {
        owned.confirm();
    }

    @Override
    public void close() {
        onPause.accept(progress);
        owned.close();
    }

    private void write(Kind kind, String step, Object data) {
        owned.append(codec.entry(ticker.now(), kind, step, data));
    }
}
