package io.github.iothubsdk.provisioning.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of the journal at a glance.
 *
 * @param runId resume it with this
 * @param region of the request
 * @param name of the request
 * @param begunAt when it was first journaled
 * @param step the step that is next or waiting; {@code done} when none is left; {@link #UNREADABLE}
 * @param orderNumber once it is known
 * @param instanceId once it is known
 * @param lastSeen what was seen last; empty before the first look
 * @param ended how it ended, when it did
 */
public record RunSummary(
        RunId runId,
        String region,
        String name,
        Instant begunAt,
        String step,
        Optional<String> orderNumber,
        Optional<String> instanceId,
        String lastSeen,
        Optional<Ending> ended) {

    /**
     * The step of a run that the journal cannot read: nothing but its id is known of it, and {@link #lastSeen} says why
     * and what to do. It counts as unfinished until it is abandoned; other runs are not touched by it.
     */
    public static final String UNREADABLE = "unreadable";

    /** A run of which the journal cannot tell more than this. */
    public static RunSummary unreadable(RunId runId, String why, Optional<Ending> ended) {
        Optional<String> unknown = Optional.empty();
        return new RunSummary(runId, "", "", Instant.EPOCH, UNREADABLE, unknown, unknown, why, ended);
    }

    /** How a run ended. */
    public enum Ending {
        /** The instance runs. */
        DONE,
        /** A precondition failed, or the order was refused: nothing was ordered. */
        INVALID,
        /** Money may have moved; a later resume looks again. */
        UNKNOWN,
        /** It will not come by itself; a later resume looks again. */
        BROKEN,
        /** The caller gave it up. */
        ABANDONED
    }
}
