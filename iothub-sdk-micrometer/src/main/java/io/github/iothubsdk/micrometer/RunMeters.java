package io.github.iothubsdk.micrometer;

import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the events of runs come to. Thread-safe. */
final class RunMeters {

    static final String DONE = "Done";
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Beginnings beginnings = new Beginnings();

    /** A counter that is first seen with its first value has not grown for who looks at increases: so these begin at 0. */
    RunMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of(DONE, "Invalid", "Unfinished", "Unknown", "Broken").forEach(this::ended);
        paid(Money.ZERO_CNY.currency());
        List.of(StepIds.PLACE_ORDER, StepIds.PAY_ORDER).forEach(step -> {
            counter("iothub.commits", "step", step);
            counter("iothub.recoveries", "step", step);
        });
    }

    void on(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Begun || event instanceof ProvisioningEvent.Resumed) {
            beginnings.note(event.runId(), now());
        } else if (event instanceof ProvisioningEvent.Finished) {
            ended(event.runId(), DONE, StepIds.DONE, NONE);
        } else if (event instanceof ProvisioningEvent.Stopped stopped) {
            ProvisioningException failure = stopped.failure();
            ended(event.runId(), failure.getClass().getSimpleName(), failure.step(), reason(failure));
        } else {
            underWay(event);
        }
    }

    private void underWay(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Claimed claimed) {
            counter("iothub.commits", "step", claimed.step()).increment();
        } else if (event instanceof ProvisioningEvent.Recovering recovering) {
            counter("iothub.recoveries", "step", recovering.step()).increment();
        } else if (event instanceof ProvisioningEvent.Paid paid) {
            paid(paid.amount().currency()).record(shown(paid.amount()));
        } else if (event instanceof ProvisioningEvent.Waiting waiting) {
            registry.timer("iothub.waits", "step", waiting.step()).record(waiting.after());
        } else if (event instanceof ProvisioningEvent.Checked checked
                && checked.result().blocks()) {
            counter("iothub.checks.blocking", "check", checked.result().id().value())
                    .increment();
        } else if (event instanceof ProvisioningEvent.SchemaFinished) {
            counter("iothub.schema", "outcome", "finished").increment();
        } else if (event instanceof ProvisioningEvent.SchemaFailed) {
            counter("iothub.schema", "outcome", "failed").increment();
        }
    }

    /** It is timed where its beginning was told, too: a turn of another node's has none. */
    private void ended(RunId run, String ending, String step, String reason) {
        ended(ending).increment();
        Optional<Long> begun = beginnings.take(run);
        begun.ifPresent(at -> Timer.builder("iothub.run")
                .tags("ending", ending, "step", step, "reason", reason)
                .register(registry)
                .record(now() - at, TimeUnit.NANOSECONDS));
    }

    private Counter ended(String ending) {
        return counter("iothub.runs.ended", "ending", ending);
    }

    private DistributionSummary paid(String currency) {
        return DistributionSummary.builder("iothub.paid")
                .tag("currency", currency)
                .register(registry);
    }

    /** Micrometer knows no decimals. What is shown in a graph may be off behind the 15th digit; nothing is decided by it. */
    private static double shown(Money amount) {
        return amount.amount().doubleValue();
    }

    private static String reason(ProvisioningException failure) {
        return failure instanceof ProvisioningException.Unfinished unfinished
                ? unfinished.reason().name()
                : NONE;
    }

    private Counter counter(String name, String key, String value) {
        return registry.counter(name, key, value);
    }

    private long now() {
        return registry.config().clock().monotonicTime();
    }
}
