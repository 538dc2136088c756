package io.github.iothubsdk.provisioning.wire;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a dialect says about the wire, with its source.
 *
 * @param subject what it is about: an operation such as {@code create}, {@code row} or {@code status}
 * @param part what of it: {@code path}, or a part of the request or of the answer, such as {@code request rdsPassword}
 * @param wire what the wire calls it, such as {@code rdsPassword}
 * @param source where that comes from
 */
public record WireFact(String subject, String part, String wire, WireSource source) {
    /** Refuses what is null. */
    public WireFact {
        requireNonNull(part, "part");
        requireNonNull(source, "source");
        requireNonNull(subject, "subject");
        requireNonNull(wire, "wire");
    }
}
