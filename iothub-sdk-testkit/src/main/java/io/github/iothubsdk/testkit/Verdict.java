package io.github.iothubsdk.testkit;

import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Simulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks through a cloud's ledger, and what its time's tasks threw, for what no test wants to have happened. */
final class Verdict {

    private Verdict() {}

    /** What speaks against it, with the ledger; empty when nothing does. */
    static Optional<AssertionError> on(Simulator cloud, List<Agenda.Failed> failed, Set<Finding> allowed) {
        Ledger ledger = cloud.ledger();
        List<String> words = new ArrayList<>();
        if (!allowed.contains(Finding.PAID_TWICE)) {
            words.addAll(paidTwice(ledger.orders(), ledger.payments()));
        }
        if (!allowed.contains(Finding.PAID_FOR_A_COLLEAGUE)) {
            ledger.paymentsOfColleagueOrders()
                    .forEach(each -> words.add(
                            "PAID_FOR_A_COLLEAGUE: order " + each.orderNumber() + " is a colleague's, and a call paid "
                                    + each.amount().toPlainString() + " for it"));
        }
        if (!allowed.contains(Finding.FAULT_NEVER_STRUCK)) {
            cloud.faults().neverStruck().forEach(each -> words.add("FAULT_NEVER_STRUCK: " + each));
        }
        if (allowed.contains(Finding.TASK_FAILED) || failed.isEmpty()) {
            return words.isEmpty() ? Optional.empty() : Optional.of(error(words, ledger));
        }
        failed.forEach(each -> words.add("TASK_FAILED: " + each.words()));
        AssertionError error = error(words, ledger);
        failed.forEach(each -> error.addSuppressed(each.thrown()));
        return Optional.of(error);
    }

    private static AssertionError error(List<String> words, Ledger ledger) {
        return new AssertionError(
                "The test is over, and its cloud has something against it (@IotHubCloud(allow = ...) lets"
                        + " it pass):\n  " + String.join("\n  ", words) + "\n" + LedgerText.of(ledger));
    }

    /** Of what calls paid: orders with two payments, and names of which two orders were paid. */
    static List<String> paidTwice(List<Ledger.Order> orders, List<Ledger.Payment> payments) {
        Map<String, Long> times = payments.stream()
                .filter(Ledger.Payment::byCaller)
                .collect(Collectors.groupingBy(Ledger.Payment::orderNumber, LinkedHashMap::new, Collectors.counting()));
        List<String> words = new ArrayList<>();
        times.forEach((order, count) -> {
            if (count > 1) {
                words.add("PAID_TWICE: order " + order + " was paid " + count + " times");
            }
        });
        orders.stream()
                .filter(order -> times.containsKey(order.number()) && !order.colleague())
                .collect(Collectors.groupingBy(
                        order -> order.account() + " " + order.instanceName(),
                        LinkedHashMap::new,
                        Collectors.mapping(Ledger.Order::number, Collectors.toList())))
                .forEach((instance, numbers) -> {
                    if (numbers.size() > 1) {
                        words.add("PAID_TWICE: orders " + String.join(", ", numbers) + " are all for "
                                + instance.substring(instance.indexOf(' ') + 1) + " and were all paid");
                    }
                });
        return words;
    }
}
