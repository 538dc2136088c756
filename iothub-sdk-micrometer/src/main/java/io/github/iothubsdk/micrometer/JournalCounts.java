package io.github.iothubsdk.micrometer;

import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many runs of a journal stand how. NaN where it could not be read.
 *
 * @param readable 1, or 0 when it could not be read
 * @param unknown money may have moved
 * @param unfinished neither over nor in doubt, and readable
 * @param broken they will not come by themselves
 * @param unreadable not over, and nothing is known of them
 * @param oldest the age of the oldest unfinished one, in seconds; 0 without any
 */
record JournalCounts(
        double readable, double unknown, double unfinished, double broken, double unreadable, double oldest) {

    private static final Logger LOG = LoggerFactory.getLogger(JournalCounts.class);

    /** Before the first look. */
    static final JournalCounts NEVER_READ = failed(Double.NaN);

    /** Looks at them now. */
    static JournalCounts of(@Nullable Supplier<List<RunSummary>> journal) {
        if (journal == null) {
            return NEVER_READ;
        }
        try {
            return of(journal.get());
        } catch (RuntimeException e) {
            LOG.warn(
                    "The journal could not be read for the gauges: {}",
                    e.getClass().getName());
            return failed(0);
        }
    }

    private static JournalCounts of(List<RunSummary> runs) {
        List<RunSummary> unfinished = runs.stream()
                .filter(run -> run.ended().isEmpty() && !isUnreadable(run))
                .toList();
        return new JournalCounts(
                1,
                count(runs, Ending.UNKNOWN),
                unfinished.size(),
                count(runs, Ending.BROKEN),
                runs.stream()
                        .filter(run -> run.ended().isEmpty() && isUnreadable(run))
                        .count(),
                unfinished.stream()
                        .map(RunSummary::age)
                        .flatMap(Optional::stream)
                        .mapToDouble(Duration::toSeconds)
                        .max()
                        .orElse(0));
    }

    private static boolean isUnreadable(RunSummary run) {
        return run.reason().equals(Optional.of(UnfinishedReason.RUN_UNREADABLE));
    }

    private static double count(List<RunSummary> runs, Ending ending) {
        return runs.stream()
                .filter(run -> run.ended().equals(Optional.of(ending)))
                .count();
    }

    private static JournalCounts failed(double readable) {
        return new JournalCounts(readable, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
