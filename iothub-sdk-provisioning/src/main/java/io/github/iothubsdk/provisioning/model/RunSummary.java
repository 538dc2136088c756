package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run of the journal at a glance. Immutable; later versions may tell more. */
public final class RunSummary {

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
            Optional<String> region,
            Optional<String> name,
            Optional<URI> endpoint,
            Optional<String> dialect,
            Optional<Instant> begunAt,
            Optional<Duration> age,
            Optional<String> step,
            Optional<KnownOrder> order,
            Optional<String> instanceId,
            Optional<String> lastSeen,
            Optional<UnfinishedReason> reason,
            Optional<Ending> ended,
            Optional<String> adopts) {}

    private RunSummary(Builder from) {
        values = new Values(
                from.runId,
                from.region,
                from.name,
                from.endpoint,
                from.dialect,
                from.begunAt,
                from.age,
                from.step,
                from.order,
                from.instanceId,
                from.lastSeen,
                from.reason,
                from.ended,
                from.adopts);
    }

    /** A summary to be filled in, as tests of yours may need; nothing but the id is known at first. */
    public static Builder builder(RunId runId) {
        requireNonNull(runId, "runId");
        return new Builder(runId);
    }

    /**
     * A run that the journal cannot read: nothing but its id is known of it, its reason is {@link
     * UnfinishedReason#RUN_UNREADABLE}, and {@link #lastSeen} says why and what to do. It counts as unfinished until it is
     * abandoned; other runs are not touched by it.
     */
    public static RunSummary unreadable(RunId runId, String why, Optional<Ending> ended) {
        requireNonNull(ended, "ended");
        requireNonNull(runId, "runId");
        requireNonNull(why, "why");
        return builder(runId)
                .lastSeen(Optional.of(why))
                .reason(Optional.of(UnfinishedReason.RUN_UNREADABLE))
                .ended(ended)
                .build();
    }

    /** The run; resume it with this. */
    public RunId runId() {
        return values.runId;
    }

    /** The region of the request; empty, as all that follows, for a run that cannot be read. */
    public Optional<String> region() {
        return values.region;
    }

    /** The name of the request. */
    public Optional<String> name() {
        return values.name;
    }

    /** The one address of all services that it was begun at, and is resumed at; empty for the services' own addresses. */
    public Optional<URI> endpoint() {
        return values.endpoint;
    }

    /** The name of the wire dialect that it was begun in, and is resumed in. */
    public Optional<String> dialect() {
        return values.dialect;
    }

    /** When it was first journaled. */
    public Optional<Instant> begunAt() {
        return values.begunAt;
    }

    /** How long ago that was, by this machine's clock; never negative. */
    public Optional<Duration> age() {
        return values.age;
    }

    /** The step that is next or waiting, one of {@link StepIds}. */
    public Optional<String> step() {
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
    public Optional<String> lastSeen() {
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

    /** The order or instance that it was begun for, where it adopts one; such a run orders nothing. */
    public Optional<String> adopts() {
        return values.adopts;
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
        private Optional<String> region = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<URI> endpoint = Optional.empty();
        private Optional<String> dialect = Optional.empty();
        private Optional<Instant> begunAt = Optional.empty();
        private Optional<Duration> age = Optional.empty();
        private Optional<String> step = Optional.empty();
        private Optional<KnownOrder> order = Optional.empty();
        private Optional<String> instanceId = Optional.empty();
        private Optional<String> lastSeen = Optional.empty();
        private Optional<UnfinishedReason> reason = Optional.empty();
        private Optional<Ending> ended = Optional.empty();
        private Optional<String> adopts = Optional.empty();

        private Builder(RunId runId) {
            this.runId = runId;
        }

        /** What was wanted, and where. */
        public Builder of(String inRegion, String named) {
            requireNonNull(inRegion, "inRegion");
            requireNonNull(named, "named");
            region = Optional.of(inRegion);
            name = Optional.of(named);
            return this;
        }

        /** Where it was begun. */
        public Builder endpoint(Optional<URI> address) {
            requireNonNull(address, "address");
            endpoint = address;
            return this;
        }

        /** The dialect that it was begun in. */
        public Builder dialect(Optional<String> spoken) {
            requireNonNull(spoken, "spoken");
            dialect = spoken;
            return this;
        }

        /** When it was first journaled, and how long ago that was. */
        public Builder begun(Instant at, Duration ago) {
            requireNonNull(ago, "ago");
            requireNonNull(at, "at");
            begunAt = Optional.of(at);
            age = Optional.of(ago.isNegative() ? Duration.ZERO : ago);
            return this;
        }

        /** The step that is next. */
        public Builder step(String next) {
            requireNonNull(next, "next");
            step = Optional.of(next);
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
        public Builder lastSeen(Optional<String> words) {
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

        /** What it adopts. */
        public Builder adopts(Optional<String> subject) {
            requireNonNull(subject, "subject");
            adopts = subject;
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
