package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a person ends a run of which nobody could tell whether it has ordered. Immutable.
 *
 * @param what the decision
 * @param subject the order's number or the instance's id to adopt; empty otherwise
 * @param by who decides; empty when not told
 * @param because why; empty when not told
 */
public record Resolution(What what, Optional<String> subject, Optional<String> by, Optional<String> because) {

    /** The decision. */
    public enum What {
        /** An order is the run's, and it goes on with it. */
        ADOPT,
        /** Nothing was ordered: the run may order again. */
        ORDER_AGAIN,
        /** The run is given up; nothing is sent. */
        GIVE_UP
    }

    /** Checks the texts, which are journaled. */
    public Resolution {
        requireNonNull(because, "because");
        requireNonNull(by, "by");
        requireNonNull(subject, "subject");
        requireNonNull(what, "what");
        check("subject", subject.orElse("x"), 64);
        check("by", by.orElse(""), 100);
        check("because", because.orElse(""), 500);
        if (subject.isPresent() != (what == What.ADOPT)
                || subject.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("adopt, and nothing else, names an order or an instance");
        }
    }

    /** This order is the run's; or this instance, whose order is then looked for. */
    public static Resolution adopt(String orderNumberOrInstanceId) {
        requireNonNull(orderNumberOrInstanceId, "orderNumberOrInstanceId");
        return new Resolution(
                What.ADOPT, Optional.of(orderNumberOrInstanceId.strip()), Optional.empty(), Optional.empty());
    }

    /** Nothing was ordered for the run: it may order again, with the same client token. */
    public static Resolution orderAgain() {
        return new Resolution(What.ORDER_AGAIN, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The run is given up, as by {@code abandon}. */
    public static Resolution giveUp() {
        return new Resolution(What.GIVE_UP, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Says who decides, at most 100 characters; for the journal. */
    public Resolution by(String who) {
        requireNonNull(who, "who");
        return new Resolution(what, subject, Optional.of(who), because);
    }

    /** Says why, at most 500 characters; for the journal. */
    public Resolution because(String why) {
        requireNonNull(why, "why");
        return new Resolution(what, subject, by, Optional.of(why));
    }

    private static void check(String field, String text, int longest) {
        if (text.length() > longest || text.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw new IllegalArgumentException(
                    field + " must be one line of at most " + longest + " characters without control characters");
        }
    }
}
