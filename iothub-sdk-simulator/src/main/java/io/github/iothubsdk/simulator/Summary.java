package io.github.iothubsdk.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last line of the ledger's story. */
final class Summary {
    private Summary() {}

    static String of(List<Ledger.Order> orders, List<Ledger.Payment> payments, List<Ledger.Instance> instances) {
        long theirOrders = orders.stream().filter(Ledger.Order::colleague).count();
        long paid = payments.stream().filter(Ledger.Payment::byCaller).count();
        String sum = "ledger: %s, %s".formatted(counts(orders.size() - theirOrders, paid), states(instances));
        String theirs = ", and of colleagues: " + counts(theirOrders, payments.size() - paid);
        return theirOrders == 0 ? sum : sum + theirs;
    }

    private static String counts(long orders, long payments) {
        return count(orders, "order") + ", " + count(payments, "payment");
    }

    private static String states(List<Ledger.Instance> instances) {
        Map<String, Integer> byStatus = new TreeMap<>();
        instances.forEach(instance -> byStatus.merge(instance.status(), 1, Integer::sum));
        String total = count(instances.size(), "instance");
        if (byStatus.isEmpty()) {
            return total;
        }
        if (byStatus.size() == 1) {
            return total + " " + byStatus.keySet().iterator().next();
        }
        List<String> parts = new ArrayList<>();
        byStatus.forEach((status, number) -> parts.add(number + " " + status));
        return total + " (" + String.join(", ", parts) + ")";
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
