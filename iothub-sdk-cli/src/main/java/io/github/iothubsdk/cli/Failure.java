package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * A command that did not end well.
 *
 * @param code what the process ends with
 * @param message what is wrong and what to do, in one line
 * @param violations everything to put right, when that is known in detail
 * @param stopped how a run has ended, when that is known
 * @param resume the command to go on with, when that makes sense
 */
record Failure(
        ExitCode code,
        String message,
        List<Correction> violations,
        Optional<ProvisioningException> stopped,
        Optional<String> resume) {

    /** Commands that nobody is to run by a slip: what destroys, gives up or decides. */
    private static final Set<String> NEVER_MEANT = Set.of("delete", "abandon", "resolve");

    Failure {
        message = JavaNames.without(message);
    }

    Failure(ExitCode code, String message) {
        this(code, message, List.of(), Optional.empty(), Optional.empty());
    }

    private Failure(
            ExitCode code,
            String message,
            List<Correction> violations,
            ProvisioningException stopped,
            Optional<String> resume) {
        this(code, message, violations, Optional.of(stopped), resume);
    }

    /** Of a command that only looks: it was no run that failed. */
    Failure withoutResume() {
        return new Failure(code, message, violations, stopped, Optional.empty());
    }

    /**
     * Of arguments that cannot be.
     *
     * @param place where the wrong one stands, when that is in a file; else empty
     */
    static Failure of(CommandLine.ParameterException wrong, String place) {
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String said = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : String.valueOf(wrong.getMessage()).replaceAll("\\s+", " ").replaceAll("^Error: |[.]$", "");
        String meant = wrong instanceof CommandLine.UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
                ? unmatched.getSuggestions().stream()
                        .findFirst()
                        .map(Failure::question)
                        .orElse("")
                : "";
        return new Failure(ExitCode.INVALID, Plain.sentence(place + said + meant) + " See " + name + " --help.");
    }

    private static String question(String nearest) {
        return ". Did you mean " + nearest + "?";
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException wrong) {
        if (wrong.isUnknownOption()) {
            return unknown(wrong);
        }
        CommandLine command = wrong.getCommandLine();
        String first = wrong.getUnmatched().get(0);
        return command.getSubcommands().isEmpty()
                ? "There is nothing that '" + first + "' could be: it is one argument too many"
                : unknownCommand(command, first);
    }

    /** What is wrong with this word, and which one was meant; never a command that destroys. */
    static String unknownCommand(CommandLine program, String word) {
        List<String> commands = program.getSubcommands().keySet().stream()
                .filter(command -> !NEVER_MEANT.contains(command))
                .toList();
        return "Unknown command '" + word + "'"
                + Nearest.within(2, word, commands).map(Failure::question).orElse("");
    }

    /** Their names alone: whatever stands behind an option that there is not may be a secret. */
    private static String unknown(CommandLine.UnmatchedArgumentException wrong) {
        List<String> names = wrong.getUnmatched().stream()
                .filter(given -> given.startsWith("-"))
                .map(given -> "'" + given.replaceFirst("^(--[^=]*|-[^-]?).*", "$1") + "'")
                .distinct()
                .toList();
        return (names.size() == 1 ? "Unknown option: " : "Unknown options: ") + String.join(", ", names);
    }

    /**
     * Of what a command has thrown.
     *
     * @param interrupted whether somebody pressed Ctrl-C
     * @param commands what can be done next
     * @param standing what had become of what it was to do
     */
    static Failure of(RuntimeException thrown, boolean interrupted, Commands commands, Standing standing) {
        if (thrown instanceof ProvisioningException stopped) {
            return ofRun(stopped, interrupted, commands);
        }
        if (interrupted) {
            return new Failure(ExitCode.INTERRUPTED, standing.behind("Interrupted."));
        }
        if (thrown instanceof ApiException api) {
            return new Failure(codeOf(api), words(api, standing));
        }
        if (thrown instanceof UncheckedIOException file) {
            return new Failure(
                    ExitCode.INVALID,
                    file.getMessage() + ". Nothing was ordered. Give a file that is there and readable.");
        }
        if (thrown instanceof Refused
                || thrown instanceof JournalException
                || thrown instanceof IllegalArgumentException) {
            return new Failure(ExitCode.INVALID, String.valueOf(thrown.getMessage()));
        }
        return new Failure(
                ExitCode.UNEXPECTED,
                "Something unexpected happened; --verbose shows where. Enter " + commands.runs()
                        + " to see whether a run is open.");
    }

    private static Failure ofRun(ProvisioningException stopped, boolean interrupted, Commands commands) {
        if (stopped instanceof Unfinished unfinished && stopped.runId().isEmpty()) { // there is nothing to resume
            boolean late = unfinished.reason() == UnfinishedReason.TIME_USED_UP;
            return new Failure(
                    late ? ExitCode.UNEXPECTED : ExitCode.INVALID,
                    words(stopped, commands),
                    List.of(),
                    stopped,
                    Optional.empty());
        }
        Optional<String> resume = stopped.runId().flatMap(run -> resume(stopped, run, commands));
        if (stopped instanceof Invalid invalid) {
            List<Correction> corrections = invalid.violations().stream()
                    .map(violation -> Correction.of(violation, commands))
                    .toList();
            boolean passes = corrections.stream().allMatch(Correction::mayPass);
            return new Failure(
                    passes ? ExitCode.UNEXPECTED : ExitCode.INVALID,
                    "Nothing was ordered.",
                    corrections,
                    invalid,
                    Optional.empty());
        }
        if (stopped instanceof Unfinished && interrupted) {
            String where = "Interrupted at " + stopped.step() + "; nothing is lost.";
            return new Failure(ExitCode.INTERRUPTED, where, List.of(), stopped, resume);
        }
        return new Failure(codeOf(stopped), words(stopped, commands), List.of(), stopped, resume);
    }

    /** Empty where the same command would only say the same again. */
    private static Optional<String> resume(ProvisioningException stopped, RunId run, Commands commands) {
        if (stopped instanceof Unfinished unfinished) {
            boolean nothing = unfinished.reason() == UnfinishedReason.RESOLUTION_REFUSED
                    && unfinished.remedy().isEmpty();
            return nothing ? Optional.empty() : commands.resume(run, unfinished.reason());
        }
        return stopped instanceof Broken broken && !broken.resumable()
                ? Optional.empty()
                : Optional.of(commands.resume(run));
    }

    /** What is known, in the library's words; what to do about it, in options of this command. */
    private static String words(ProvisioningException stopped, Commands commands) {
        String words = String.valueOf(stopped.getMessage());
        if (stopped instanceof Unfinished unfinished) {
            words = whatIsUnfinished(unfinished)
                    + Plain.sentence(JavaNames.withoutState(unfinished.lastSeen())) + " "
                    + RunRemedies.of(unfinished, commands);
        } else if (stopped instanceof Unknown unknown) {
            words = "Money may have moved, and what was found does not tell: "
                    + unknown.evidence().stream().map(Plain::clause).collect(Collectors.joining("; "))
                    + ". Nothing more is sent. " + RunRemedies.of(unknown, commands);
        }
        return withRequestId(words, stopped.requestId());
    }

    /** Where there is no run, no step of one is unfinished. */
    private static String whatIsUnfinished(Unfinished unfinished) {
        if (unfinished.runId().isEmpty() && unfinished.reason() == UnfinishedReason.TIME_USED_UP) {
            return "The time is used up: ";
        }
        boolean ofTheRun = unfinished.runId().isPresent() || !(unfinished.getCause() instanceof JournalException);
        return ofTheRun ? "Unfinished at " + unfinished.step() + ": " : "";
    }

    private static String words(ApiException failed, Standing standing) {
        if (standing.isSent() && failed.mayHaveHappened()) {
            return standing.behind(Plain.sentence(failed.getMessage()));
        }
        if (failed instanceof ApiException.Rejected rejected) {
            Rejection no = rejected.rejection();
            String words = no.operation() + " was rejected: " + no.answer() + ". " + Remedies.of(no);
            return withRequestId(words, failed.requestId());
        }
        return failed.getMessage()
                + (failed instanceof ApiException.Unreachable
                        ? " " + Remedies.find("service-unreachable").orElseThrow()
                        : "");
    }

    /** For the service's support; the words of a failed call may have it already. */
    private static String withRequestId(String words, Optional<String> requestId) {
        return requestId
                .map(id -> "Request id: " + id)
                .filter(id -> !words.contains(id))
                .map(id -> words + " " + id + ".")
                .orElse(words);
    }

    /** Tells it; returns the number to end with. */
    int tell(Report report) {
        report.failed(this);
        return code.number();
    }

    private static ExitCode codeOf(ProvisioningException stopped) {
        if (stopped instanceof Broken) {
            return ExitCode.BROKEN;
        }
        return stopped instanceof Unknown ? ExitCode.UNKNOWN : ExitCode.UNFINISHED;
    }

    /** What the caller can put right is told from what the service has to, what passes, and what may have happened. */
    private static ExitCode codeOf(ApiException api) {
        if (api instanceof ApiException.Rejected no && no.rejection().reason().worthRepeating()) {
            return ExitCode.UNEXPECTED;
        }
        return api.mayHaveHappened() || api instanceof ApiException.Unreachable
                ? ExitCode.UNEXPECTED
                : ExitCode.INVALID;
    }
}
