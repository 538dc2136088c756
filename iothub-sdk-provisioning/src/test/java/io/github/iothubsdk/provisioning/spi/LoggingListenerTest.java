package io.github.iothubsdk.provisioning.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LoggingListenerTest {

    private static final RunId RUN = RunId.of("order-4711");
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final CheckId NAME = CheckId.of("name-is-free");

    private static Map<ProvisioningEvent, String> lines() {
        Map<ProvisioningEvent, String> lines = new LinkedHashMap<>();
        lines.put(
                ProvisioningEvent.begun(RUN, "cn-north-1", "plant-7", AT),
                "INFO begun: instance plant-7 in cn-north-1");
        lines.put(ProvisioningEvent.resumed(RUN, "PayOrder", Optional.empty()), "INFO goes on at PayOrder");
        lines.put(ProvisioningEvent.resumed(RUN, "PayOrder", Optional.of("lost")), "INFO goes on at PayOrder: lost");
        lines.put(
                ProvisioningEvent.checked(RUN, CheckResult.passed(NAME, "The name is free", "no instance has it")),
                "DEBUG check name-is-free PASSED: no instance has it");
        lines.put(
                ProvisioningEvent.checked(
                        RUN, CheckResult.failed(NAME, "The name is free", "i-1 has it", "a free one", "Take another.")),
                "WARN check name-is-free FAILED: i-1 has it; Take another.");
        lines.put(
                ProvisioningEvent.schemaStarted(RUN, "iothub", "ab12", 100), "INFO runs the script on database iothub");
        lines.put(
                ProvisioningEvent.schemaNoted(RUN, SchemaNote.of(SchemaNote.Kind.WAITING, "jane is at it")),
                "INFO schema: jane is at it");
        lines.put(
                ProvisioningEvent.schemaFailed(RUN, OptionalInt.of(3), "statement 3 failed"),
                "WARN schema not there yet: statement 3 failed");
        lines.put(
                ProvisioningEvent.schemaFinished(RUN, SchemaReport.of("ab12", 9, 31, Duration.ZERO, true)),
                "INFO schema is there, with 31 tables, as it was before");
        lines.put(ProvisioningEvent.claimed(RUN, "PayOrder", 1), "INFO is about to send PayOrder");
        lines.put(ProvisioningEvent.claimed(RUN, "PayOrder", 2), "INFO is about to send PayOrder, for the 2. time");
        lines.put(
                ProvisioningEvent.recovering(RUN, "PlaceOrder", List.of("no order", "no instance")),
                "INFO looks what came of PlaceOrder: no order; no instance");
        lines.put(
                ProvisioningEvent.ordered(RUN, "2026", Optional.of("i-7")),
                "INFO ordered: order 2026 for instance i-7");
        lines.put(ProvisioningEvent.ordered(RUN, "2026", Optional.empty()), "INFO ordered: order 2026");
        lines.put(
                ProvisioningEvent.confirmed(RUN, "2026", Money.cny("88"), Optional.of(AT)),
                "INFO order 2026 costs CNY 88.00");
        lines.put(ProvisioningEvent.paid(RUN, "2026", Money.cny("88")), "INFO paid CNY 88.00 for order 2026");
        lines.put(
                ProvisioningEvent.looked(RUN, Optional.of("i-7"), "BUILDING 5 %", Optional.of(5)),
                "DEBUG instance i-7 is BUILDING 5 %");
        lines.put(
                ProvisioningEvent.waiting(RUN, "AwaitInstance", "BUILDING", Duration.ofSeconds(10)),
                "DEBUG waits 10 s at AwaitInstance: BUILDING");
        lines.put(ProvisioningEvent.warned(RUN, "the mark is gone"), "WARN the mark is gone");
        lines.put(
                ProvisioningEvent.finished(
                        RUN, ProvisioningResult.of(RUN, instance(), "2026", Money.cny("88"), Optional.empty())),
                "INFO finished: instance i-7 runs; order 2026, paid CNY 88.00");
        var where = new ProvisioningException.Where(RUN, "ConfirmOrder", null, null, KnownOrder.of("2026"));
        var over =
                new ProvisioningException.Unfinished(where, UnfinishedReason.OVER_THE_CEILING, "it costs CNY 88.00.");
        lines.put(
                ProvisioningEvent.stopped(RUN, over),
                "WARN stopped, Unfinished (OVER_THE_CEILING) at ConfirmOrder, order 2026: " + over.getMessage());
        return lines;
    }

    private static Instance instance() {
        return Instance.builder("i-7", "plant-7", "cn-north-1")
                .status(InstanceStatus.RUNNING, "RUNNING")
                .build();
    }

    @Test
    void hasOneReadableLineForEachEvent() {
        lines().forEach((event, line) -> {
            LoggingListener.Line told = LoggingListener.line(event);
            assertThat(told.level() + " " + told.words()).isEqualTo(line);
        });
    }

    @Test
    void leavesNoKindOfEventOut() {
        Set<Class<?>> told =
                lines().keySet().stream().map(ProvisioningEvent::kind).collect(Collectors.toSet());
        assertThat(told).containsExactlyInAnyOrder(ProvisioningEvent.class.getClasses());
    }

    /** What spends or ends is never below INFO. */
    @Test
    void tellsWhatSpendsAtInfo() {
        assertThat(lines().keySet())
                .filteredOn(event -> event instanceof ProvisioningEvent.Paid
                        || event instanceof ProvisioningEvent.Ordered
                        || event instanceof ProvisioningEvent.Finished
                        || event instanceof ProvisioningEvent.Stopped)
                .allSatisfy(
                        event -> assertThat(LoggingListener.line(event).level().toInt())
                                .isGreaterThanOrEqualTo(Level.INFO.toInt()));
    }
}
