package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An executor that throws in the timer once left a future undone for ever, and its run owned. */
class NoThreadTest {

    @Test
    void stopsARunThatGetsNoThreadForItsNextTurn() {
        AtomicInteger turns = new AtomicInteger();
        try (var cloud = new Cloud()) {
            var builder = cloud.builder();
            builder.workers = Optional.of(turn -> {
                if (turns.incrementAndGet() > 1) {
                    throw new RejectedExecutionException("full");
                }
                turn.run();
            });
            try (var client = builder.build()) {
                var future = client.start(Cloud.request("plant-7").build()).result();
                cloud.timeSource.advance(Duration.ofMinutes(1));

                assertThat(future).isDone();
                assertThat(catchThrowable(future::join))
                        .hasCauseInstanceOf(Unfinished.class)
                        .hasMessageContaining("no thread could be had");
            }
            try (var client = cloud.client()) {
                client.resume(client.unfinishedRuns().get(0).runId(), Duration.ofHours(1));
            }
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }
}
