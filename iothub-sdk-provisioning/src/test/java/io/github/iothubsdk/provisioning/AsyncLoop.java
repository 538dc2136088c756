package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What tests of asynchronous runs wait with: virtual time for the runs, and a little real time for the workers. */
final class AsyncLoop {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private AsyncLoop() {}

    /** Moves time from one thing that is scheduled to the next until this holds. */
    static void until(Cloud cloud, BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            if (!cloud.timeSource.advanceToNext()) {
                LockSupport.parkNanos(200_000);
            }
        }
    }

    static boolean waits(Cloud cloud, String step) {
        return cloud.events.stream()
                .anyMatch(event -> event instanceof ProvisioningEvent.Waiting waiting
                        && waiting.step().equals(step));
    }

    static RunId onlyRun(Cloud cloud) {
        assertThat(cloud.journal.runs()).hasSize(1);
        return cloud.journal.runs().get(0);
    }

    /** Waits until nobody owns the run. */
    static void untilFree(Cloud cloud, RunId run) {
        for (int attempt = 1; attempt < 2_000; attempt++) {
            try (var owned = cloud.journal.own(run)) {
                assertThat(owned.entries()).isNotEmpty();
                return;
            } catch (JournalException.Owned e) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        throw new AssertionError("nobody gave the run up");
    }

    /** A turn that is under way ends first; until then the run is not given to anyone else. */
    static void resumeWhenFree(ProvisioningClient client, RunId run) {
        for (int attempt = 1; attempt < 2_000; attempt++) {
            Throwable failure = catchThrowable(() -> client.resume(run, HOUR));
            if (failure == null) {
                return;
            }
            assertThat(failure).isInstanceOf(Unfinished.class).hasMessageContaining("is being worked on");
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("nobody gave the run up");
    }

    /** Goes on waiting when interrupted, as code of a listener may, and keeps the flag. */
    static void awaitQuietly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(1_000_000);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
