package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Resolution;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody writes to the endpoint; what does not belong to the action is refused, so that no word goes unheard. */
record RunDecision(
        @Nullable String spendAtMost,
        @Nullable String decision,
        @Nullable String subject,
        @Nullable String by,
        @Nullable String because) {

    /** The new ceiling; empty keeps the one that the run has. */
    Optional<Money> ceiling() {
        requireNone("resume takes spendAtMost and nothing else", decision, subject, by, because);
        return Optional.ofNullable(spendAtMost).map(Money::cny);
    }

    /** To give a run up needs no more words. */
    void requireNothing() {
        requireNone("abandon takes nothing", spendAtMost, decision, subject, by, because);
    }

    /** Who decides, and why, must be said: it is journaled. */
    Resolution resolution() {
        requireNone("resolve takes no spendAtMost: resume with it afterwards", spendAtMost);
        if (by == null || by.isBlank() || because == null || because.isBlank()) {
            throw new IllegalArgumentException("resolve needs by and because: who decides, and why");
        }
        return decided().by(by).because(because);
    }

    private Resolution decided() {
        String word = decision == null ? "" : decision;
        if (word.equals("adopt") && subject != null) {
            return Resolution.adopt(subject);
        }
        requireNone("only adopt names a subject", subject);
        return switch (word) {
            case "order-again" -> Resolution.orderAgain();
            case "give-up" -> Resolution.giveUp();
            default ->
                throw new IllegalArgumentException(
                        "decision must be adopt with the order or the instance as subject, order-again or give-up");
        };
    }

    private static void requireNone(String rule, @Nullable String... given) {
        if (Stream.of(given).anyMatch(each -> each != null)) {
            throw new IllegalArgumentException(rule);
        }
    }
}
