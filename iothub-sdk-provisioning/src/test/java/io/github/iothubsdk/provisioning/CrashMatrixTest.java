package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.CrashScenario.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
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
        List<CrashScenario.Result> results = LongStream.range(FIRST_SEED, FIRST_SEED + RUNS)
                .parallel()
                .mapToObj(seed -> {
                    var journal = seed % 10 == 0 ? Journals.inDirectory(created(directory, seed)) : Journals.inMemory();
                    return new CrashScenario(seed, journal).play();
                })
                .toList();
        long running = ended(results, Ending.RUNNING);
        int cuts = sum(results, CrashScenario.Result::cuts);
        System.out.printf(
                "crash matrix: %d runs from seed %d, %d process starts, %d power cuts, %d faults, %d deeds of colleagues;"
                        + " %d RUNNING, %d found the name taken, %d need a person; %d orders, %d payments%n",
                RUNS,
                FIRST_SEED,
                sum(results, CrashScenario.Result::starts),
                cuts,
                sum(results, CrashScenario.Result::faults),
                sum(results, CrashScenario.Result::colleagues),
                running,
                ended(results, Ending.NAME_TAKEN),
                ended(results, Ending.NEEDS_A_PERSON),
                sum(results, CrashScenario.Result::orders),
                sum(results, CrashScenario.Result::payments));
        assertThat(running).isGreaterThan(RUNS * 9L / 10);
        assertThat(cuts).isGreaterThan(RUNS / 2);
    }

    private static int sum(List<CrashScenario.Result> results, ToIntFunction<CrashScenario.Result> number) {
        return results.stream().mapToInt(number).sum();
    }

    private static long ended(List<CrashScenario.Result> results, Ending ending) {
        return results.stream().filter(result -> result.ending() == ending).count();
    }
}
