package io.github.iothubsdk.provisioning.internal.flow;

import java.util.Optional;

/**
 * Why a run was begun, beside its request.
 *
 * @param approved who had agreed to it, when somebody was asked to
 * @param adopts the order, or the instance, that is there and is to be the run's: it orders nothing then
 */
public record Origin(Optional<Approved> approved, Optional<String> adopts) {

    /** Because the caller wanted it. */
    public static final Origin CALL = new Origin(Optional.empty(), Optional.empty());

    static Origin approved(Optional<Approved> how) {
        return new Origin(how, Optional.empty());
    }
}
