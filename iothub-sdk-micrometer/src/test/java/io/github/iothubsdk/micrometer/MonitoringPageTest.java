package io.github.iothubsdk.micrometer;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.testkit.DemoRequest;
import io.github.iothubsdk.testkit.IotHubCloud;
import io.github.iothubsdk.testkit.VirtualTime;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/monitoring.md, the dashboard and the alerts speak of the meters that there are. */
@IotHubCloud
@Timeout(60)
class MonitoringPageTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(iothub[\\w.]+)` \\| ((?:`\\w+` ?)*)\\| `(iothub_\\w+)` \\| .+ \\|$");
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern COMMA = Pattern.compile(", ");
    private static final Pattern NAME = Pattern.compile("iothub_\\w+");
    private static final Pattern SELECTED = Pattern.compile("(iothub_\\w+)\\{(\\w+)=\"(\\w+)\"}");
    private static final Pattern GROUPED = Pattern.compile("by \\(([\\w, ]+)\\) \\(\\w+\\((iothub_\\w+)");

    private final MeteredCloud metered;
    private String scrape = "";

    MonitoringPageTest(ProvisioningClientBuilder builder, VirtualTime time) {
        metered = new MeteredCloud(builder, time);
    }

    /** A run that ends in doubt, one that is done, one that is not begun at all, and a database. */
    @BeforeEach
    void everythingHappens(Simulator cloud, Account account) {
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().error(400, 400, "INVALID_ARGUMENT", "no");
        cloud.faults().on(Route.DESCRIBE_VPC).html(502);
        account.orderAmount("88.00");
        var request = DemoRequest.of("plant-7").spendAtMost(Money.cny("100")).build();
        assertThatThrownBy(() -> metered.client.create(request, HOUR))
                .isInstanceOf(ProvisioningException.Unknown.class);
        metered.client.create(
                DemoRequest.of("plant-8").spendAtMost(Money.cny("100")).build(), HOUR);
        assertThatThrownBy(() -> metered.client.create(
                        DemoRequest.of("plant-10").spendAtMost(Money.cny("10")).build(), HOUR))
                .isInstanceOf(ProvisioningException.Unfinished.class);
        account.cash("1.00");
        assertThatThrownBy(() -> metered.client.create(
                        DemoRequest.of("plant-9").spendAtMost(Money.cny("100")).build(), HOUR))
                .isInstanceOf(ProvisioningException.Invalid.class);
        RunId run = RunId.of("order-4711");
        metered.metrics.on(ProvisioningEvent.schemaFinished(run, SchemaReport.of("ab", 1, 1, Duration.ZERO, true)));
        metered.metrics.on(ProvisioningEvent.schemaFailed(run, OptionalInt.empty(), "away"));
        scrape = metered.registry.scrape();
        metered.close();
    }

    @Test
    void thePageListsEveryMeterWithItsTags() throws IOException {
        List<String> listed = new ArrayList<>();
        for (MatchResult row : rows()) {
            listed.add(row.group(1) + " "
                    + new TreeSet<>(
                            BLANK.splitAsStream(row.group(2).replace("`", "").trim())
                                    .toList()));
        }
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed))
                .isEqualTo(metered.registry.getMeters().stream()
                        .map(Meter::getId)
                        .map(id -> id.getName() + " " + keys(id))
                        .collect(toCollection(TreeSet::new)));
    }

    private static Set<String> keys(Meter.Id id) {
        Set<String> keys = id.getTags().stream().map(Tag::getKey).collect(toCollection(TreeSet::new));
        return keys.isEmpty() ? Set.of("") : keys;
    }

    @Test
    void thePageGivesTheNamesOfPrometheus() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(10);
        Set<String> described = Pattern.compile("(?m)^# TYPE (\\w+) ")
                .matcher(scrape)
                .results()
                .map(type -> type.group(1).replaceAll("_max$", ""))
                .collect(toCollection(TreeSet::new));
        Set<String> listed = new TreeSet<>();
        rows().forEach(row -> listed.add(row.group(3)));
        assertThat(listed).isEqualTo(described);
    }

    @Test
    void theDashboardAsksForWhatAScrapeHas() throws IOException {
        JsonObject dashboard = JsonParser.parseString(Files.readString(DOCS.resolve("grafana/iothub.json")))
                .getAsJsonObject();
        List<String> asked = new ArrayList<>();
        Set<Integer> ids = new TreeSet<>();
        for (JsonElement each : dashboard.getAsJsonArray("panels")) {
            JsonObject panel = each.getAsJsonObject();
            assertThat(ids.add(panel.get("id").getAsInt())).isTrue();
            assertThat(panel.get("description").getAsString()).isNotBlank();
            for (JsonElement target : panel.getAsJsonArray("targets")) {
                asked.add(target.getAsJsonObject().get("expr").getAsString());
            }
        }
        assertThat(asked).hasSizeGreaterThan(15).allSatisfy(this::isAnswered);
    }

    @Test
    void theAlertsAskForWhatAScrapeHasAndThePageListsThem() throws IOException {
        List<Map<String, Object>> rules = rules();
        assertThat(rules).hasSize(7);
        String page = Files.readString(DOCS.resolve("monitoring.md"));
        for (Map<String, Object> rule : rules) {
            isAnswered(String.valueOf(rule.get("expr")));
            assertThat(page).contains("| `" + rule.get("alert") + "` | ");
            assertThat(rule).containsKeys("labels", "annotations");
        }
    }

    /** The run in doubt of this test is on the gauge that the first alert asks for. */
    @Test
    void theScrapeTellsOfTheRunInDoubt() throws IOException {
        assertThat(scrape.lines()).contains("iothub_runs_unknown 1.0", "iothub_journal_readable 1.0");
        assertThat(rules().get(0)).containsEntry("expr", "max(iothub_runs_unknown) > 0");
    }

    private void isAnswered(String query) {
        assertThat(NAME.matcher(query).find()).as(query).isTrue();
        NAME.matcher(query)
                .results()
                .forEach(name -> assertThat(scrape.lines())
                        .as(query)
                        .anyMatch(line -> line.matches(name.group() + "(\\{.*})? .*")));
        SELECTED.matcher(query)
                .results()
                .forEach(selected -> assertThat(scrape.lines())
                        .as(query)
                        .anyMatch(line -> line.startsWith(selected.group(1) + "{")
                                && line.contains(selected.group(2) + "=\"" + selected.group(3) + "\"")));
        GROUPED.matcher(query).results().forEach(grouped -> {
            for (String label : COMMA.splitAsStream(grouped.group(1)).toList()) {
                assertThat(scrape.lines())
                        .as(query)
                        .anyMatch(line -> line.startsWith(grouped.group(2) + "{") && line.contains(label + "=\""));
            }
        });
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCS.resolve("monitoring.md")))
                .results()
                .toList();
    }

    private static List<Map<String, Object>> rules() throws IOException {
        Object yaml = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(DOCS.resolve("grafana/alerts.yaml")));
        List<Map<String, Object>> groups = listed(yaml, "groups");
        assertThat(groups).hasSize(1);
        return listed(groups.get(0), "rules");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> listed(Object map, String key) {
        return (List<Map<String, Object>>) requireNonNull(((Map<String, Object>) map).get(key), key);
    }
}
