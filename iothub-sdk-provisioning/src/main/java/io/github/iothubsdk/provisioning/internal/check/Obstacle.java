package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.Optional;

/**
 * Why a check could not be made: in the same words for every check that the same thing stops.
 *
 * @param code as {@link CheckResult#cause()} has it
 */
record Obstacle(String code, String words, String remedy, Optional<String> requestId) {

    static Obstacle of(ApiException e) {
        if (e instanceof ApiException.Rejected no) {
            boolean passes = no.reason().worthRepeating();
            String call = passes ? "" : no.rejection().operation() + " was rejected: ";
            return new Obstacle(
                    passes ? "service-failing" : "call-refused",
                    call + no.rejection().answer(),
                    no.rejection().remedy(),
                    e.requestId());
        }
        if (e instanceof ApiException.Unreachable gone) {
            String remedy = "Check the network and the endpoint, then try again.";
            return new Obstacle("service-unreachable", gone.why(), remedy, e.requestId());
        }
        String words = String.valueOf(e.getMessage());
        String id = e.requestId().map(known -> " Request id: " + known + ".").orElse("");
        return new Obstacle(
                "answer-not-understood",
                words.replace(id, ""),
                "Find out what the service answers there, and use its dialect.",
                e.requestId());
    }

    /** What a check of the caller's own has thrown. */
    static Obstacle thrown(Throwable thrown) {
        String words = "it threw " + thrown.getClass().getName();
        return new Obstacle("check-threw", words, "Mend the check, then try again.", Optional.empty());
    }

    /** A check of the caller's own takes too long. */
    static Obstacle late(String words) {
        String remedy = "Look why it hangs, or give it more time: checkTimeout(...).";
        return new Obstacle("check-timed-out", words, remedy, Optional.empty());
    }

    CheckResult result(PreflightCheck check) {
        return CheckResult.unchecked(check.id(), check.name(), words, remedy, requestId)
                .because(code);
    }
}
