package io.github.iothubsdk.examples.telemetry;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times runs in Micrometer; for {@code create}, {@code start} and {@code resume}.
 *
 * <p>Every tag has few values: steps, checks and endings. Runs, orders and instances are for the traces.
 */
public final class RunMetrics implements ProvisioningListener {

    private final Map<RunId, Timer.Sample> underWay = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    /** Adds its meters to this registry. */
    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("iothub.runs.active", underWay, Map::size)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void on(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Begun || event instanceof ProvisioningEvent.Resumed) {
            underWay.put(event.runId(), Timer.start(registry));
        } else if (event instanceof ProvisioningEvent.Checked checked
                && checked.result().blocks()) {
            registry.counter(
                            "iothub.checks.blocking",
                            "check",
                            checked.result().id().value())
                    .increment();
        } else if (event instanceof ProvisioningEvent.Claimed claimed) {
            registry.counter("iothub.commits", "step", claimed.step()).increment();
        } else if (event instanceof ProvisioningEvent.Recovering recovering) {
            registry.counter("iothub.commits.recovering", "step", recovering.step())
                    .increment();
        } else if (event instanceof ProvisioningEvent.Paid paid) {
            DistributionSummary.builder("iothub.payment")
                    .baseUnit(paid.amount().currency())
                    .register(registry)
                    .record(paid.amount().amount().doubleValue());
        } else if (event instanceof ProvisioningEvent.Finished) {
            ended(event.runId(), "Done", "done");
        } else if (event instanceof ProvisioningEvent.Stopped stopped) {
            ended(
                    event.runId(),
                    stopped.failure().getClass().getSimpleName(),
                    stopped.failure().step());
        }
    }

    /** A timer also counts; its unit is the registry's unit of time, seconds in most. */
    private void ended(RunId run, String ending, String step) {
        Timer.Sample sample = underWay.remove(run);
        if (sample != null) {
            sample.stop(registry.timer("iothub.run", "ending", ending, "step", step));
        }
    }
}
