package io.github.iothubsdk.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.testkit.VirtualTime;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The gauges tell how runs stand, and read the journal seldom. */
class JournalMetersTest {

    private static final List<String> GAUGES = List.of(
            "iothub.runs.unknown",
            "iothub.runs.unfinished",
            "iothub.runs.broken",
            "iothub.runs.unreadable",
            "iothub.runs.unfinished.age");

    private final VirtualTime time = new VirtualTime();
    private final MeterRegistry registry = MeteredCloud.registry(time);
    private final JournalMeters meters = new JournalMeters(registry);
    private final List<RunSummary> runs = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private List<RunSummary> read() {
        reads.incrementAndGet();
        return List.copyOf(runs);
    }

    private RunSummary run(String id, Optional<Ending> ended, Duration age) {
        return RunSummary.builder(RunId.of(id))
                .begun(VirtualTime.START, age)
                .ended(ended)
                .build();
    }

    @Test
    void eachRunIsCountedOnce() {
        runs.add(run("a", Optional.empty(), Duration.ofMinutes(5)));
        runs.add(run("b", Optional.empty(), Duration.ofHours(3)));
        runs.add(run("c", Optional.of(Ending.UNKNOWN), Duration.ofDays(9)));
        runs.add(run("d", Optional.of(Ending.BROKEN), Duration.ofDays(9)));
        runs.add(run("e", Optional.of(Ending.DONE), Duration.ofDays(9)));
        runs.add(run("f", Optional.of(Ending.ABANDONED), Duration.ofDays(9)));
        runs.add(RunSummary.unreadable(RunId.of("g"), "torn", Optional.empty()));
        runs.add(RunSummary.unreadable(RunId.of("h"), "torn", Optional.of(Ending.ABANDONED)));
        meters.watch(this::read);

        assertThat(GAUGES).extracting(this::gauge).containsExactly(1.0, 2.0, 1.0, 1.0, 3 * 3600.0);
        assertThat(gauge("iothub.journal.readable")).isEqualTo(1);
    }

    /** As after a restart of the application's context, where the registry stays. */
    @Test
    void anotherClientTakesTheGaugesOver() {
        meters.watch(() -> {
            throw new IllegalStateException("closed");
        });
        assertThat(gauge("iothub.journal.readable")).isZero();
        runs.add(run("c", Optional.of(Ending.UNKNOWN), Duration.ZERO));

        new JournalMeters(registry).watch(this::read);

        assertThat(gauge("iothub.journal.readable")).isEqualTo(1);
        assertThat(gauge("iothub.runs.unknown")).isEqualTo(1);
    }

    @Test
    void whoStopsWatchingLeavesNoGauge() {
        meters.watch(this::read);
        assertThat(gauge("iothub.journal.readable")).isEqualTo(1);
        meters.unwatch();

        assertThat(registry.getMeters()).isEmpty();
        meters.unwatch();
        meters.watch(this::read);
        assertThat(gauge("iothub.journal.readable")).isEqualTo(1);
    }

    /** As when the next context of an application has begun before the first one is closed. */
    @Test
    void whoStopsWatchingLeavesTheGaugesOfWhoTookThemOver() {
        meters.watch(() -> {
            throw new IllegalStateException("closed");
        });
        new JournalMeters(registry).watch(this::read);
        meters.unwatch();

        assertThat(GAUGES).allSatisfy(name -> assertThat(gauge(name)).isZero());
        assertThat(gauge("iothub.journal.readable")).isEqualTo(1);
    }

    /** As a registry has that calls its meters otherwise. */
    @Test
    void takesOverAndLeavesGaugesThatAreRenamed() {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.withName("shop." + id.getName()).withTag(Tag.of("application", "shop"));
            }
        });
        meters.watch(() -> {
            throw new IllegalStateException("closed");
        });
        JournalMeters next = new JournalMeters(registry);
        next.watch(this::read);
        assertThat(gauge("shop.iothub.journal.readable")).isEqualTo(1);
        meters.unwatch();
        assertThat(gauge("shop.iothub.journal.readable")).isEqualTo(1);
        next.unwatch();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void scrapesReadTheJournalOnceAMinute() {
        meters.watch(this::read);
        GAUGES.forEach(this::gauge);
        runs.add(run("c", Optional.of(Ending.UNKNOWN), Duration.ZERO));
        time.advance(Duration.ofSeconds(59));
        assertThat(gauge("iothub.runs.unknown")).isZero();
        assertThat(reads).hasValue(1);

        time.advance(Duration.ofSeconds(1));
        assertThat(gauge("iothub.runs.unknown")).isEqualTo(1);
        GAUGES.forEach(this::gauge);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aJournalThatCannotBeReadIsNotOneWithoutDoubt() {
        meters.watch(() -> {
            throw new IllegalStateException("The client was closed.");
        });
        assertThat(gauge("iothub.journal.readable")).isZero();
        assertThat(GAUGES).allSatisfy(name -> assertThat(gauge(name)).isNaN());
    }

    @Test
    void anotherClientTakesThePlaceOfTheFirstAtOnce() {
        meters.watch(() -> {
            throw new IllegalStateException("The client was closed.");
        });
        assertThat(gauge("iothub.journal.readable")).isZero();
        meters.watch(this::read);
        assertThat(gauge("iothub.journal.readable")).isEqualTo(1);
        assertThat(gauge("iothub.runs.unknown")).isZero();
    }
}
