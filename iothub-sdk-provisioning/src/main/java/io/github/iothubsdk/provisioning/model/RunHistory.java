package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.internal.words.Plain;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the journal knows of one run: what happened, what was concluded from what, and where the money is. Immutable. */
public final class RunHistory {

    /** What an entry tells. */
    public enum Kind {
        /** The run exists; nothing has been sent. */
        BEGUN,
        /** A term has changed, or a person has decided. */
        DECIDED,
        /** A call that may spend money is about to be sent; from here on it may have had an effect. */
        CLAIMED,
        /** That call has ended without settling it. */
        ANSWERED,
        /** Nothing came of it, by proof, or as far as can be seen. */
        RELEASED,
        /** A step is done for good. */
        REACHED,
        /** What was seen while waiting, when it changed. */
        SEEN,
        /** The run stopped, and can be resumed. */
        STOPPED,
        /** The run ended. */
        ENDED
    }

    private final RunSummary summary;
    private final Optional<String> approvedBy;
    private final List<Entry> entries;
    private final String money;
    private final Optional<CreateInstanceRequest> request;

    private RunHistory(
            RunSummary summary,
            Optional<String> approvedBy,
            List<Entry> entries,
            String money,
            Optional<CreateInstanceRequest> request) {
        this.summary = Objects.requireNonNull(summary, "summary");
        this.approvedBy = Objects.requireNonNull(approvedBy, "approvedBy");
        this.entries = List.copyOf(Objects.requireNonNull(entries, "entries"));
        this.money = Plain.line(Objects.requireNonNull(money, "money"));
        this.request = request;
    }

    /** One; also for tests of yours. */
    public static RunHistory of(RunSummary summary, Optional<String> approvedBy, List<Entry> entries, String money) {
        requireNonNull(entries, "entries").forEach(each -> requireNonNull(each, "entries"));
        return new RunHistory(
                requireNonNull(summary, "summary"),
                requireNonNull(approvedBy, "approvedBy"),
                entries,
                requireNonNull(money, "money"),
                Optional.empty());
    }

    /** The same with what was asked for. */
    public RunHistory with(CreateInstanceRequest asked) {
        return new RunHistory(summary, approvedBy, entries, money, Optional.of(requireNonNull(asked, "asked")));
    }

    /** What was asked for, as the journal keeps it: without the password, and with the ceiling of now. */
    public Optional<CreateInstanceRequest> request() {
        return request;
    }

    /** The run as it is now. */
    public RunSummary summary() {
        return summary;
    }

    /** Who had agreed to it beforehand, where somebody was asked to. */
    public Optional<String> approvedBy() {
        return approvedBy;
    }

    /** What happened, oldest first. */
    public List<Entry> entries() {
        return entries;
    }

    /** A sentence: what is known of money, and what is not. */
    public String money() {
        return money;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunHistory that
                && summary.equals(that.summary)
                && approvedBy.equals(that.approvedBy)
                && entries.equals(that.entries)
                && money.equals(that.money);
    }

    @Override
    public int hashCode() {
        return Objects.hash(summary, entries);
    }

    /** One line: the run and what is known of money. */
    @Override
    public String toString() {
        return summary.runId() + ", " + entries.size() + " entries: " + money;
    }

    /** One thing that happened. Immutable. */
    public static final class Entry {

        private final Instant at;
        private final Kind kind;
        private final Optional<String> step;
        private final String words;
        private final Optional<String> requestId;

        private Entry(Instant at, Kind kind, Optional<String> step, String words, Optional<String> requestId) {
            this.at = at;
            this.kind = kind;
            this.step = step.filter(known -> !known.isEmpty());
            this.words = Plain.line(words);
            this.requestId = requestId;
        }

        /** One, its words made plain. */
        public static Entry of(Instant at, Kind kind, Optional<String> step, String words, Optional<String> requestId) {
            return new Entry(
                    requireNonNull(at, "at"),
                    requireNonNull(kind, "kind"),
                    requireNonNull(step, "step"),
                    requireNonNull(words, "words"),
                    requireNonNull(requestId, "requestId"));
        }

        /** When it was written, by the clock of the machine that wrote it. */
        public Instant at() {
            return at;
        }

        /** What it tells. */
        public Kind kind() {
            return kind;
        }

        /** The step that it is about, one of {@link StepIds}; empty for the run itself. */
        public Optional<String> step() {
            return step;
        }

        /** For people: what happened, or what was concluded from what. */
        public String words() {
            return words;
        }

        /** The service's id of the call that it is about, for its support. */
        public Optional<String> requestId() {
            return requestId;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry that
                    && at.equals(that.at)
                    && kind == that.kind
                    && step.equals(that.step)
                    && words.equals(that.words)
                    && requestId.equals(that.requestId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(at, kind, step, words);
        }

        /** One line for a person. */
        @Override
        public String toString() {
            return at + " " + kind + step.map(name -> " " + name).orElse("") + ": " + words;
        }
    }
}
