package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeatherBeforeTheOrderTest {

    private static final List<Route> LOOKS = List.of(
            Route.DESCRIBE_USER,
            Route.DESCRIBE_ACCOUNT_AMOUNT,
            Route.DESCRIBE_VPC,
            Route.DESCRIBE_SUBNET,
            Route.DESCRIBE_RDS_INSTANCE,
            Route.DESCRIBE_DATABASES,
            Route.LIST_INSTANCES);

    private final Cloud cloud = new Cloud();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void close() {
        cloud.close();
    }

    /** The refusal of a create; nothing is ordered, no run is left over, and the name is free again. */
    private Invalid refused(Cloud there, ProvisioningClient client) {
        try (client) {
            var first = catchThrowableOfType(Invalid.class, () -> client.create(request, Duration.ofMinutes(60)));
            assertThat(first).isNotNull().hasMessageContaining("Nothing was ordered");
            assertThat(client.unfinishedRuns()).isEmpty();
            assertThat(there.simulator.ledger().writes()).isZero();
            var again = catchThrowableOfType(Invalid.class, () -> client.create(request, Duration.ofMinutes(60)));
            assertThat(again.step()).isEqualTo("Preflight");
            return first;
        }
    }

    private static List<String> fields(Invalid invalid) {
        return invalid.violations().stream().map(Violation::field).toList();
    }

    @Test
    void saysWhereCredentialsAreLookedForWhenThereAreNone() {
        CredentialsProvider none = () -> {
            throw new ApiException.Misconfigured("No credentials were found: set JDCLOUD_ACCESS_KEY.");
        };
        var client = ProvisioningClient.builder(none)
                .endpoint(cloud.simulator.endpoint())
                .journal(cloud.journal)
                .ticker(cloud.ticker)
                .build();
        Invalid invalid = refused(cloud, client);

        assertThat(fields(invalid)).containsExactly("the credentials are accepted");
        assertThat(invalid).hasMessageContaining("set JDCLOUD_ACCESS_KEY");
        assertThat(cloud.simulator.ledger().calls()).isEmpty();
    }

    @Test
    void saysThatTheKeyIsWrongOnceAndNotForEveryCheck() {
        Invalid invalid = refused(cloud, cloud.builder("a-wrong-secret-key").build());

        assertThat(fields(invalid)).containsExactly("the credentials are accepted");
        assertThat(invalid).hasMessageContaining("Check the access key and the secret key");
        assertThat(invalid.requestId()).isPresent();
        assertThat(cloud.simulator.ledger().calls())
                .anyMatch(call -> call.requestId().equals(invalid.requestId().orElseThrow()));
    }

    @Test
    void namesTheActionThatAccessManagementDenies() {
        cloud.account.deny(Route.DESCRIBE_DATABASES);
        Invalid invalid = refused(cloud, cloud.client());

        assertThat(fields(invalid)).containsExactly(Verdict.DATABASE);
        assertThat(invalid)
                .hasMessageContaining("rds:describeDatabases")
                .hasMessageContaining("Grant the user the action")
                .hasMessageContaining("allowUnchecked(\"" + Verdict.DATABASE + "\")");
        assertThat(invalid.requestId()).isPresent();
    }

    @Test
    void saysThatTheRoutesAreInferredWhenTheRouteIsClosed() {
        cloud.account.closeRoute(Route.LIST_INSTANCES);
        Invalid invalid = refused(cloud, cloud.client());

        assertThat(fields(invalid)).containsExactly(Verdict.NAME, Verdict.FIRST);
        assertThat(invalid)
                .hasMessageContaining("this api is not allowed [gw]")
                .hasMessageContaining("inferred, not published")
                .hasMessageContaining("IotHubRoutes");
        assertThat(invalid.requestId()).isPresent();
    }

    @Test
    void saysThatTheRoutesAreInferredWhenTheOrderingRouteIsClosed() {
        cloud.account.closeRoute(Route.CREATE_INSTANCE);
        try (var client = cloud.client()) {
            var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, Duration.ofMinutes(60)));

            assertThat(fields(invalid)).containsExactly("order");
            assertThat(invalid).hasMessageContaining("inferred, not published").hasMessageContaining("IotHubRoutes");
            assertThat(invalid.requestId()).isPresent();
            assertThat(client.unfinishedRuns()).isEmpty();
        }
        assertThat(cloud.simulator.ledger().orders()).isEmpty();
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
    }

    @Test
    void saysThatTheEndpointCannotBeReached() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Invalid invalid = refused(
                cloud,
                cloud.builder()
                        .endpoint(URI.create("http://127.0.0.1:" + closed))
                        .build());

        assertThat(fields(invalid)).contains(Verdict.REAL_NAME, Verdict.NAME, Verdict.CLOCK);
        assertThat(invalid)
                .hasMessageContaining("http://127.0.0.1:" + closed + " could not be reached")
                .hasMessageContaining("Check the network and the endpoint");
        assertThat(cloud.simulator.ledger().calls()).isEmpty();
    }

    @Test
    void refusesInAStormOfServerFailures() {
        LOOKS.forEach(route ->
                cloud.simulator.faults().on(route).always().error(503, 503, "UNAVAILABLE", "Service unavailable"));
        Invalid invalid = refused(cloud, cloud.client());

        assertThat(fields(invalid)).contains(Verdict.REAL_NAME, Verdict.BALANCE, Verdict.VPC, Verdict.NAME);
        assertThat(invalid).hasMessageContaining("HTTP 503 UNAVAILABLE").hasMessageContaining("Try again later");
        assertThat(invalid.requestId()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 502})
    void refusesWhenAProxyAnswersWithPages(int status) {
        LOOKS.forEach(route -> cloud.simulator.faults().on(route).always().html(status));
        Invalid invalid = refused(cloud, cloud.client());

        assertThat(fields(invalid)).contains(Verdict.REAL_NAME, Verdict.BALANCE, Verdict.VPC, Verdict.NAME);
        assertThat(invalid)
                .hasMessageContaining("HTTP " + status + " with something that is not the service's JSON")
                .message()
                .doesNotContain("<html>");
    }

    @Test
    void ridesOutAShortStormOfReads() {
        LOOKS.forEach(route -> cloud.simulator.faults().on(route).html(502));
        try (var client = cloud.client()) {
            client.create(request, Duration.ofMinutes(60));
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        assertThat(cloud.simulator.faults().remaining()).isEmpty();
    }
}
