package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What scripts of users read: it changes only where this file and docs/cli-events.md change. */
class JsonFormatTest {

    private static final RunId RUN = RunId.of("order-4711");
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final SchemaReport REPORT = SchemaReport.of("ab12", 9, 31, Duration.ofMillis(1500), false)
            .with(List.of(SchemaNote.of(SchemaNote.Kind.SECURITY, "accounts with known passwords")));
    private static final KnownOrder ORDER =
            KnownOrder.of("2026").costing(Money.cny("88")).expiring(AT);

    static Instance instance() {
        return Instance.builder("i-7", "plant-7", "cn-north-1")
                .zone("cn-north-1a")
                .vpc("vpc-a", "net")
                .subnet("subnet-b", "sub")
                .domains("in.example", "out.example")
                .status(InstanceStatus.BUILDING, "building")
                .progress(Optional.of(5))
                .createdAt(Optional.of(AT))
                .description("line 7")
                .build();
    }

    /** One of each kind. */
    static List<ProvisioningEvent> events() {
        var unchecked = CheckResult.unchecked(
                        CheckId.of("vpc-exists"),
                        "The VPC is there",
                        "no answer came",
                        "Try again.",
                        Optional.of("req-1"))
                .because("service-unreachable");
        var over = new Unfinished(new Where(RUN, "PayOrder", null, null), UnfinishedReason.UNEXPECTED, "it stopped.");
        return List.of(
                ProvisioningEvent.begun(RUN, "cn-north-1", "plant-7", AT),
                ProvisioningEvent.resumed(RUN, "PayOrder", Optional.of("lost")),
                ProvisioningEvent.checked(RUN, unchecked),
                ProvisioningEvent.schemaStarted(RUN, "iothub", "ab12", 100),
                ProvisioningEvent.schemaNoted(RUN, SchemaNote.of(SchemaNote.Kind.WAITING, "jane is at it")),
                ProvisioningEvent.schemaFailed(RUN, OptionalInt.of(3), "statement 3 failed"),
                ProvisioningEvent.schemaFinished(RUN, REPORT),
                ProvisioningEvent.claimed(RUN, "PayOrder", 2),
                ProvisioningEvent.recovering(RUN, "PlaceOrder", List.of("no order", "no instance")),
                ProvisioningEvent.ordered(RUN, "2026", Optional.of("i-7")),
                ProvisioningEvent.confirmed(RUN, "2026", Money.cny("88"), Optional.of(AT)),
                ProvisioningEvent.paid(RUN, "2026", Money.cny("88")),
                ProvisioningEvent.looked(RUN, Optional.of("i-7"), "BUILDING 5 %", Optional.of(5)),
                ProvisioningEvent.waiting(RUN, "AwaitInstance", "BUILDING", Duration.ofSeconds(10)),
                ProvisioningEvent.warned(RUN, "the mark is gone"),
                ProvisioningEvent.finished(
                        RUN, ProvisioningResult.of(RUN, instance(), "2026", Money.cny("88"), Optional.of(REPORT))),
                ProvisioningEvent.stopped(RUN, over));
    }

    static RunSummary run() {
        return RunSummary.builder(RUN)
                .of("cn-north-1", "plant-7")
                .endpoint(Optional.of(URI.create("http://127.0.0.1:8080")))
                .begun(AT, Duration.ofHours(1))
                .step("ConfirmOrder")
                .order(Optional.of(ORDER))
                .instanceId(Optional.of("i-7"))
                .lastSeen(Optional.of("over"))
                .reason(Optional.of(UnfinishedReason.OVER_THE_CEILING))
                .ended(Optional.of(RunSummary.Ending.BROKEN))
                .build();
    }

    private static List<String> values() {
        RunSummary bare = RunSummary.builder(RUN).build();
        return Stream.of(
                        JsonFormat.run(run()),
                        JsonFormat.run(bare),
                        JsonFormat.order(KnownOrder.of("2026")),
                        JsonFormat.violation(Correction.of(
                                Violation.of("name-missing", "name", "", "a name", "Give one."), Commands.BARE)),
                        JsonFormat.violation(Correction.of(
                                Violation.of("name-reserved", "name", "taken", "a name", "Resume it.")
                                        .because("a-cause")
                                        .withOtherRun(RUN),
                                Commands.BARE)))
                .map(JsonObject::toString)
                .toList();
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = JsonFormatTest.class.getResourceAsStream("events.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void writesTheGoldenFile() throws IOException {
        List<String> written = new ArrayList<>();
        events().stream()
                .flatMap(event -> JsonFormat.event(event, Commands.BARE).stream())
                .map(line -> line.event() + " " + line.fields())
                .forEach(written::add);
        written.addAll(values());
        assertThat(String.join("\n", written)).isEqualTo(String.join("\n", golden()));
    }

    @Test
    void hasALineForEveryKindOfEventButTheOneThatFailedTells() {
        Set<Class<?>> kinds = events().stream().map(ProvisioningEvent::kind).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder(ProvisioningEvent.class.getClasses());
        assertThat(events())
                .filteredOn(event -> JsonFormat.event(event, Commands.BARE).isEmpty())
                .singleElement()
                .isInstanceOf(ProvisioningEvent.Stopped.class);
    }

    @Test
    void isWhatItsDocumentationLists() throws IOException {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "cli-events.md"));
        for (String line : golden()) {
            if (!line.startsWith("{")) {
                String event = line.substring(0, line.indexOf(' '));
                String row = page.stream()
                        .filter(each -> each.startsWith("| `" + event + "` |"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(event + " is not documented"));
                Set<String> told = Pattern.compile("`(\\w+)`")
                        .matcher(row.split("\\|", -1)[2])
                        .results()
                        .map(MatchResult::group)
                        .map(word -> word.replace("`", ""))
                        .collect(Collectors.toSet());
                Set<String> written = JsonParser.parseString(line.substring(line.indexOf('{')))
                        .getAsJsonObject()
                        .keySet();
                assertThat(told).as(event).containsAll(written);
            }
        }
    }
}
