package io.github.iothubsdk.provisioning.wire;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an account answers to, as found by reads alone. Immutable; later versions may tell more. */
public final class WireProbe {

    private final Builder from;

    private WireProbe(Builder from) {
        this.from = from;
    }

    /** A probe to be filled in, as tests of yours may need. */
    public static Builder builder(String region) {
        requireNonNull(region, "region");
        return new Builder(region);
    }

    /** The region that was looked at. */
    public String region() {
        return from.region;
    }

    /** The account that the access key belongs to; empty when the service did not tell. */
    public Optional<String> account() {
        return from.account;
    }

    /** How far this machine's clock is ahead of the service's; empty when no answer told its time. */
    public Optional<Duration> clockAhead() {
        return from.clockAhead;
    }

    /** Every read, those that are the same in all dialects first. */
    public List<ProbedRoute> routes() {
        return from.routes;
    }

    /** What is known of the order list's times now, for people: their unit and zone, which are published nowhere. */
    public String orderTimes() {
        return from.orderTimes;
    }

    /** The regions that offer IoT Hub, as a dialect that can ask has told; empty when none has. */
    public List<String> regionsOffered() {
        return from.regionsOffered;
    }

    /** Runs of the journal that have not ended, or ended in doubt. */
    public List<RunSummary> unfinishedRuns() {
        return from.unfinishedRuns;
    }

    /** Orders of IoT Hub, among the newest of the account, that no run of the journal has made. */
    public List<String> unexplainedOrders() {
        return from.unexplainedOrders;
    }

    /** Instances that no run of the journal has made. */
    public List<String> unexplainedInstances() {
        return from.unexplainedInstances;
    }

    /**
     * The dialect that answers for all that creating an instance reads, the client's own before others; empty when none
     * does, or when one of the reads that are the same in all stands in the way.
     */
    public Optional<WireDialect> answering() {
        return from.answering;
    }

    /** Fills in a probe. Not thread-safe. */
    public static final class Builder {
        private final String region;
        private Optional<String> account = Optional.empty();
        private Optional<Duration> clockAhead = Optional.empty();
        private List<ProbedRoute> routes = List.of();
        private String orderTimes = "";
        private List<String> regionsOffered = List.of();
        private List<RunSummary> unfinishedRuns = List.of();
        private List<String> unexplainedOrders = List.of();
        private List<String> unexplainedInstances = List.of();
        private Optional<WireDialect> answering = Optional.empty();

        private Builder(String region) {
            this.region = region;
        }

        /** Whose key it is, and how far this machine's clock is ahead. */
        public Builder seen(Optional<String> whose, Optional<Duration> ahead) {
            requireNonNull(ahead, "ahead");
            requireNonNull(whose, "whose");
            account = whose;
            clockAhead = ahead;
            return this;
        }

        /** Every read. */
        public Builder routes(List<ProbedRoute> all) {
            requireNonNull(all, "all").forEach(each -> requireNonNull(each, "all"));
            routes = List.copyOf(all);
            return this;
        }

        /** What is known of the order list's times. */
        public Builder orderTimes(String words) {
            requireNonNull(words, "words");
            orderTimes = words;
            return this;
        }

        /** The regions that offer IoT Hub. */
        public Builder regionsOffered(List<String> ids) {
            requireNonNull(ids, "ids").forEach(each -> requireNonNull(each, "ids"));
            regionsOffered = List.copyOf(ids);
            return this;
        }

        /** What the journal has, and what it does not explain. */
        public Builder runs(List<RunSummary> unfinished, List<String> orders, List<String> instances) {
            requireNonNull(instances, "instances").forEach(each -> requireNonNull(each, "instances"));
            requireNonNull(orders, "orders").forEach(each -> requireNonNull(each, "orders"));
            requireNonNull(unfinished, "unfinished").forEach(each -> requireNonNull(each, "unfinished"));
            unfinishedRuns = List.copyOf(unfinished);
            unexplainedOrders = List.copyOf(orders);
            unexplainedInstances = List.copyOf(instances);
            return this;
        }

        /** The dialect that answers. */
        public Builder answering(Optional<WireDialect> dialect) {
            requireNonNull(dialect, "dialect");
            answering = dialect;
            return this;
        }

        /** The probe. */
        public WireProbe build() {
            Builder copy = new Builder(region);
            copy.account = account;
            copy.clockAhead = clockAhead;
            copy.routes = routes;
            copy.orderTimes = orderTimes;
            copy.regionsOffered = regionsOffered;
            copy.unfinishedRuns = unfinishedRuns;
            copy.unexplainedOrders = unexplainedOrders;
            copy.unexplainedInstances = unexplainedInstances;
            copy.answering = answering;
            return new WireProbe(copy);
        }
    }
}
