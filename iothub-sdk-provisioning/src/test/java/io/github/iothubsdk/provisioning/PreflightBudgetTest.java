package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that answers a byte a second: every call takes all the time that it is given, and no more than the budget's. */
class PreflightBudgetTest {

    private static final Duration BUDGET = Duration.ofSeconds(5);

    private final Cloud cloud = Cloud.inProcess();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void nothingWasSentThatChangesAnything() {
        assertThat(cloud.simulator.ledger().writes()).isZero();
        cloud.close();
    }

    @Test
    void boundsCreateBeforeItsRunIsBegunAndAfter() {
        withinBudget(client -> assertStopped(() -> client.create(request, BUDGET)));
    }

    @Test
    void boundsCreateUnderAKeyOfTheCallers() {
        withinBudget(client -> assertStopped(() -> client.create(RunId.of("order-4711"), request, BUDGET)));
    }

    @Test
    void boundsARunInTheBackground() {
        withinBudget(client -> {
            var thrown = catchThrowableOfType(
                    CompletionException.class,
                    () -> client.start(request, BUDGET).result().join());
            assertThat(thrown).cause().isInstanceOf(Unfinished.class);
        });
    }

    @Test
    void boundsResume() {
        RunId run;
        try (var quick = cloud.client()) {
            run = quick.begin(request);
        }
        withinBudget(client -> assertStopped(() -> client.resume(run, BUDGET)));
    }

    @Test
    void boundsPreflight() {
        withinBudget(client -> {
            Preflight preflight = client.preflight(request, BUDGET);
            assertThat(preflight.ready()).isFalse();
            assertThat(preflight.violations())
                    .anySatisfy(each -> assertThat(each.code()).isEqualTo("service-unreachable"));
        });
    }

    private static void assertStopped(Supplier<?> call) {
        var stopped = catchThrowableOfType(Unfinished.class, call::get);
        assertThat(stopped.runId()).isPresent();
        assertThat(stopped.reason().mayPass()).isTrue();
    }

    private void withinBudget(Consumer<ProvisioningClient> call) {
        var builder = cloud.builder().transport(() -> new InProcess(cloud.simulator) {
            @Override
            public HttpResponse send(HttpRequest asked) throws IOException {
                cloud.timeSource.advance(asked.timeout());
                throw new IOException("no whole answer came in time");
            }
        });
        builder.checkers = Optional.of(new CallerRuns());
        long before = cloud.timeSource.nanos();
        try (var client = builder.build()) {
            call.accept(client);
        }
        assertThat(Duration.ofNanos(cloud.timeSource.nanos() - before)).isBetween(Duration.ofSeconds(1), BUDGET);
    }
}
