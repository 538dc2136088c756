package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run of the journal at a glance. Immutable; later versions may tell more. */
public final class RunSummary {

    /**
     * The step of a run that the journal cannot read: nothing but its id is known of it, and {@link #lastSeen} says why
     * and what to do. It counts as unfinished until it is abandoned; other runs are not touched by it.
     */
    public static final String UNREADABLE = "unreadable";

    /** How a run ended. */
    public enum Ending {
        /** The instance runs. */
        DONE,
        /** A precondition failed, or the order was refused: nothing was ordered. */
        INVALID,
        /** Money may have moved; a later resume looks again. */
        UNKNOWN,
        /** It will not come by itself; a later resume looks again. */
        BROKEN,
        /** The caller gave it up. */
        ABANDONED
    }

    private final Values values;

    private record Values(
            RunId runId,
            String region,
            String name,
            Instant begunAt,
            Duration age,
            String step,
            Optional<KnownOrder> order,
            Optional<String> instanceId,
            String lastSeen,
            Optional<UnfinishedReason> reason,
            Optional<Ending> ended) {}

    private RunSummary(Builder from) {
        values = new Values(
                from.runId,
                from.region,
                from.name,
                from.begunAt,
                from.age,
                from.step,
                from.order,
                from.instanceId,
                from.lastSeen,
                from.reason,
                from.ended);
    }

    /** A summary to be filled in, as tests of yours may need; nothing but the id is known at first. */
    public static Builder builder(RunId runId) {
        requireNonNull(runId, "runId");
        return new Builder(runId);
    }

    /** A run of which the journal cannot tell more than this. */
    public static RunSummary unreadable(RunId runId, String why, Optional<Ending> ended) {
        requireNonNull(ended, "ended");
        requireNonNull(runId, "runId");
        requireNonNull(why, "why");
        Builder builder =
                builder(runId).step(UNREADABLE).lastSeen(why).reason(Optional.of(UnfinishedReason.RUN_UNREADABLE));
        return builder.ended(ended).build();
    }

    /** The run; resume it with this. */
    public RunId runId() {
        return values.runId;
    }

    /** The region of the request. */
    public String region() {
        return values.region;
    }

    /** The name of the request. */
    public String name() {
        return values.name;
    }

    /** When it was first journaled. */
    public Instant begunAt() {
        return values.begunAt;
    }

    /** How long ago that was, by this machine's clock; never negative. */
    public Duration age() {
        return values.age;
    }

    /** The step that is next or waiting, one of {@link StepIds}; or {@link #UNREADABLE}. */
    public String step() {
        return values.step;
    }

    /** Its order, once one is known; the amount and the expiry where they were told. */
    public Optional<KnownOrder> order() {
        return values.order;
    }

    /** Its instance, once it is known. */
    public Optional<String> instanceId() {
        return values.instanceId;
    }

    /** What was seen last, for people; empty before the first look. */
    public String lastSeen() {
        return values.lastSeen;
    }

    /**
     * Why it stopped last, for programs. Empty for a run that has ended, or that was stopped from outside: by an interrupt, or
     * by the end of its client or its process. One that goes on has none either, from its first news on, or after ten minutes.
     */
    public Optional<UnfinishedReason> reason() {
        return values.reason;
    }

    /** How it ended, when it did. */
    public Optional<Ending> ended() {
        return values.ended;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunSummary summary && values.equals(summary.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "RunSummary" + values.toString().substring("Values".length());
    }

    /** Fills in a summary. Not thread-safe. */
    public static final class Builder {

        private final RunId runId;
        private String region = "";
        private String name = "";
        private Instant begunAt = Instant.EPOCH;
        private Duration age = Duration.ZERO;
        private String step = "";
        private Optional<KnownOrder> order = Optional.empty();
        private Optional<String> instanceId = Optional.empty();
        private String lastSeen = "";
        private Optional<UnfinishedReason> reason = Optional.empty();
        private Optional<Ending> ended = Optional.empty();

        private Builder(RunId runId) {
            this.runId = runId;
        }

        /** What was wanted, and where. */
        public Builder of(String inRegion, String named) {
            requireNonNull(inRegion, "inRegion");
            requireNonNull(named, "named");
            region = inRegion;
            name = named;
            return this;
        }

        /** When it was first journaled, and how long ago that was. */
        public Builder begun(Instant at, Duration ago) {
            requireNonNull(ago, "ago");
            requireNonNull(at, "at");
            begunAt = at;
            age = ago.isNegative() ? Duration.ZERO : ago;
            return this;
        }

        /** The step that is next. */
        public Builder step(String next) {
            requireNonNull(next, "next");
            step = next;
            return this;
        }

        /** Its order. */
        public Builder order(Optional<KnownOrder> known) {
            requireNonNull(known, "known");
            order = known;
            return this;
        }

        /** Its instance. */
        public Builder instanceId(Optional<String> id) {
            requireNonNull(id, "id");
            instanceId = id;
            return this;
        }

        /** What was seen last. */
        public Builder lastSeen(String words) {
            requireNonNull(words, "words");
            lastSeen = words;
            return this;
        }

        /** Why it stopped last. */
        public Builder reason(Optional<UnfinishedReason> why) {
            requireNonNull(why, "why");
            reason = why;
            return this;
        }

        /** How it ended. */
        public Builder ended(Optional<Ending> how) {
            requireNonNull(how, "how");
            ended = how;
            return this;
        }

        /** The summary. */
        public RunSummary build() {
            return new RunSummary(this);
        }
    }
}
