package io.github.iothubsdk.provisioning;

import static io.github.iothubsdk.provisioning.AsyncLoop.until;
import static io.github.iothubsdk.provisioning.AsyncLoop.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that hold no thread while they wait. The workers are real, the time is not. */
@Timeout(60)
class AsyncRunsTest {

    @Test
    void finishesWithoutAThreadOfTheCallers() {
        try (var cloud = new Cloud();
                var client = cloud.client()) {
            CompletableFuture<ProvisioningResult> later =
                    client.start(Cloud.request("plant-7").build()).result();
            until(cloud, later::isDone);

            assertThat(later.join().instance().name()).isEqualTo("plant-7");
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void looksOncePerIntervalForTwoHundredRunsAndLetsNoFailureDisturbTheOthers() {
        try (var cloud = new Cloud(builder -> builder.rateLimit(0));
                var client = cloud.builder().rateLimit(0).build()) {
            List<CompletableFuture<ProvisioningResult>> runs = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                var request = Cloud.request("plant-" + i);
                runs.add(client.start((i % 50 == 7 ? request.network("vpc-missing0000", "subnet-820lwf1mlp") : request)
                                .build())
                        .result());
            }
            until(cloud, () -> runs.stream().allMatch(CompletableFuture::isDone));

            var ordered = cloud.simulator.ledger().orders().get(195).at();
            long intervals = Duration.between(ordered, cloud.timeSource.now()).toSeconds() / 10;
            assertThat(cloud.simulator.ledger().calls(Route.LIST_INSTANCES).stream()
                            .filter(call -> call.path().contains("pageNumber=1&"))
                            .filter(call -> call.at().isAfter(ordered)))
                    .as("once all wait; before that a run looks twice whether its name is free")
                    .hasSizeLessThanOrEqualTo((int) intervals + 2);
            assertThat(runs)
                    .filteredOn(CompletableFuture::isCompletedExceptionally)
                    .hasSize(4)
                    .allSatisfy(run -> assertThat(catchThrowable(run::join)).hasCauseInstanceOf(Invalid.class));
            assertThat(cloud.simulator.ledger().orders().stream().map(Ledger.Order::instanceName))
                    .doesNotHaveDuplicates()
                    .hasSize(196);
            assertThat(cloud.ledger()).isEqualTo("ledger: 196 orders, 196 payments, 196 instances RUNNING");
        }
    }

    @Test
    void resumesWhatAnEarlierProcessLeftAndRefusesARunThatIsNotThere() {
        try (var cloud = new Cloud();
                var client = cloud.client()) {
            RunId run = client.begin(Cloud.request("plant-7").build());
            assertThat(client.run(run))
                    .hasValueSatisfying(open -> assertThat(open.name()).contains("plant-7"));
            CompletableFuture<ProvisioningResult> later =
                    client.resumeAsync(run, Duration.ofHours(1)).result();
            CompletableFuture<ProvisioningResult> nothing = client.resumeAsync(
                            new RunId("run-none"), Duration.ofHours(1))
                    .result();
            until(cloud, () -> later.isDone() && nothing.isDone());

            assertThat(later.join().runId()).isEqualTo(run);
            assertThat(client.run(run).orElseThrow().ended()).contains(RunSummary.Ending.DONE);
            assertThat(catchThrowable(nothing::join)).hasCauseInstanceOf(ProvisioningException.Unfinished.class);
            assertThat(client.run(new RunId("run-none"))).isEmpty();
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void leavesNoThreadBehindAfterClose() {
        try (var cloud = new Cloud()) {
            try (var client = cloud.client()) {
                var unused = client.start(Cloud.request("plant-7").build()).result();
                until(cloud, () -> waits(cloud, "AwaitInstance"));
            }
            until(
                    cloud,
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("iothub-sdk-run")
                                    || thread.getName().startsWith("iothub-sdk-check")));
            assertThat(cloud.ledger()).startsWith("ledger: 1 order, 1 payment, 1 instance");
        }
    }
}
