package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.SchemaException;

/** What somebody at a terminal can do about a run that is not finished, for each reason that there is. */
final class RunRemedies {

    private RunRemedies() {}

    /** Without a default: a reason that is new does not compile until somebody has said what to do. */
    static String of(Unfinished stopped, Commands commands) {
        return switch (stopped.reason()) {
            case TIME_USED_UP ->
                stopped.runId().isPresent()
                        ? "Resume it to wait on; --timeout says for how long."
                        : "Try again later, or with a longer --timeout.";
            case INTERRUPTED, CLIENT_CLOSED -> "Nothing is lost: resume it.";
            case SERVICE_UNREACHABLE -> "Check --endpoint and the network, then resume it.";
            case SERVICE_REFUSED -> refused(stopped);
            case NOT_UNDERSTOOD ->
                "Check --endpoint; when it is right, a newer version of this command may understand it.";
            case OVER_THE_CEILING -> "Resume with a higher --spend-at-most to pay it, or let it expire.";
            case POLICY_OBJECTS -> "Do what the payment policy asks for and resume, or let it expire.";
            case ORDER_NOT_PAYABLE -> "Resume to look again, or pay it in the console, then resume.";
            case PAYMENT_REFUSED -> "If the balance is short, top it up first.";
            case PAYMENT_WITHOUT_TRACE ->
                "If the balance is short, top it up. To resume with --spend-at-most pays it again; without, only looks.";
            case ORDER_WITHOUT_TRACE -> "Resume to send it again.";
            case ORDER_NOT_LISTED -> "Resume it when the console's order list has it.";
            case NOT_OURS ->
                "Look in the console for what was bought. If the order is this run's all the same, pay it there, then"
                        + " resume.";
            case WAITS_FOR_DATABASE_ADMINISTRATOR -> "When that is done, resume it.";
            case DATABASE_UNREACHABLE -> "Say by --schema-url where this machine reaches the database, then resume.";
            case SCHEMA_REFUSED ->
                stopped.getCause() instanceof SchemaException failure
                        ? Remedies.ofOrdered(failure, stopped.remedy())
                        : stopped.remedy();
            case PASSWORD_MISSING -> "Set IOTHUB_DB_PASSWORD.";
            case NOT_OVER -> "Enter " + commands.resume(run(stopped)) + " to end it first.";
            case GIVEN_UP -> "To go on after all, resume it.";
            case OWNED_ELSEWHERE -> "Let that end, then resume it.";
            case NAME_TAKEN_BY_ANOTHER_RUN ->
                stopped.otherRun()
                        .map(run -> Remedies.of(run, commands))
                        .orElse("Enter " + commands.runs() + " to find that run.");
            case OTHER_ACCOUNT -> "Give the keys of the account that began it, then resume.";
            case OTHER_ENDPOINT -> "Resume it with the --endpoint that it was begun at.";
            case OTHER_DIALECT ->
                "Resume it with the --dialect that it was begun in, or let it go on in this one: --change-dialect.";
            case JOURNAL -> "The directory is that of --journal.";
            case RUN_UNREADABLE -> "Enter " + commands.abandon(run(stopped)) + " to give it up.";
            case NO_SUCH_RUN -> "Check --journal, or enter " + commands.runs() + " to list its runs.";
            case RESOLUTION_REFUSED ->
                stopped.remedy().isEmpty() // there is nothing to resolve
                        ? "Enter " + commands.runs() + " to see what is next with it."
                        : "Compare it with the console's order list. Over the ceiling, resume with a higher"
                                + " --spend-at-most first.";
            case CALLERS_CODE, UNEXPECTED -> "--verbose shows where it happened.";
        };
    }

    /** Of a run whose order or payment is in doubt. */
    static String of(Unknown stopped, Commands commands) {
        return "Look in the console's order list, then end it: "
                + stopped.runId().map(commands::resolve).orElse("iothub resolve RUN_ID")
                + " --because TEXT --adopt NUMBER, with the number of its order; or --order-again in its place, when there"
                + " is none; or --give-up. To resume it looks again.";
    }

    private static String refused(Unfinished stopped) {
        return stopped.getCause() instanceof ApiException.Rejected no
                ? Remedies.of(no.rejection())
                : "Grant the user what is refused in access management (IAM).";
    }

    private static RunId run(Unfinished stopped) {
        return stopped.runId().orElseGet(() -> new RunId("RUN_ID"));
    }
}
