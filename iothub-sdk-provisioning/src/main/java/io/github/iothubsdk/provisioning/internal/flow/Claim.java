package io.github.iothubsdk.provisioning.internal.flow;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step was about to do what may spend money.
 *
 * @param step the step
 * @param attempt how many times it was about to, this one included
 * @param first when it was about to for the first time that may have had an effect
 * @param last when it was about to for the last time, or when that call ended
 * @param serviceTime whether both are the service's time, told by several answers that agreed
 * @param open whether nobody knows yet what came of the last time
 * @param doubtful whether an earlier time left no trace but was never proved not to have happened
 * @param reply how the last call ended; null while it is under way, and when the process died during it
 * @param before what was there before the first time
 */
public record Claim(
        String step,
        int attempt,
        Instant first,
        Instant last,
        boolean serviceTime,
        boolean open,
        boolean doubtful,
        @Nullable Reply reply,
        @Nullable Snapshot before) {

    /** How a call that may spend money ended. */
    public enum Ended {
        /** Without an answer, or with one that is not the service's. */
        LOST,
        /** With a yes that does not say to what. */
        ACCEPTED,
        /** With a refusal that does not prove that nothing happened. */
        ODD_REFUSAL,
        /** With the service's own no, for now. */
        NO_FOR_NOW,
        /** With the service's own no. */
        NO
    }

    /**
     * What came back.
     *
     * @param how what it means
     * @param words for a person
     * @param requestId of the answer
     * @param instanceId what an order was accepted for, when the answer said so
     * @param remedy what to do about a no; then the words do not say it
     */
    public record Reply(
            Ended how,
            String words,
            @Nullable String requestId,
            @Nullable String instanceId,
            @Nullable String remedy) {
        /** Without a remedy of its own. */
        public Reply(Ended how, String words, @Nullable String requestId, @Nullable String instanceId) {
            this(how, words, requestId, instanceId, null);
        }

        /** Nothing may be missing. */
        public Reply {
            Objects.requireNonNull(how);
            Objects.requireNonNull(words);
        }

        /** What came back, and what to do about it. */
        String told() {
            return remedy == null ? words : words + " " + remedy;
        }
    }

    /** A claim that lost a field must not be taken for one that is settled. */
    public Claim {
        Objects.requireNonNull(step);
        Objects.requireNonNull(first);
        Objects.requireNonNull(last);
    }

    static Claim first(String step, int attempt, Instant at, boolean serviceTime, @Nullable Snapshot before) {
        return new Claim(step, attempt, at, at, serviceTime, true, false, null, before);
    }

    /** Once more: what an earlier doubtful time may have left is still told apart by what was there before it. */
    Claim again(Instant at, boolean trusted, @Nullable Snapshot now) {
        return doubtful
                ? new Claim(step, attempt + 1, first, at, serviceTime && trusted, true, true, null, before)
                : first(step, attempt + 1, at, trusted, now);
    }

    /** The call ended: what was sent may have left this machine as late as this. */
    Claim ended(Reply how, Instant at, boolean trusted) {
        Instant later = at.isAfter(last) ? at : last;
        return new Claim(step, attempt, first, later, serviceTime && trusted, open, doubtful, how, before);
    }

    Claim released(boolean certain) {
        return new Claim(step, attempt, first, last, serviceTime, false, doubtful || !certain, reply, before);
    }

    /** Settled by a person's word. */
    Claim settled() {
        return new Claim(step, attempt, first, last, serviceTime, false, false, reply, before);
    }

    /** Whether it is not proved that nothing came of it. */
    public boolean inDoubt() {
        return open || doubtful;
    }

    /** Whether the last call ended like this. */
    public boolean endedWith(Ended how) {
        return reply != null && reply.how == how;
    }

    /** The instance that the last answer named. */
    public Optional<String> namedInstance() {
        return Optional.ofNullable(reply).map(Reply::instanceId).filter(id -> !id.isBlank());
    }

    /** The request id of the last answer; null when it had none. */
    public @Nullable String requestId() {
        return reply == null ? null : reply.requestId;
    }

    /** What a person is told of the last call, with what to do about it. */
    public Optional<String> told() {
        return Optional.ofNullable(reply).map(Reply::told).filter(words -> !words.isEmpty());
    }

    /** What came back from the last call, alone where {@link #remedy} is there. */
    public Optional<String> answer() {
        return Optional.ofNullable(reply).map(Reply::words).filter(words -> !words.isEmpty());
    }

    /** What to do about the last answer. */
    public Optional<String> remedy() {
        return Optional.ofNullable(reply).map(Reply::remedy);
    }
}
