package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleBeforeTheOrderTest {

    private static final List<Route> LOOKS = List.of(
            Route.DESCRIBE_USER,
            Route.DESCRIBE_ACCOUNT_AMOUNT,
            Route.DESCRIBE_VPC,
            Route.DESCRIBE_SUBNET,
            Route.DESCRIBE_RDS_INSTANCE,
            Route.DESCRIBE_DATABASES,
            Route.LIST_INSTANCES);

    private final Cloud cloud = Cloud.inProcess();
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

    /** Bad weather: nothing was sent that changes anything, and the run goes on when it is resumed. */
    private Unfinished waited(Cloud there, ProvisioningClient client) {
        try (client) {
            var first = catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofMinutes(10)));
            assertThat(first).isNotNull().hasMessageContaining("the time is used up");
            assertThat(client.unfinishedRuns())
                    .singleElement()
                    .satisfies(run -> assertThat(first.runId()).contains(run.runId()));
            assertThat(there.simulator.ledger().writes()).isZero();
            return first;
        }
    }

    private static List<String> codes(Invalid invalid) {
        return invalid.violations().stream().map(Violation::code).toList();
    }

    @Test
    void saysWhereCredentialsAreLookedForWhenThereAreNone() {
        CredentialsProvider none = () -> {
            throw new ApiException.Misconfigured("No credentials were found: set JDCLOUD_ACCESS_KEY.");
        };
        var client = ProvisioningClient.builder(none)
                .endpoint(cloud.simulator.endpoint())
                .journal(cloud.journal)
                .timeSource(cloud.timeSource)
                .build();
        Invalid invalid = refused(cloud, client);

        assertThat(codes(invalid)).containsExactly("credentials-are-accepted");
        assertThat(invalid).hasMessageContaining("set JDCLOUD_ACCESS_KEY");
        assertThat(cloud.simulator.ledger().calls()).isEmpty();
    }

    @Test
    void saysThatTheKeyIsWrongOnceAndNotForEveryCheck() {
        Invalid invalid = refused(cloud, cloud.builder("a-wrong-secret-key").build());

        assertThat(codes(invalid)).containsExactly("credentials-are-accepted");
        assertThat(invalid).hasMessageContaining("Check the access key and the secret key");
        assertThat(invalid.requestId()).isPresent();
        assertThat(cloud.simulator.ledger().calls())
                .anyMatch(call -> call.requestId().equals(invalid.requestId().orElseThrow()));
    }

    @Test
    void namesTheActionThatAccessManagementDenies() {
        cloud.account.deny(Route.DESCRIBE_DATABASES);
        Invalid invalid = refused(cloud, cloud.client());

        assertThat(codes(invalid)).containsExactly("call-refused");
        assertThat(invalid)
                .hasMessageContaining("rds:describeDatabases")
                .hasMessageContaining("Grant the user the action")
                .hasMessageContaining("allowUnchecked(CheckId.of(\"database-is-writable\"))");
        assertThat(invalid.requestId()).isPresent();
    }

    @Test
    void saysThatTheRoutesAreInferredWhenTheRouteIsClosed() {
        cloud.account.closeRoute(Route.LIST_INSTANCES);
        Invalid invalid = refused(cloud, cloud.client());

        assertThat(codes(invalid)).containsExactly("call-refused");
        assertThat(invalid.violations().get(0).checks()).containsExactly(Verdict.NAME, Verdict.FIRST);
        assertThat(invalid)
                .hasMessageContaining("this api is not allowed [gw]")
                .hasMessageContaining("inferred, not published")
                .hasMessageContaining("WireDialects");
        assertThat(invalid.requestId()).isPresent();
    }

    @Test
    void saysThatTheRoutesAreInferredWhenTheOrderingRouteIsClosed() {
        cloud.account.closeRoute(Route.CREATE_INSTANCE);
        try (var client = cloud.client()) {
            var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, Duration.ofMinutes(60)));

            assertThat(codes(invalid)).containsExactly("order-refused");
            assertThat(invalid).hasMessageContaining("inferred, not published").hasMessageContaining("WireDialects");
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
        Unfinished unfinished = waited(
                cloud,
                cloud.builder()
                        .transport(() -> HttpTransports.okHttp(Duration.ofSeconds(5)))
                        .endpoint(URI.create("http://127.0.0.1:" + closed))
                        .build());

        assertThat(unfinished).hasMessageContaining("http://127.0.0.1:" + closed + " could not be reached");
        assertThat(cloud.simulator.ledger().calls()).isEmpty();
    }

    @Test
    void tellsAnUnreachableHostOnceWithTheChecksThatCouldNotBeMade() {
        try (var client = cloud.builder()
                .transport(() -> HttpTransports.okHttp(Duration.ofSeconds(5)))
                .endpoint(URI.create("https://no-such-host.invalid"))
                .build()) {
            Preflight preflight = client.preflight(request);
            List<CheckResult> unseen = preflight.blocking();

            assertThat(unseen).hasSizeGreaterThan(7).allSatisfy(result -> {
                assertThat(result.outcome()).isEqualTo(CheckResult.Outcome.UNCHECKED);
                assertThat(result.cause()).contains("service-unreachable");
            });
            assertThat(preflight.violations()).singleElement().satisfies(told -> {
                assertThat(told.code()).isEqualTo("service-unreachable");
                assertThat(told.checks())
                        .isEqualTo(unseen.stream().map(CheckResult::id).toList());
                assertThat(told.value())
                        .contains(
                                "https://no-such-host.invalid could not be reached: unknown host no-such-host.invalid");
            });
        }
    }

    @Test
    void tellsAnUnreachableHostBesideWhatIsWrong() {
        CreateInstanceRequest east = CreateInstanceRequest.builder("cn-east-2", "plant-7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(Cloud.database())
                .acceptServiceTerms()
                .build();
        try (var client = cloud.builder()
                .transport(() -> new InProcess(cloud.simulator) {
                    @Override
                    public HttpResponse send(HttpRequest call) throws IOException, InterruptedException {
                        if (call.service().equals("user")) {
                            return super.send(call); // whose the run is must be known
                        }
                        throw new NotSentException("connection refused", new ConnectException());
                    }
                })
                .build()) {
            var invalid = catchThrowableOfType(Invalid.class, () -> client.create(east, Duration.ofMinutes(60)));
            assertThat(codes(invalid)).containsExactlyInAnyOrder("service-unreachable", "region-is-supported");
        }
    }

    @Test
    void waitsInAStormOfServerFailuresAndOrdersOnceAfterIt() {
        LOOKS.forEach(route ->
                cloud.simulator.faults().on(route).always().error(503, 503, "UNAVAILABLE", "Service unavailable"));
        Unfinished unfinished = waited(cloud, cloud.client());
        assertThat(unfinished).hasMessageContaining("HTTP 503 UNAVAILABLE").hasMessageContaining("Request id: ");

        cloud.simulator.faults().clear();
        try (var client = cloud.client()) {
            client.resume(unfinished.runId().orElseThrow(), Duration.ofMinutes(60));
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 502})
    void waitsWhileAProxyAnswersWithPages(int status) {
        LOOKS.forEach(route -> cloud.simulator.faults().on(route).always().html(status));

        assertThat(waited(cloud, cloud.client()))
                .hasMessageContaining("HTTP " + status + " with something that is not the service's JSON")
                .message()
                .doesNotContain("<html>");
    }

    @Test
    void ridesOutAnOutageOfSecondsBeforeAnythingIsOrdered() {
        var down = new AtomicBoolean(true);
        try (var client = cloud.builder()
                .transport(() -> new InProcess(cloud.simulator) {
                    @Override
                    public HttpResponse send(HttpRequest call) throws IOException, InterruptedException {
                        if (down.get()) {
                            throw new NotSentException("connection refused", new ConnectException());
                        }
                        return super.send(call);
                    }
                })
                .listener(event -> {
                    if (event instanceof ProvisioningEvent.Waiting) {
                        down.set(false);
                    }
                })
                .build()) {
            client.create(request, Duration.ofMinutes(60));
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void leavesAResumableRunWhenTheBudgetEndsInPreflight() {
        cloud.simulator.faults().on(Route.DESCRIBE_VPC).always().html(502);
        Unfinished unfinished = waited(cloud, cloud.client());
        assertThat(unfinished.step()).isEqualTo("Preflight");
    }

    /** What nobody understands is no reason to believe that a name is free. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"requestId\":\"r\"}",
                "{}",
                "{\"requestId\":\"r\",\"result\":null}",
                "{\"status\":\"ok\"}",
                "{\"requestId\":\"r\",\"result\":{\"iotcoreInstances\":[{\"instanceId\":\"i\"}],\"page\":{}}}",
                "{\"requestId\":\"r\",\"result\":{\"pageInfo\":{\"total\":0},\"rows\":[]}}",
                "{\"requestId\":\"r\",\"result\":{\"instances\":[{\"title\":\"plant-7\",\"instanceId\":\"i\"}]}}"
            })
    void ordersNothingWhileTheInstanceListSpeaksOtherWords(String answer) {
        cloud.simulator.faults().on(Route.LIST_INSTANCES).always().odd(answer, 200);
        try (var client = cloud.client()) {
            var unfinished =
                    catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofMinutes(10)));
            assertThat(unfinished)
                    .hasMessageContaining("not understood")
                    .hasMessageContaining("instances")
                    .hasMessageContaining("another dialect");
            assertThat(client.unfinishedRuns()).hasSize(1);
            assertThat(cloud.simulator.ledger().writes()).isZero();
            cloud.simulator.faults().clear();
            client.resume(unfinished.runId().orElseThrow(), Duration.ofHours(1));
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
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
