package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Corners in which money could move twice, or an ending could say too little. */
class MoneySafetyTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    /** The look after the payment fails without being sent, and the order service then lags behind for a while. */
    private static final class LaggingOrders extends PlainTransport {
        private final VirtualTime timeSource;
        private final Duration lag;
        private final AtomicReference<@Nullable Instant> paid = new AtomicReference<>();
        private int refusals = 5;

        LaggingOrders(VirtualTime timeSource, Duration lag) {
            this.timeSource = timeSource;
            this.lag = lag;
        }

        @Override
        public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            Instant at = paid.get();
            if (pays(request)) {
                paid.compareAndSet(null, timeSource.now());
            } else if (at != null && request.path().contains("/order/")) {
                if (refusals-- > 0) {
                    throw new NotSentException("connection refused", new ConnectException());
                }
                HttpResponse answer = super.send(request);
                boolean stale = timeSource.now().isBefore(at.plus(lag));
                return new HttpResponse(
                        answer.status(),
                        answer.headers(),
                        (stale ? answer.text().replace("\"PAID\"", "\"NO_PAY\"") : answer.text())
                                .getBytes(StandardCharsets.UTF_8));
            }
            return super.send(request);
        }
    }

    @Test
    void doesNotPayAgainWithinTheQuietPeriodBecauseTheLookAfterThePaymentFailed() {
        try (var cloud = new Cloud();
                var client = cloud.builder()
                        .transport(() -> new LaggingOrders(cloud.timeSource, Duration.ofSeconds(40)))
                        .build()) {
            client.create(Cloud.request("plant-7").build(), HOUR);

            assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).hasSize(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void saysWhichRunStoppedWhenCodeOfTheCallerFails() {
        try (var cloud = new Cloud();
                var client = cloud.builder()
                        .paymentPolicy((order, request) -> {
                            throw new IllegalArgumentException("no such budget");
                        })
                        .build()) {
            Unfinished stopped = catchThrowableOfType(
                    Unfinished.class,
                    () -> client.create(Cloud.request("plant-7").build(), HOUR));

            assertThat(stopped.step()).isEqualTo("ConfirmOrder");
            assertThat(stopped.runId()).contains(client.unfinishedRuns().get(0).runId());
            assertThat(stopped).hasMessageContaining("IllegalArgumentException");
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
        }
    }

    @Test
    void createsUnderTheSameNameOnceTheJournalIsMended() {
        var full = new AtomicBoolean(true);
        try (var cloud = new Cloud();
                var client = cloud.builder()
                        .journal(new BreakableJournal(cloud.journal, entry -> !full.get()))
                        .build()) {
            Invalid invalid = catchThrowableOfType(
                    Invalid.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));
            assertThat(invalid).hasMessageContaining("The disk is full");
            assertThat(cloud.simulator.ledger().writes()).isZero();
            full.set(false);

            client.create(Cloud.request("plant-7").build(), HOUR);

            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void asksForThePasswordBeforeItClaimsTheOrder() {
        try (var cloud = new Cloud();
                var client = cloud.client();
                var forgetful =
                        cloud.builder().secrets(database -> Optional.empty()).build()) {
            RunId run = client.begin(Cloud.request("plant-7").build());

            Unfinished unfinished = catchThrowableOfType(Unfinished.class, () -> forgetful.resume(run, HOUR));

            assertThat(unfinished).hasMessageContaining("the password of database user");
            assertThat(cloud.journal.read(run))
                    .extracting(JournalEntry::kind)
                    .doesNotContain(JournalEntry.Kind.CLAIMED);
            client.resume(run, HOUR);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void doesNotTakeUpAnAbandonedRunWhileAnotherCreatesTheSameName() {
        try (var cloud = new Cloud(builder -> builder.uniqueNames(false));
                var client = cloud.client()) {
            RunId first = client.begin(Cloud.request("plant-7").build());
            client.abandon(first);
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).rateLimited();
            RunId second = client.begin(Cloud.request("plant-7").build());
            client.advance(second);

            Unfinished refused = catchThrowableOfType(Unfinished.class, () -> client.resume(first, HOUR));

            assertThat(refused).hasMessageContaining(second.value());
            client.resume(second, HOUR);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }
}
