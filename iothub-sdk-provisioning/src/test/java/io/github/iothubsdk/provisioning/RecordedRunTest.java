package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording of whole runs, against the simulator's ledger. */
@Timeout(60)
class RecordedRunTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Path file;

    RecordedRunTest(@TempDir Path directory) {
        file = directory.resolve("said.jsonl");
    }

    private List<Members> lines() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonValue.object(line).orElseThrow(() -> new AssertionError(line)))
                .toList();
    }

    private static String at(Members line, String... way) {
        JsonValue value = line;
        for (String name : way) {
            value = ((Members) value).get(name).orElseThrow(() -> new AssertionError(name));
        }
        return value instanceof JsonValue.Text text ? text.value() : value.write();
    }

    private static List<Members> of(List<Members> lines, String method, String path) {
        return lines.stream()
                .filter(line -> line.text("method").equals(java.util.Optional.of(method)))
                .filter(line -> line.text("path").orElse("").matches(path))
                .toList();
    }

    @Test
    void hasEveryCallOfTheLedgerAndNothingOfAnybody() throws IOException {
        ProvisioningResult result;
        Ledger ledger;
        try (var cloud = new Cloud();
                var client = cloud.builder().recording(file).build()) {
            result = client.create(Cloud.request("bottling-plant-7").build(), HOUR);
            ledger = cloud.simulator.ledger();
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
        List<Members> exchanges = lines().subList(1, lines().size());

        assertThat(exchanges).hasSize(ledger.calls().size()).hasSizeGreaterThan(12);
        assertThat(exchanges.stream().map(line -> at(line, "method")).sorted())
                .containsExactlyElementsOf(ledger.calls().stream()
                        .map(Ledger.Call::method)
                        .sorted()
                        .toList());
        assertThat(exchanges).allSatisfy(line -> assertThat(at(line, "status")).isEqualTo("200"));
        assertThat(Files.readString(file).toLowerCase(Locale.ROOT))
                .doesNotContain(
                        result.instance().id().replace("iothub-", ""),
                        result.orderNumber(),
                        "bottling",
                        "line 7",
                        Demo.VPC.replace("vpc-", ""),
                        Demo.SUBNET.replace("subnet-", ""),
                        Demo.RDS.replace("mysql-", ""),
                        Demo.RDS_HOST,
                        Demo.DB_USER,
                        Demo.DB_PASSWORD.toLowerCase(Locale.ROOT),
                        Demo.ACCESS_KEY.toLowerCase(Locale.ROOT),
                        Demo.SECRET_KEY.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        ledger.calls().stream().map(Ledger.Call::requestId).toList());
    }

    @Test
    void keepsWhatBelongsTogether() throws IOException {
        try (var cloud = new Cloud();
                var client = cloud.builder().recording(file).build()) {
            client.create(Cloud.request("plant-7").build(), HOUR);
        }
        Members create = of(lines(), "POST", "/v2/regions/cn-north-1/instances").get(0);
        String instance = at(create, "response", "result", "instanceId");
        String order = at(create, "response", "result", "orderNumber");

        assertThat(instance).matches("iothub-[a-z0-9]+");
        assertThat(at(create, "request", "rdsPassword")).isEqualTo("<secret>");
        assertThat(of(lines(), "POST", "/v2/regions/cn-north-1/order/" + order + ":pay"))
                .hasSize(1);
        assertThat(of(lines(), "GET", "/v1/regions/cn-north-1/vpcs/" + at(create, "request", "vpcId")))
                .isNotEmpty();
        assertThat(of(lines(), "GET", "/v1/regions/cn-north-1/instances/" + at(create, "request", "rdsInstanceId")))
                .isNotEmpty()
                .allSatisfy(shown -> assertThat(
                                at(shown, "response", "result", "dbInstanceAttributes", "internalDomainName"))
                        .isEqualTo(at(create, "request", "rdsHostName")));
        String last = lines().get(lines().size() - 1).write();
        assertThat(last).contains("\"instanceStatus\":\"RUNNING\"", instance, at(create, "request", "name"));
        Members paid =
                of(lines(), "GET", "/v2/regions/cn-north-1/order/" + order).get(0);
        assertThat(at(paid, "response", "result", "data", "orderNumber")).isEqualTo(order);
    }

    @Test
    void saysWhichDialectWasSpoken() throws IOException {
        try (var cloud = Cloud.inProcess();
                var client = cloud.builder().recording(file).build()) {
            assertThat(client.instances(Demo.REGION).list()).isEmpty();
        }
        Members head = lines().get(0);

        assertThat(at(head, "recording")).isEqualTo("1");
        assertThat(at(head, "sdk")).isEqualTo("0.1");
        assertThat(at(head, "about", "dialect")).isEqualTo("iotHubInferred");
        assertThat(at(head, "about", "digest")).matches("[0-9a-f]{16}");
    }

    @Test
    void neverTellsThePasswordsShapeUnderAnotherName() throws IOException {
        var others = WireDialects.fromJson(WireDialects.iotHubInferred()
                .toJson()
                .replace("description@", "memo@")
                .replace("rdsPassword@", "description@"));
        try (var cloud = Cloud.inProcess();
                var client = cloud.builder().dialect(others).recording(file).build()) {
            assertThatThrownBy(() -> client.create(Cloud.request("plant-7").build(), HOUR))
                    .isInstanceOf(ProvisioningException.class);
        }
        Members create = of(lines(), "POST", "/v2/regions/cn-north-1/instances").get(0);

        assertThat(at(create, "request", "description")).isEqualTo("<secret>");
    }

    @Test
    void keepsTheWordsOfAnotherDialectsRoutes() throws IOException {
        var others = WireDialects.fromJson(WireDialects.iotCore2020()
                .toJson()
                .replace("\"iotcore\"", "\"iothubs\"")
                .replace("\"v2\"", "\"v9\"")
                .replace("/regions/{region}/coreinstances", "/areas/{region}/hubs"));
        try (var cloud = Cloud.inProcess();
                var client = cloud.builder().dialect(others).recording(file).build()) {
            assertThatThrownBy(() -> client.instances(Demo.REGION).list()).isNotNull();
        }
        assertThat(at(lines().get(1), "service")).isEqualTo("iothubs");
        assertThat(at(lines().get(1), "path")).isEqualTo("/v9/areas/cn-north-1/hubs");
    }

    @Test
    void recordsRefusalsAndCutOffAnswersOfARunThatStops() throws IOException {
        try (var cloud = new Cloud();
                var client = cloud.builder().recording(file).build()) {
            cloud.simulator.faults().on(Route.PAY_ORDER).error(403, 403, "HTTP_FORBIDDEN", "jane is not allowed");
            assertThatThrownBy(() -> client.create(Cloud.request("plant-7").build(), HOUR))
                    .isInstanceOf(ProvisioningException.class);
        }
        Members refused = of(lines(), "POST", ".*:pay").get(0);

        assertThat(at(refused, "status")).isEqualTo("403");
        assertThat(at(refused, "response", "error", "status")).isEqualTo("HTTP_FORBIDDEN");
        assertThat(at(refused, "response", "error", "message")).isEqualTo("<text:19>");
    }

    @Test
    void isASectionForEachClientWithReplacementsOfItsOwn() throws IOException {
        try (var cloud = Cloud.inProcess()) {
            cloud.account.instance("plant-7");
            for (int i = 0; i < 2; i++) {
                try (var client = cloud.builder().recording(file).build()) {
                    assertThat(client.instances(Demo.REGION).list()).hasSize(1);
                }
            }
        }
        List<Members> lists = of(lines(), "GET", "/v2/regions/cn-north-1/instances");
        Set<String> ids = lists.stream()
                .map(line -> line.write().replaceAll(".*\"instanceId\":\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());

        assertThat(lines().stream().filter(line -> line.get("recording").isPresent()))
                .hasSize(2);
        assertThat(lists.stream().map(line -> at(line, "n"))).allMatch(n -> n.matches("[12]"));
        assertThat(ids).hasSize(2).allMatch(id -> id.matches("iothub-[a-z0-9]{10}"));
    }

    @Test
    void isRefusedBeforeAnythingIsSent() throws IOException {
        Files.writeString(file, "name: plant-7\n");
        try (var cloud = Cloud.inProcess()) {
            var builder = cloud.builder().recording(file);

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString());
            assertThat(cloud.simulator.ledger().calls()).isEmpty();
        }
    }

    @Test
    void isNotHeldByAClientThatCameToNothing() {
        try (var cloud = Cloud.inProcess()) {
            var withoutJournal =
                    ProvisioningClient.builder(() -> java.util.Optional.empty()).recording(file);
            assertThatThrownBy(withoutJournal::build).isInstanceOf(IllegalStateException.class);
            var withoutTransport = cloud.builder().recording(file).transport(() -> {
                throw new IllegalStateException("none today");
            });
            assertThatThrownBy(withoutTransport::build).isInstanceOf(IllegalStateException.class);

            try (var client = cloud.builder().recording(file).build()) {
                assertThat(client).isNotNull();
            }
        }
    }
}
