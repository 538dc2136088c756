package io.github.iothubsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Every kind of event has a line, with what it tells; who adds one adds it here and there. */
class EventPrinterTest {

    private static final RunId RUN = RunId.of("order-4711");
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final SchemaReport REPORT = SchemaReport.of("ab12", 73, 31, Duration.ofMillis(900), false);

    /** An event, and words of its line. */
    private record Told(ProvisioningEvent event, String line) {}

    private static Told told(ProvisioningEvent event, String line) {
        return new Told(event, line);
    }

    private static List<Told> all() {
        var check = CheckResult.failed(CheckId.VPC_EXISTS, "the VPC exists", "no vpc-1", "a VPC", "Create it.");
        var over = new Unfinished(new Where(RUN, "PayOrder", null, null), UnfinishedReason.UNEXPECTED, "it stopped.");
        var done = ProvisioningResult.of(RUN, instance(), "2026", Money.cny("88"), Optional.of(REPORT));
        return List.of(
                told(ProvisioningEvent.begun(RUN, "cn-north-1", "plant-7", AT), "Creating plant-7 in cn-north-1"),
                told(ProvisioningEvent.resumed(RUN, "PayOrder", Optional.of("lost")), "PayOrder; last seen: lost"),
                told(ProvisioningEvent.checked(RUN, check), "the VPC exists: no vpc-1"),
                told(ProvisioningEvent.schemaStarted(RUN, "iothub", "ab12", 100), "script of 100 bytes"),
                told(
                        ProvisioningEvent.schemaNoted(RUN, SchemaNote.of(SchemaNote.Kind.WAITING, "jane is at it")),
                        "jane"),
                told(
                        ProvisioningEvent.schemaFailed(RUN, OptionalInt.of(3), "statement 3 failed"),
                        "statement 3 failed"),
                told(ProvisioningEvent.schemaFinished(RUN, REPORT), "73 statements, 31 tables"),
                told(ProvisioningEvent.claimed(RUN, "PayOrder", 2), "PayOrder, time 2"),
                told(ProvisioningEvent.recovering(RUN, "PlaceOrder", List.of("no order")), "PlaceOrder: no order"),
                told(ProvisioningEvent.ordered(RUN, "2026", Optional.of("i-7")), "order 2026 for instance i-7"),
                told(ProvisioningEvent.confirmed(RUN, "2026", Money.cny("88"), Optional.of(AT)), "it costs CNY 88.00"),
                told(ProvisioningEvent.paid(RUN, "2026", Money.cny("88")), "paid: CNY 88.00"),
                told(ProvisioningEvent.looked(RUN, Optional.of("i-7"), "BUILDING 5 %", Optional.of(5)), "BUILDING 5 %"),
                told(
                        ProvisioningEvent.waiting(RUN, "PayOrder", "rated", Duration.ofSeconds(10)),
                        "rated; again in 10 s"),
                told(ProvisioningEvent.warned(RUN, "the mark is gone"), "the mark is gone"),
                told(ProvisioningEvent.finished(RUN, done), "instance i-7 runs"),
                told(ProvisioningEvent.stopped(RUN, over), "it stopped."));
    }

    private static Instance instance() {
        return Instance.builder("i-7", "plant-7", "cn-north-1")
                .status(InstanceStatus.RUNNING, "running")
                .build();
    }

    private static String printed(ProvisioningEvent event) {
        var bytes = new ByteArrayOutputStream();
        new EventPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8)).on(event);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void hasALineForEveryKindOfEvent() {
        assertThat(all())
                .extracting(each -> (Object) each.event().kind())
                .as("give the new kind its line in EventPrinter, and its row here")
                .containsExactlyInAnyOrder((Object[]) ProvisioningEvent.class.getClasses());
        assertThat(all()).allSatisfy(each -> assertThat(printed(each.event())).contains(each.line()));
    }

    /** Each look of a wait is told by what it saw, and only when that is news. */
    @Test
    void doesNotRepeatWhatItHasSeen() {
        var bytes = new ByteArrayOutputStream();
        var printer = new EventPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        for (int i = 0; i < 3; i++) {
            printer.on(ProvisioningEvent.looked(RUN, Optional.of("i-7"), "BUILDING 5 %", Optional.of(5)));
            printer.on(ProvisioningEvent.waiting(RUN, "AwaitInstance", "BUILDING 5 %", Duration.ofSeconds(10)));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).split("BUILDING 5 %", -1))
                .hasSize(2);
    }
}
