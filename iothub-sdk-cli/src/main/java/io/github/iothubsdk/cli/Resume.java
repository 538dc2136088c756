package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a run up again. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Takes an unfinished run up again; orders and pays nothing twice.",
        footer = {
            "",
            "Example:",
            "  iothub resume",
            "  iothub resume plant-7",
            "  iothub resume --all",
            "  iothub resume run-0b0ad1ab-3c05-4a9e-a1f6-5d5f3c0f2c1e --spend-at-most 88.00"
        })
final class Resume extends CloudCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "Its id, the beginning of it, or its instance's name. Default: the only unfinished run.")
    private Optional<String> run = Optional.empty();

    @Option(
            names = "--all",
            description = "All unfinished runs that need no person, one after the other, each for --timeout at most.")
    private boolean all;

    @Mixin
    private final SchemaOptions schema = new SchemaOptions();

    @Option(
            names = "--spend-at-most",
            paramLabel = "AMOUNT",
            description = "Another ceiling in yuan, when the order turned out to cost more.")
    private Optional<Money> spendAtMost = Optional.empty();

    @Option(
            names = "--change-dialect",
            description = "Lets a run that was begun in another wire dialect go on in this one.")
    private boolean changeDialect;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long it may take in all; the run can be resumed again. Default: 60m.")
    private Duration timeout = Duration.ofMinutes(60);

    Resume(Shell shell) {
        super(shell);
    }

    /** Where the run was begun, once that is known. */
    private Optional<Commands> there = Optional.empty();

    @Override
    Commands commands() {
        return there.orElseGet(this::given);
    }

    private Commands given() {
        return changeDialect ? super.commands().changingDialect() : super.commands();
    }

    @Override
    ExitCode run(Report report) {
        stands(Standing.undone("Nothing was resumed."));
        ProvisioningClientBuilder builder = schema.on(cloud.client(shell)).listener(report);
        try (ProvisioningClient client = (changeDialect ? builder.goOnFromOtherDialects() : builder).build()) {
            if (all) {
                return all(client, report);
            }
            resume(
                    client,
                    run.map(text -> new RunNames(client, commands()).find(text, RunNames::isOpen))
                            .orElseGet(() -> only(client.unfinishedRuns())),
                    report);
            return ExitCode.DONE;
        }
    }

    private void resume(ProvisioningClient client, RunId id, Report report) {
        Optional<RunSummary> begun = client.run(id);
        begun.flatMap(RunSummary::name).ifPresent(name -> report.goesOn(name, waitsSince(client, id)));
        there = begun.filter(known -> known.region().isPresent()) // else nothing is known of it
                .map(given()::at);
        shell.credentials().require();
        stands(Standing.undone("The run can be resumed again."));
        if (spendAtMost.isPresent()) {
            client.resume(id, timeout, spendAtMost.get());
        } else {
            client.resume(id, timeout);
        }
    }

    /** The journal knows when it was first seen there. */
    private static Optional<Instant> waitsSince(ProvisioningClient client, RunId id) {
        return client.history(id).stream()
                .flatMap(history -> history.entries().stream())
                .filter(entry -> entry.kind() == RunHistory.Kind.SEEN
                        && entry.step().filter(StepIds.AWAIT_INSTANCE::equals).isPresent())
                .map(RunHistory.Entry::at)
                .findFirst();
    }

    /** One that does not end well does not stop the others; the last line tells of them all. */
    private ExitCode all(ProvisioningClient client, Report report) {
        if (run.isPresent()) {
            throw new Refused("--all resumes all runs; leave " + run.get() + " out, or --all. Nothing was resumed.");
        }
        if (spendAtMost.isPresent()) {
            throw new Refused("--spend-at-most is for one run, which is to be named. Nothing was resumed.");
        }
        int done = 0;
        List<RunId> left = new ArrayList<>();
        for (RunSummary open : client.unfinishedRuns()) {
            if (!mayPass(open)) {
                left.add(open.runId());
                continue;
            }
            try {
                resume(client, open.runId(), report);
                done++;
            } catch (ProvisioningException e) {
                if (shell.interruption().requested()) {
                    throw e;
                }
                left.add(open.runId());
                var unused = Failure.of(e, false, commands(), Standing.NOTHING).tell(report);
            }
        }
        if (!left.isEmpty()) {
            var unused = new Failure(
                            ExitCode.UNFINISHED,
                            done + " went to the end, " + left.size() + " did not: "
                                    + left.stream().map(RunId::value).collect(Collectors.joining(", ")) + ". Enter "
                                    + super.commands().runs() + " to see what to do next with each.")
                    .tell(report);
            return ExitCode.UNFINISHED;
        }
        report.resumedAll(done, cloud.journal(shell));
        return ExitCode.DONE;
    }

    /** What is in doubt, costs too much or cannot be read is for a person. */
    private static boolean mayPass(RunSummary open) {
        return open.ended().isEmpty()
                && open.reason().map(UnfinishedReason::mayPass).orElse(true);
    }

    private RunId only(List<RunSummary> unfinished) {
        if (unfinished.size() == 1) {
            return unfinished.get(0).runId();
        }
        if (unfinished.isEmpty()) {
            throw new Refused("There is no unfinished run in " + cloud.journal(shell) + ". Enter "
                    + commands().runs() + " to list all.");
        }
        throw new Refused("There are " + unfinished.size() + " unfinished runs; go on with one of them: "
                + unfinished.stream()
                        .map(summary -> commands().at(summary).resume(summary.runId())
                                + summary.name().map(name -> " (" + name + ")").orElse(""))
                        .collect(Collectors.joining(", ")));
    }
}
