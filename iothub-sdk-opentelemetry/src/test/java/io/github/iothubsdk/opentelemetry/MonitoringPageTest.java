package io.github.iothubsdk.opentelemetry;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** docs/monitoring.md speaks of the spans, attributes and events that there are. */
@IotHubCloud
@Timeout(60)
class MonitoringPageTest {

    private static final Path PAGE = Path.of("..", "docs", "monitoring.md");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern NAMES = Pattern.compile("`([\\w.]+)`");

    private final Tracing tracing = new Tracing();

    @AfterEach
    void close() {
        tracing.close();
    }

    /** A resend, a lost order, a run that stops, one that goes on, and a database. */
    private void everythingHappens(Simulator cloud, Account account, ProvisioningClientBuilder builder) {
        var traces = new IotHubTraces(tracing.telemetry);
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        cloud.faults().on(Route.DESCRIBE_VPC).html(502);
        account.orderAmount("88.00");
        try (var client = tracing.client(builder, traces)) {
            RunId run = RunId.of("order-4711");
            var request = DemoRequest.of("plant-7").spendAtMost(Money.cny("10")).build();
            assertThatThrownBy(() -> client.create(run, request, HOUR))
                    .isInstanceOf(ProvisioningException.Unfinished.class);
            client.resume(run, HOUR, Money.cny("100"));
            RunId script = RunId.of("script");
            traces.on(ProvisioningEvent.schemaStarted(script, "iothub", "ab", 1));
            traces.on(ProvisioningEvent.schemaFinished(script, SchemaReport.of("ab", 1, 1, Duration.ZERO, true)));
            traces.on(ProvisioningEvent.stopped(
                    script,
                    new ProvisioningException.Broken(
                            new ProvisioningException.Where(script, "PlaceOrder", null, null), "x", "y")));
        }
    }

    @Test
    void listsWhatSpansSay(Simulator cloud, Account account, ProvisioningClientBuilder builder) throws IOException {
        everythingHappens(cloud, account, builder);

        assertThat(names("span", 0))
                .containsAll(tracing.spans().stream().map(SpanData::getName).toList())
                .contains("iothub.run", "DELETE")
                .hasSize(6);

        Map<String, Set<String>> attributes = new TreeMap<>();
        tracing.runs().forEach(span -> keys(span).forEach(key -> put(attributes, key, "run")));
        tracing.calls().forEach(span -> keys(span).forEach(key -> put(attributes, key, "call")));
        Map<String, Set<String>> listed = new TreeMap<>();
        rows("attribute")
                .forEach(row -> Arrays.stream(row.get(1).split(", "))
                        .forEach(of -> put(listed, row.get(0).replace("`", ""), of)));
        assertThat(listed).isEqualTo(attributes);

        Map<String, Set<String>> events = new TreeMap<>();
        tracing.runs().stream().flatMap(span -> span.getEvents().stream()).forEach(event -> {
            events.computeIfAbsent(event.getName(), name -> new TreeSet<>()).addAll(keys(event));
        });
        Map<String, Set<String>> told = new TreeMap<>();
        rows("event of a run").forEach(row -> told.put(row.get(0).replace("`", ""), found(row.get(1))));
        assertThat(told).isEqualTo(events);
    }

    private static void put(Map<String, Set<String>> map, String key, String value) {
        map.computeIfAbsent(key, name -> new TreeSet<>()).add(value);
    }

    private static List<String> keys(SpanData span) {
        return span.getAttributes().asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .toList();
    }

    private static List<String> keys(EventData event) {
        return event.getAttributes().asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .toList();
    }

    private static Set<String> names(String table, int column) throws IOException {
        return rows(table).stream()
                .flatMap(row -> found(row.get(column)).stream())
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> found(String cell) {
        return NAMES.matcher(cell)
                .results()
                .map((MatchResult name) -> name.group(1))
                .collect(toCollection(TreeSet::new));
    }

    /** The rows of the table whose first column has this head, each as its cells. */
    private static List<List<String>> rows(String head) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int first = 0;
        while (!lines.get(first).startsWith("| " + head + " |")) {
            first++;
        }
        return lines.stream()
                .skip(first + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::trim)
                        .toList())
                .toList();
    }
}
