package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At most one order and one payment for each intended instance, no run lost, whatever dies and whenever. */
class CrashMatrixTest {

    private static final int RUNS = Integer.getInteger("crash.runs", 5_000);
    private static final long FIRST_SEED = Long.getLong("crash.seed", 20_261_122L);

    private static Path created(Path directory, long seed) {
        try {
            return Files.createDirectory(directory.resolve("run-" + seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ordersAndPaysOnceWhereverThePowerIsCut(@TempDir Path directory) {
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger cuts = new AtomicInteger();
        AtomicInteger faults = new AtomicInteger();
        AtomicInteger orders = new AtomicInteger();
        AtomicInteger payments = new AtomicInteger();
        LongStream.range(FIRST_SEED, FIRST_SEED + RUNS).parallel().forEach(seed -> {
            var journal = seed % 10 == 0 ? Journals.inDirectory(created(directory, seed)) : Journals.inMemory();
            CrashScenario.Result result = new CrashScenario(seed, journal).play();
            starts.addAndGet(result.starts());
            cuts.addAndGet(result.cuts());
            faults.addAndGet(result.faults());
            orders.addAndGet(result.orders());
            payments.addAndGet(result.payments());
        });
        System.out.printf(
                "crash matrix: %d runs from seed %d, %d process starts, %d power cuts, %d faults, %d orders, %d payments%n",
                RUNS, FIRST_SEED, starts.get(), cuts.get(), faults.get(), orders.get(), payments.get());
        assertThat(orders.get()).isEqualTo(RUNS);
        assertThat(payments.get()).isEqualTo(RUNS);
        assertThat(cuts.get()).isGreaterThan(RUNS / 2);
    }
}
