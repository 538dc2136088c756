package io.github.iothubsdk.provisioning.model;

import io.github.iothubsdk.core.internal.words.Plain;
import java.util.Optional;

/**
 * What one precondition check found.
 *
 * @param check its name, a sentence that is true when it passes
 * @param outcome how it ended
 * @param found what is there
 * @param expected what must be there
 * @param remedy what to do when it did not pass; empty otherwise
 * @param requestId the service's id of the call that could not be made, for its support
 */
public record CheckResult(
        String check, Outcome outcome, String found, String expected, String remedy, Optional<String> requestId) {

    /** In plain words: on one line each, without characters that would move a terminal, and cut. */
    public CheckResult {
        check = Plain.line(check);
        found = Plain.line(found);
        expected = Plain.line(expected);
        remedy = Plain.line(remedy);
    }

    /** How a check ended. */
    public enum Outcome {
        /** As it must be. */
        PASSED,
        /** Not as it must be: nothing is ordered. */
        FAILED,
        /** Worth knowing; does not stop anything. */
        WARNING,
        /** Could not be looked at: nothing is ordered unless the request allows this check to go unchecked. */
        UNCHECKED
    }

    /** As it must be. */
    public static CheckResult passed(String check, String found) {
        return new CheckResult(check, Outcome.PASSED, found, "", "", Optional.empty());
    }

    /** Not as it must be. */
    public static CheckResult failed(String check, String found, String expected, String remedy) {
        return new CheckResult(check, Outcome.FAILED, found, expected, remedy, Optional.empty());
    }

    /** Worth knowing. */
    public static CheckResult warning(String check, String found, String expected, String remedy) {
        return new CheckResult(check, Outcome.WARNING, found, expected, remedy, Optional.empty());
    }

    /** Could not be looked at. */
    public static CheckResult unchecked(String check, String why, String remedy, Optional<String> requestId) {
        return new CheckResult(check, Outcome.UNCHECKED, why, "to be looked at before ordering", remedy, requestId);
    }

    /** Whether it stops the order by itself. */
    public boolean blocks() {
        return outcome == Outcome.FAILED || outcome == Outcome.UNCHECKED;
    }

    /** As one of the things to put right. */
    public Violation asViolation() {
        return new Violation(check, found, expected, remedy);
    }
}
