package io.github.iothubsdk.micrometer;

import io.github.iothubsdk.provisioning.model.RunSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How the runs of a journal stand; it is read no oftener than once a minute. Thread-safe. */
final class JournalMeters {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final MeterRegistry registry;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Look last = new Look(0, JournalCounts.NEVER_READ);
    private volatile @Nullable Supplier<List<RunSummary>> journal;
    private boolean looked;

    private record Look(long at, JournalCounts counts) {}

    JournalMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The first look is that of who reads a gauge next. */
    void watch(Supplier<List<RunSummary>> runs) {
        looking.lock();
        try {
            journal = runs;
            looked = false;
        } finally {
            looking.unlock();
        }
        gauge("iothub.journal.readable", JournalCounts::readable);
        gauge("iothub.runs.unknown", JournalCounts::unknown);
        gauge("iothub.runs.unfinished", JournalCounts::unfinished);
        gauge("iothub.runs.broken", JournalCounts::broken);
        gauge("iothub.runs.unreadable", JournalCounts::unreadable);
        forget("iothub.runs.unfinished.age");
        Gauge.builder("iothub.runs.unfinished.age", () -> now().oldest())
                .baseUnit("seconds")
                .register(registry);
    }

    private void gauge(String name, ToDoubleFunction<JournalCounts> value) {
        forget(name);
        Gauge.builder(name, () -> value.applyAsDouble(now())).register(registry);
    }

    /** A registry that outlives a client keeps its gauges, and takes no second one of a name. */
    private void forget(String name) {
        registry.find(name).gauges().forEach(registry::remove);
    }

    /** Who comes while another looks is told what was seen before. */
    private JournalCounts now() {
        if (looking.tryLock()) {
            try {
                long now = registry.config().clock().monotonicTime();
                if (!looked || now - last.at() >= MINUTE) {
                    looked = true;
                    last = new Look(now, JournalCounts.of(journal));
                }
            } finally {
                looking.unlock();
            }
        }
        return last.counts();
    }
}
