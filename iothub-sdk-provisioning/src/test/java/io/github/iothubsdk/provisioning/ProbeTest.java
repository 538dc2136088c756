package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.wire.ProbedRoute;
import io.github.iothubsdk.provisioning.wire.ProbedRoute.State;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

    private Cloud cloud = Cloud.inProcess();

    @AfterEach
    void changesNothingAnywhere() {
        assertThat(cloud.simulator.ledger().calls())
                .filteredOn(call -> call.route() != Route.CREATE_INSTANCE && call.route() != Route.PAY_ORDER)
                .allMatch(call -> call.method().equals("GET") || call.route() == Route.QUERY_ORDERS)
                .noneMatch(call -> call.path().contains("admin"));
        cloud.close();
    }

    private void in(UnaryOperator<SimulatorBuilder> character) {
        cloud.close();
        cloud = Cloud.inProcess(character);
    }

    private WireProbe probe() {
        try (var client = cloud.client()) {
            return client.probe(Demo.REGION);
        }
    }

    private static ProbedRoute route(WireProbe probe, String dialect, String operation) {
        return probe.routes().stream()
                .filter(route -> route.dialect().orElse("").equals(dialect)
                        && route.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "iotHubInferred, iotHubInferred, OPEN, NOT_UNDERSTOOD, ABSENT",
        "iotHub2020, iotHubInferred, OPEN, OPEN, ABSENT",
        "iotCore2020, '', ABSENT, ABSENT, OPEN",
        "unknown, '', NOT_UNDERSTOOD, NOT_UNDERSTOOD, ABSENT"
    })
    void tellsWhichDialectAnswers(String spoken, String answering, State inferred, State in2020, State core) {
        in(builder -> builder.dialect(spoken));
        cloud.account.instance("plant-1");
        WireProbe probe = probe();
        assertThat(route(probe, "iotHubInferred", "list").state()).isEqualTo(inferred);
        assertThat(route(probe, "iotHub2020", "list").state()).isEqualTo(in2020);
        assertThat(route(probe, "iotCore2020", "list").state()).isEqualTo(core);
        assertThat(probe.answering().map(WireDialect::name).orElse("")).isEqualTo(answering);
        assertThat(probe.account()).contains(cloud.account.accountId());
        assertThat(route(probe, "", "describeVpc").state()).isEqualTo(State.OPEN);
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void prefersTheClientsOwnDialect() {
        in(builder -> builder.dialect("iotHub2020"));
        try (var client = cloud.builder().dialect(WireDialects.iotHub2020()).build()) {
            WireProbe probe = client.probe(Demo.REGION);
            assertThat(probe.answering()).contains(WireDialects.iotHub2020());
            assertThat(probe.regionsOffered()).contains("cn-north-1");
            assertThat(route(probe, "iotHub2020", "dedicated").state()).isEqualTo(State.OPEN);
        }
    }

    @Test
    void tellsAClosedRouteFromADeniedOne() {
        cloud.account.closeRoute(Route.LIST_INSTANCES).deny(Route.QUERY_ORDERS);
        WireProbe probe = probe();
        assertThat(route(probe, "iotHubInferred", "list").state()).isEqualTo(State.CLOSED);
        ProbedRoute denied = route(probe, "", "queryOrders");
        assertThat(denied.state()).isEqualTo(State.DENIED);
        assertThat(denied.detail()).contains("grant order:queryOrders");
        assertThat(denied.requestId()).isPresent();
        assertThat(denied.blocks()).isTrue();
        assertThat(probe.answering()).isEmpty();
    }

    @Test
    void tellsWhatItSawWhereItUnderstandsNothing() {
        in(builder -> builder.dialect("unknown"));
        cloud.account.instance("plant-1");
        assertThat(route(probe(), "iotHubInferred", "list").detail())
                .get()
                .asString()
                .contains("keys seen: ", "result.hubs", "result.count")
                .doesNotContain("plant-1");
    }

    @Test
    void goesOnWhereAServiceIsAway() {
        cloud.simulator.faults().on(Route.DESCRIBE_USER).always().beforeEffect().dropConnection();
        cloud.simulator.faults().on(Route.DESCRIBE_VPCS).always().html(502);
        WireProbe probe = probe();
        assertThat(route(probe, "", "describeUser").state()).isEqualTo(State.UNREACHABLE);
        assertThat(probe.account()).isEmpty();
        assertThat(route(probe, "", "describeVpcs").state()).isEqualTo(State.UNREACHABLE);
        assertThat(route(probe, "", "describeVpc").state()).isEqualTo(State.NOT_ASKED);
        assertThat(route(probe, "iotHubInferred", "list").state()).isEqualTo(State.OPEN);
        assertThat(probe.answering()).isEmpty();
    }

    @Test
    void tellsThatTheKeyIsRefused() {
        try (var client = cloud.builder("another-secret").build()) {
            WireProbe probe = client.probe(Demo.REGION);
            assertThat(probe.routes())
                    .filteredOn(route -> route.needed() && route.state() != State.NOT_ASKED)
                    .isNotEmpty()
                    .allMatch(route -> route.state() == State.REFUSED);
            assertThat(probe.answering()).isEmpty();
        }
    }

    @Test
    void endsWhenInterrupted() {
        Thread.currentThread().interrupt();
        try (var client = cloud.client()) {
            assertThatThrownBy(() -> client.probe(Demo.REGION)).isInstanceOf(ApiException.Interrupted.class);
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 8, 'milliseconds, UTC+8, as inferred'",
        "true, 8, 'seconds, UTC+8, OTHER than inferred'",
        "false, 0, 'milliseconds, UTC, OTHER than inferred'",
        "true, 0, 'seconds, UTC, OTHER than inferred'"
    })
    void settlesUnitAndZoneOfTheOrderListByAKnownOrder(boolean seconds, int hours, String words) {
        in(builder -> builder.orderTimesInSeconds(seconds).orderZone(ZoneOffset.ofHours(hours)));
        cloud.account.colleague().order("plant-1").pay();
        assertThat(probe().orderTimes()).endsWith(words);
    }

    @Test
    void saysWhatAnotherServiceLeavesOpen() {
        assertThat(probe().orderTimes()).startsWith("there is no order to tell by");
        in(builder -> builder.orderTimesUntold(true));
        cloud.account.colleague().order("plant-1").pay();
        assertThat(probe().orderTimes()).contains("does not tell when an order was made");
    }

    @Test
    void namesWhatNoRunExplains() {
        try (var client = cloud.client()) {
            client.create(Cloud.request("plant-7").build(), Duration.ofHours(1));
        }
        cloud.account.colleague().order("plant-8").pay();
        cloud.account.colleague().service("Virtual Machine").order("vm-1").pay();
        try (var client = cloud.client()) {
            assertThatThrownBy(() -> client.create(Cloud.request("plant-9").build(), Duration.ofSeconds(90)));
            WireProbe probe = client.probe(Demo.REGION);
            assertThat(probe.unfinishedRuns()).extracting(RunSummary::name).hasSize(1);
            assertThat(probe.unexplainedOrders()).hasSize(1);
            assertThat(probe.unexplainedInstances()).hasSize(1);
        }
    }

    /** Money may have moved: a run in doubt is not told as none. */
    @Test
    void namesARunThatEndedInDoubt() {
        cloud.simulator
                .faults()
                .on(Route.CREATE_INSTANCE)
                .beforeEffect()
                .meanwhile(() ->
                        cloud.account.colleague().service("Virtual Machine").order("plant-7"));
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).beforeEffect().dropConnection();
        try (var client = cloud.client()) {
            assertThatThrownBy(() -> client.create(Cloud.request("plant-7").build(), Duration.ofHours(1)))
                    .isInstanceOf(ProvisioningException.Unknown.class);
            assertThat(client.probe(Demo.REGION).unfinishedRuns()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iotHubInferred", "iotHub2020"})
    void doesNotLookForWhatIsNotThere(String spoken) {
        in(builder -> builder.dialect(spoken));
        ProbedRoute show = route(probe(), spoken, "show");
        assertThat(show.state()).isEqualTo(State.NOT_ASKED);
        assertThat(show.blocks()).isFalse();
    }

    /** A path that somebody's file brings is no known read, whatever its method is. */
    @Test
    void asksNothingThatOnlyAFileKnows() {
        WireDialect strange = WireDialects.fromJson(WireDialects.iotHubInferred()
                .toJson()
                .replace("\"iotHubInferred\"", "\"mine\"")
                .replace("/instances@siblings", "/things@siblings")
                .replace("/instances/{instanceId}@net", "/things/{instanceId}@net"));
        try (var client = cloud.builder().dialect(strange).build()) {
            WireProbe probe = client.probe(Demo.REGION);
            assertThat(route(probe, "mine", "list").state()).isEqualTo(State.NOT_ASKED);
            assertThat(route(probe, "mine", "list").detail())
                    .get()
                    .asString()
                    .contains("not on the list of known reads");
            assertThat(route(probe, "mine", "show").state()).isEqualTo(State.NOT_ASKED);
        }
        assertThat(cloud.simulator.ledger().calls())
                .noneMatch(call -> call.path().contains("things"));
    }

    /** What create reads beyond a first page is read here, too. */
    @Test
    void saysThatAListThatDoesNotShowAllStandsInTheWay() {
        cloud.simulator
                .faults()
                .on(Route.LIST_INSTANCES)
                .always()
                .odd(
                        "{\"requestId\":\"r\",\"result\":{\"data\":[{\"instanceId\":\"i-1\",\"name\":\"n\"}],\"totalSize\":3}}",
                        200);
        WireProbe probe = probe();
        assertThat(route(probe, "iotHubInferred", "list").state()).isEqualTo(State.OPEN);
        assertThat(route(probe, "iotHubInferred", "whole list").blocks()).isTrue();
        assertThat(probe.answering()).isEmpty();
    }

    @Test
    void saysThatAListThatHidesWhatTheWitnessShowsStandsInTheWay() {
        in(builder -> builder.dialect("iotHub2020"));
        cloud.account.instance("plant-1");
        cloud.simulator
                .faults()
                .on(Route.LIST_INSTANCES)
                .always()
                .odd("{\"requestId\":\"r\",\"result\":{\"pageinfo\":{\"totalSize\":0},\"data\":[]}}", 200);
        WireProbe probe = probe();
        ProbedRoute whole = route(probe, "iotHub2020", "whole list");
        assertThat(whole.blocks()).isTrue();
        assertThat(whole.detail()).get().asString().contains("does not show instance");
    }
}
