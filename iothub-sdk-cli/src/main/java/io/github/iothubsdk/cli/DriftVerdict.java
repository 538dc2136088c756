package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.DriftFinding.Tier;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of comparing a recording.
 *
 * @param best the comparison with the dialect that it is told of
 * @param others those with other dialects
 */
record DriftVerdict(Path file, RecordedLines lines, Drift best, List<Drift> others) {

    /** In one sentence. */
    String words() {
        String name = best.dialect.name();
        if (best.compared() == 0) {
            return "Nothing to compare: none of the " + counted(lines.exchanges(), "exchange") + " is a call of " + name
                    + ".";
        }
        String calls = counted(best.compared(), "call") + ": " + counted(best.count(Tier.ERROR), "error") + ", "
                + counted(best.count(Tier.WARNING), "warning") + ", " + best.count(Tier.INFORMATION)
                + " for information.";
        return (best.count(Tier.ERROR) > 0
                        ? "The service does not speak " + name
                        : best.count(Tier.WARNING) > 0
                                ? "The service speaks " + name + " with gaps"
                                : "The service speaks " + name)
                + ", by " + calls;
    }

    /** How another dialect would fare. */
    static String counts(Drift drift) {
        return drift.dialect.name() + ": " + counted(drift.compared(), "call") + ", "
                + counted(drift.count(Tier.ERROR), "error") + ", " + counted(drift.count(Tier.WARNING), "warning");
    }

    /** What of the file was not used; empty where it is whole. */
    String unused() {
        String broken = lines.broken() == 0 ? "" : counted(lines.broken(), "line") + " not whole and passed over. ";
        String cut = lines.cut() ? "The recording is cut in the middle of its last line. " : "";
        return (broken + cut + (broken.isEmpty() && cut.isEmpty() ? "" : "What is whole was used.")).strip();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
