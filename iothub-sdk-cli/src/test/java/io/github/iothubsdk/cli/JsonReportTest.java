package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.wire.ProbedRoute;
import io.github.iothubsdk.provisioning.wire.ProbedRoute.State;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that are the command's own, whole: they change only where reports.jsonl and docs/cli-events.md change. */
class JsonReportTest {

    private final Path home;

    JsonReportTest(@TempDir Path home) {
        this.home = home;
    }

    private List<String> written() {
        var heard = new Heard(home);
        var report = new JsonReport(heard.shell(), Commands.BARE);
        var run = JsonFormatTest.run();
        var open = RunSummary.builder(run.runId()).step("PayOrder").build();
        var stopped = new Unfinished(
                new Where(run.runId(), "ConfirmOrder", null, null), UnfinishedReason.OVER_THE_CEILING, "Too dear.");
        report.preflight(Preflight.of(request(), List.of()));
        report.instances(List.of(JsonFormatTest.instance()), 1, false);
        report.deleted(JsonFormatTest.instance());
        report.gone("plant-7", Optional.of(JsonFormatTest.instance()));
        report.gone("plant-8", Optional.empty());
        report.noted("cannot look: http://h could not be reached. It is tried on.");
        report.resumedAll(2, Path.of("/runs"));
        report.abandoned(run);
        report.resolved(open, "iothub resume order-4711");
        report.runs(List.of(run));
        report.probed(probe(run), "environment variables", Optional.of(Path.of("mine.json")));
        report.serving(URI.create("http://127.0.0.1:8080"), "iotHub2020", false);
        report.resumed("cloud.state", 2);
        report.notTold(3);
        report.replaying(
                URI.create("http://127.0.0.1:8080"),
                Optional.of("iotHub2020"),
                42,
                List.of("run.jsonl, line 43, stops in the middle"));
        report.missed("the recording has no more answers for GET /v1/describeUser");
        report.failed(Failure.of(stopped, false, Commands.BARE, Standing.NOTHING));
        report.failed(new Failure(ExitCode.INVALID, "No such option."));
        return heard.out().lines().toList();
    }

    private static WireProbe probe(RunSummary run) {
        return WireProbe.builder(Demo.REGION)
                .seen(Optional.of("785455908941"), Optional.of(Duration.ofSeconds(-3)))
                .routes(List.of(
                        ProbedRoute.of(
                                "", "describeUser", "user GET /v1/describeUser", true, State.OPEN, Optional.empty()),
                        ProbedRoute.of(
                                        "iotHubInferred",
                                        "list",
                                        "iothub GET /v2/regions/cn-north-1/instances",
                                        true,
                                        State.DENIED,
                                        Optional.of("grant iothub:describeInstances"))
                                .withRequestId("bpa4ph6u278ofownjgc0ittjvh3se4p1")))
                .orderTimes("there is no order to tell by: milliseconds and UTC+8 stay inferred")
                .regionsOffered(List.of(Demo.REGION))
                .runs(List.of(run), List.of("2026112309300000001"), List.of("iothub-9f3k2m7q1z"))
                .answering(Optional.of(WireDialects.iotHub2020()))
                .build();
    }

    private static CreateInstanceRequest request() {
        return CreateInstanceRequest.builder(Demo.REGION, "plant-7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = JsonReportTest.class.getResourceAsStream("reports.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void writesTheGoldenFile() throws IOException {
        assertThat(String.join("\n", written())).isEqualTo(String.join("\n", golden()));
    }

    @Test
    void isWhatItsDocumentationLists() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "cli-events.md"));
        for (String line : golden()) {
            JsonObject object = JsonParser.parseString(line).getAsJsonObject();
            String event = object.get("event").getAsString();
            var row =
                    Pattern.compile("(?m)^\\| `" + event + "` \\| ([^|]*) \\|").matcher(page);
            assertThat(row.find())
                    .as("docs/cli-events.md has a row for " + event)
                    .isTrue();
            Set<String> told = Pattern.compile("\\w+")
                    .matcher(row.group(1))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
            told.addAll(Set.of("version", "event", "at"));
            assertThat(told).as(event).containsAll(object.keySet());
        }
    }
}
