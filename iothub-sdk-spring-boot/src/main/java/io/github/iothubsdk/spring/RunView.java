package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as the endpoint tells it, in words of its own; null is what is not known. */
record RunView(
        String run,
        @Nullable String name,
        @Nullable String region,
        @Nullable String step,
        @Nullable String ending,
        @Nullable String reason,
        @Nullable String order,
        @Nullable String amount,
        @Nullable String instance,
        @Nullable String lastSeen,
        @Nullable String begunAt) {

    /** A run with what its journal tells; without the last two when it cannot be read. */
    record Detailed(
            RunView run, @Nullable String money, @Nullable List<Entry> entries) {}

    /** One line of the journal. */
    record Entry(
            String at,
            String kind,
            @Nullable String step,
            String words,
            @Nullable String requestId) {

        static Entry of(RunHistory.Entry entry) {
            return new Entry(
                    entry.at().toString(),
                    entry.kind().name(),
                    entry.step().orElse(null),
                    entry.words(),
                    entry.requestId().orElse(null));
        }
    }

    static RunView of(RunSummary summary) {
        Optional<KnownOrder> order = summary.order();
        return new RunView(
                summary.runId().value(),
                summary.name().orElse(null),
                summary.region().orElse(null),
                summary.step().orElse(null),
                text(summary.ended()),
                text(summary.reason()),
                order.map(KnownOrder::number).orElse(null),
                text(order.flatMap(KnownOrder::amount)),
                summary.instanceId().orElse(null),
                summary.lastSeen().orElse(null),
                text(summary.begunAt()));
    }

    static Detailed of(RunHistory history) {
        return new Detailed(
                of(history.summary()),
                history.money(),
                history.entries().stream().map(Entry::of).toList());
    }

    /** Of a run that the journal has and cannot read. */
    static Detailed unreadable(RunSummary summary) {
        return new Detailed(of(summary), null, null);
    }

    static Optional<RunId> id(String text) {
        return Optional.of(text).filter(RunId::isValid).map(RunId::of);
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(String::valueOf).orElse(null);
    }
}
