package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * A command that did not end well.
 *
 * @param code what the process ends with
 * @param message what is wrong and what to do, in one line
 * @param violations everything to put right, when that is known in detail
 * @param run the run, when there is one
 * @param resume the command to go on with, when that makes sense
 * @param reason why a run is not finished
 * @param order the run's order, when there is one
 */
record Failure(
        ExitCode code,
        String message,
        List<Violation> violations,
        Optional<RunId> run,
        Optional<String> resume,
        Optional<UnfinishedReason> reason,
        Optional<KnownOrder> order) {

    Failure(ExitCode code, String message) {
        this(code, message, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Failure(ExitCode code, String message, ProvisioningException stopped, Optional<String> resume) {
        this(
                code,
                message,
                stopped instanceof Invalid invalid
                        ? invalid.violations().stream().map(Dialect::of).toList()
                        : List.of(),
                stopped.runId(),
                resume,
                stopped instanceof Unfinished unfinished ? Optional.of(unfinished.reason()) : Optional.empty(),
                stopped.order());
    }

    /**
     * Of arguments that cannot be.
     *
     * @param place where the wrong one stands, when that is in a file; else empty
     */
    static Failure of(CommandLine.ParameterException wrong, String place) {
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String said = String.valueOf(wrong.getMessage()).replaceAll("\\s+", " ").replaceAll("[.]$", "");
        String meant = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream()
                        .findFirst()
                        .map(nearest -> ". Did you mean " + nearest + "?")
                        .orElse(".")
                : ".";
        return new Failure(ExitCode.INVALID, place + said + meant + " See " + name + " --help.");
    }

    /**
     * Of what a command has thrown.
     *
     * @param interrupted whether somebody pressed Ctrl-C
     * @param resuming gives the command that resumes a run
     */
    static Failure of(RuntimeException thrown, boolean interrupted, Function<RunId, String> resuming) {
        if (thrown instanceof ProvisioningException stopped) {
            return ofRun(stopped, interrupted, resuming);
        }
        if (interrupted) {
            return new Failure(ExitCode.INTERRUPTED, "Interrupted; no run was begun.");
        }
        if (thrown instanceof ApiException api) {
            return new Failure(codeOf(api), Dialect.of(api.getMessage() + advice(api)));
        }
        if (thrown instanceof UncheckedIOException file) {
            return new Failure(
                    ExitCode.INVALID,
                    file.getMessage() + ". Nothing was ordered. Give a file that is there and readable.");
        }
        if (thrown instanceof Refused
                || thrown instanceof JournalException
                || thrown instanceof IllegalArgumentException) {
            return new Failure(ExitCode.INVALID, Dialect.of(String.valueOf(thrown.getMessage())));
        }
        return new Failure(
                ExitCode.UNEXPECTED,
                "Unexpected: " + thrown.getClass().getSimpleName() + ". Look with iothub runs whether a run is open; "
                        + "--verbose shows where it happened.");
    }

    private static Failure ofRun(ProvisioningException stopped, boolean interrupted, Function<RunId, String> resuming) {
        if (stopped instanceof Unfinished && stopped.runId().isEmpty()) { // there is nothing to resume
            Throwable why = stopped.getCause() instanceof JournalException journal ? journal : stopped;
            return new Failure(
                    ExitCode.INVALID, Dialect.of(String.valueOf(why.getMessage())), stopped, Optional.empty());
        }
        Optional<String> resume = stopped.runId().map(resuming);
        if (stopped instanceof Invalid invalid) {
            return new Failure(ExitCode.INVALID, "Nothing was ordered.", invalid, Optional.empty());
        }
        if (stopped instanceof Unfinished && interrupted) {
            String where = "Interrupted at " + stopped.step() + "; nothing is lost.";
            return new Failure(ExitCode.INTERRUPTED, where, stopped, resume);
        }
        String words = Dialect.of(String.valueOf(stopped.getMessage()).replaceFirst(" Resume run \\S+", ""));
        return new Failure(codeOf(stopped), words, stopped, resume);
    }

    /** Tells it; returns the number to end with. */
    int tell(Report report) {
        report.failed(this);
        return code.number();
    }

    private static String advice(ApiException api) {
        return api instanceof ApiException.Unreachable ? " Check --endpoint and the network, then try again." : "";
    }

    private static ExitCode codeOf(ProvisioningException stopped) {
        if (stopped instanceof Broken) {
            return ExitCode.BROKEN;
        }
        return stopped instanceof Unknown ? ExitCode.UNKNOWN : ExitCode.UNFINISHED;
    }

    /** What the caller can put right is told from what the service has to, or may have done all the same. */
    private static ExitCode codeOf(ApiException api) {
        return api.mayHaveHappened() ? ExitCode.UNEXPECTED : ExitCode.INVALID;
    }
}
