package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.PayRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the demo account of a new simulated cloud is like. */
final class SimulatedAccount {

    /** The real-name status, with its number. */
    enum Verified {
        /** Not at all. */
        no(0),
        /** As a person. */
        personal(1),
        /** As a company. */
        company(2),
        /** As both. */
        both(3);

        private final int level;

        Verified(int level) {
            this.level = level;
        }
    }

    @Option(names = "--balance", paramLabel = "AMOUNT", description = "Yuan. Default: 1016.80.")
    Optional<Money> balance = Optional.empty();

    @Option(names = "--coupons", paramLabel = "AMOUNT", description = "Yuan that payments use first. Default: 0.")
    Optional<Money> coupons = Optional.empty();

    @Option(names = "--verified", paramLabel = "no|personal|company|both", description = "Default: company.")
    Optional<Verified> verified = Optional.empty();

    @Option(
            names = "--order-amount",
            paramLabel = "AMOUNT",
            description = "Yuan a new order costs. Default: 0, post-paid.")
    Optional<Money> orderAmount = Optional.empty();

    @Option(
            names = "--order-lifetime",
            paramLabel = "DURATION",
            description = "Until unpaid orders end. Default: 360h.")
    Optional<Duration> orderLifetime = Optional.empty();

    @Option(names = "--auto-paid", description = "A create pays by itself.")
    boolean autoPaid;

    @Option(
            names = "--pay-rule",
            paramLabel = "refused|left_unpaid",
            description = "What a payment beyond the balance gets. Default: refused.")
    Optional<PayRule> payRule = Optional.empty();

    @Option(
            names = "--fate",
            paramLabel = "FATE",
            description = "What becomes of every instance: ${COMPLETION-CANDIDATES}. Default: RUNS.")
    Optional<Fate> fate = Optional.empty();

    @Option(names = "--deny", paramLabel = "ACTION", description = "Such as order:payOrder: 403; may be repeated.")
    List<String> denied = List.of();

    void furnish(Account demo) {
        balance.ifPresent(yuan -> demo.cash(yuan.amount().toPlainString()));
        coupons.ifPresent(yuan -> demo.coupons(yuan.amount().toPlainString()));
        verified.ifPresent(level -> demo.userAuth(level.level));
        orderAmount.ifPresent(yuan -> demo.orderAmount(yuan.amount().toPlainString()));
        orderLifetime.ifPresent(demo::orderLifetime);
        payRule.ifPresent(demo::payRule);
        fate.ifPresent(demo::nextInstance);
        if (autoPaid) {
            demo.autoPaid(true);
        }
        for (String action : denied) {
            try {
                demo.deny(action);
            } catch (IllegalArgumentException e) {
                throw new Refused("--deny cannot be that: " + e.getMessage() + ". Write it as order:payOrder.");
            }
        }
    }
}
