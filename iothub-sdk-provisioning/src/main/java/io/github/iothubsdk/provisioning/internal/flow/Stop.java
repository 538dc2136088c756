package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a run stopped that can be resumed, and the order that it was about.
 *
 * @param reason why
 * @param order what was known of the order then
 */
public record Stop(UnfinishedReason reason, Optional<KnownOrder> order) {

    /** What stops the process or the client rather than the run, and a journal that cannot be written, is not journaled. */
    private static final Set<UnfinishedReason> NOT_KEPT = Set.of(
            UnfinishedReason.OTHER_ACCOUNT,
            UnfinishedReason.OTHER_ENDPOINT,
            UnfinishedReason.OTHER_DIALECT,
            UnfinishedReason.INTERRUPTED,
            UnfinishedReason.CLIENT_CLOSED,
            UnfinishedReason.OWNED_ELSEWHERE,
            UnfinishedReason.JOURNAL,
            UnfinishedReason.RUN_UNREADABLE,
            UnfinishedReason.NO_SUCH_RUN);

    /** How it is journaled. */
    record Journaled(
            String reason,
            @Nullable String order,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable Instant expiresAt) {

        /** Empty for a word of another version: it decides nothing. */
        Optional<Stop> toStop() {
            for (UnfinishedReason known : UnfinishedReason.values()) {
                if (known.name().equals(reason)) {
                    return Optional.of(
                            new Stop(known, Optional.ofNullable(order).map(this::knownOrder)));
                }
            }
            return Optional.empty();
        }

        private KnownOrder knownOrder(String number) {
            KnownOrder bare = KnownOrder.of(number);
            KnownOrder priced = amount == null || currency == null ? bare : bare.costing(new Money(amount, currency));
            return expiresAt == null ? priced : priced.expiring(expiresAt);
        }
    }

    /** What a line says; empty for one that is not understood, since it decides nothing. */
    static Optional<Stop> read(String json) {
        try {
            return Json.read(json, Journaled.class).toStop();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Of a failure; empty when that is not worth a line of the journal. */
    static Optional<Stop> of(Unfinished failure) {
        return NOT_KEPT.contains(failure.reason())
                ? Optional.empty()
                : Optional.of(new Stop(failure.reason(), failure.order()));
    }

    Journaled journaled() {
        return new Journaled(
                reason.name(),
                order.map(KnownOrder::number).orElse(null),
                order.flatMap(KnownOrder::amount).map(Money::amount).orElse(null),
                order.flatMap(KnownOrder::amount).map(Money::currency).orElse(null),
                order.flatMap(KnownOrder::expiresAt).orElse(null));
    }
}
