package io.github.iothubsdk.provisioning;

import static io.github.iothubsdk.provisioning.AsyncLoop.awaitQuietly;
import static io.github.iothubsdk.provisioning.AsyncLoop.onlyRun;
import static io.github.iothubsdk.provisioning.AsyncLoop.resumeWhenFree;
import static io.github.iothubsdk.provisioning.AsyncLoop.until;
import static io.github.iothubsdk.provisioning.AsyncLoop.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that are cancelled or whose client is closed stop sending, and can be resumed. */
@Timeout(60)
class AsyncStopsTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private record SlowCheck(Runnable pause) implements PreflightCheck {
        @Override
        public CheckId id() {
            return CheckId.of("takes-its-time");
        }

        @Override
        public String name() {
            return "it takes a while";
        }

        @Override
        public CheckResult look(CreateInstanceRequest request) {
            pause.run();
            return passed("so it did");
        }
    }

    @Test
    void ordersNothingOnceItIsCancelled() {
        var begun = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        try (var cloud = new Cloud();
                var client = cloud.builder()
                        .check(new SlowCheck(() -> {
                            begun.countDown();
                            awaitQuietly(cancelled);
                        }))
                        .build()) {
            ProvisioningRun later = client.start(Cloud.request("plant-7").build());
            awaitQuietly(begun);
            assertThat(later.cancel()).isTrue();
            assertThat(later.result()).isCancelled();
            assertThat(later.state().phase()).as("its turn is not over").isEqualTo(ProvisioningRun.Phase.WORKING);
            cancelled.countDown();
            until(cloud, () -> later.state().phase() == ProvisioningRun.Phase.STOPPED);
            RunId run = onlyRun(cloud);
            cloud.journal.own(run).close(); // it is free already
            assertThat(cloud.simulator.ledger().writes()).isZero();

            client.resume(run, HOUR);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
            assertThat(cloud.simulator.ledger().calls(Route.DESCRIBE_USER))
                    .as("the cancelled run got no further than its checks, so that resuming looks again")
                    .hasSizeBetween(1, 2);
        }
    }

    @Test
    void sendsNothingMoreAndCanBeResumedAtOnceWhenCancelledWhileItWaits() {
        try (var cloud = new Cloud();
                var client = cloud.client()) {
            CompletableFuture<ProvisioningResult> later =
                    client.start(Cloud.request("plant-7").build()).result();
            until(cloud, () -> waits(cloud, "AwaitInstance"));
            until(cloud, () -> cloud.timeSource.advanceToNext());
            later.cancel(true);
            RunId run = onlyRun(cloud);
            resumeWhenFree(client, run);

            List<Ledger.Call> before = cloud.simulator.ledger().calls();
            cloud.timeSource.advance(HOUR);
            assertThat(cloud.simulator.ledger().calls()).hasSameSizeAs(before);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void failsWithUnfinishedWhenTheClientIsClosedAndResumesInAnother() {
        try (var cloud = new Cloud()) {
            CompletableFuture<ProvisioningResult> later;
            try (var client = cloud.client()) {
                later = client.start(Cloud.request("plant-7").build()).result();
                until(cloud, () -> waits(cloud, "AwaitInstance"));
            }
            Throwable failure = catchThrowable(later::join);

            assertThat(failure).isInstanceOf(CompletionException.class).hasCauseInstanceOf(Unfinished.class);
            assertThat(failure)
                    .hasRootCauseMessage("Unfinished at AwaitInstance: the client was closed. Resume run "
                            + onlyRun(cloud).value() + ".");
            try (var other = cloud.client()) {
                other.resume(onlyRun(cloud), HOUR);
            }
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void keepsTheRunFromOthersUntilItsLastTurnIsOver() {
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var cloud = new Cloud()) {
            var client = cloud.builder()
                    .journal(new PausingJournal(cloud.journal, run -> {
                        inside.countDown();
                        awaitQuietly(goOn);
                    }))
                    .build();
            var later = client.start(Cloud.request("plant-7").build()).result();
            awaitQuietly(inside);
            client.close();
            try (var other = cloud.client()) {
                RunId run = onlyRun(cloud);
                Throwable refused = catchThrowable(() -> other.resume(run, HOUR));
                assertThat(refused).isInstanceOf(Unfinished.class).hasMessageContaining("is being worked on");
                goOn.countDown();
                assertThat(catchThrowable(later::join)).hasCauseInstanceOf(Unfinished.class);
                resumeWhenFree(other, run);
            }
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void saysOfARunThatItDidNotTakeUpAnyMoreThatItCanBeResumed() {
        try (var cloud = new Cloud()) {
            cloud.account.orderAmount("9.00");
            var client = cloud.client();
            Throwable stopped =
                    catchThrowable(() -> client.create(Cloud.request("plant-7").build(), HOUR));
            assertThat(stopped).isInstanceOf(Unfinished.class);
            RunId run = onlyRun(cloud);
            client.close();

            Throwable closed =
                    catchThrowable(() -> client.resumeAsync(run, HOUR).result().join());

            assertThat(closed).hasCauseInstanceOf(Unfinished.class).hasMessageContaining("the client was closed");
            assertThat(closed.getCause())
                    .isInstanceOfSatisfying(
                            Unfinished.class,
                            unfinished -> assertThat(unfinished.runId()).hasValue(run));
        }
    }

    @Test
    void endsTheFutureAndFreesTheRunWhateverTheCallersCodeThrows() {
        try (var cloud = new Cloud();
                var client = cloud.builder()
                        .paymentPolicy((order, request) -> sneaky(new java.io.IOException("of another JVM language")))
                        .build()) {
            Throwable failed = catchThrowable(() ->
                    client.start(Cloud.request("plant-7").build()).result().join());

            assertThat(failed).hasRootCauseMessage("of another JVM language");
            try (var other = cloud.client()) {
                other.resume(onlyRun(cloud), HOUR);
            }
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Throwable> T sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
