package io.github.iothubsdk.micrometer;

import io.github.iothubsdk.provisioning.model.RunSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
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
    private final List<Gauge> gauges = new ArrayList<>();

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
            gauges.clear();
            gauge("iothub.journal.readable", null, JournalCounts::readable);
            gauge("iothub.runs.unknown", null, JournalCounts::unknown);
            gauge("iothub.runs.unfinished", null, JournalCounts::unfinished);
            gauge("iothub.runs.broken", null, JournalCounts::broken);
            gauge("iothub.runs.unreadable", null, JournalCounts::unreadable);
            gauge("iothub.runs.unfinished.age", "seconds", JournalCounts::oldest);
        } finally {
            looking.unlock();
        }
    }

    /** Of those that another one has put in their place, none. */
    void unwatch() {
        looking.lock();
        try {
            gauges.stream().filter(this::isThere).forEach(registry::remove);
            gauges.clear();
            journal = null;
            looked = false;
        } finally {
            looking.unlock();
        }
    }

    /** Meters of a name and its tags are equal, whoever has made them. */
    private boolean isThere(Gauge mine) {
        return registry.find(mine.getId().getName()).gauges().stream().anyMatch(there -> there == mine);
    }

    private void gauge(String name, @Nullable String unit, ToDoubleFunction<JournalCounts> value) {
        Gauge.Builder<?> gauge =
                Gauge.builder(name, () -> value.applyAsDouble(now())).baseUnit(unit);
        registry.find(name).gauges().forEach(registry::remove); // one that outlives a client keeps its gauges
        Gauge added = gauge.register(registry);
        if (!added.getId().getName().equals(name)) { // renamed, and so it may be the one of another client
            registry.remove(added);
            added = gauge.register(registry);
        }
        gauges.add(added);
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
