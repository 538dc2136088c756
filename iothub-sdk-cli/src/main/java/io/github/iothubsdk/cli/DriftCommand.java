package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.DriftFinding.Tier;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a recording with the wire dialects; sends nothing. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Tells where what a recording holds is not what the wire dialect says. Sends nothing.",
        footer = {"", "Example:", "  iothub list --record said.jsonl && iothub drift said.jsonl"})
final class DriftCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "What --record has written.")
    private Path file = Path.of("");

    @Option(
            names = "--dialect",
            paramLabel = "NAME|FILE",
            completionCandidates = Words.Dialects.class,
            description = "Compare with this one alone. Default: the built-in one that was spoken.")
    private Optional<String> dialect = Optional.empty();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    DriftCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Report report = output.report(shell, Commands.BARE)) {
            try {
                List<WireDialect> dialects =
                        dialect.map(CloudOptions::dialect).map(List::of).orElseGet(WireDialects::builtIn);
                List<Drift> all = dialects.stream().map(Drift::new).toList();
                RecordedLines lines = RecordedLines.read(file, exchange -> all.forEach(each -> each.look(exchange)));
                Drift best = Drift.best(all, lines.dialects());
                report.drift(new DriftVerdict(
                        file,
                        lines,
                        best,
                        all.stream().filter(each -> each != best).toList()));
                return code(best).number();
            } catch (Refused e) {
                return new Failure(ExitCode.INVALID, String.valueOf(e.getMessage())).tell(report);
            }
        }
    }

    /** For a script, half a verdict is none. */
    private ExitCode code(Drift best) {
        ExitCode told = shell.told(ExitCode.DONE);
        if (told != ExitCode.DONE) {
            return told;
        }
        return best.count(Tier.ERROR) > 0 ? ExitCode.INVALID : ExitCode.DONE;
    }
}
