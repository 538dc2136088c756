package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what the {@link Ledger} tells; under the lock of the cloud. */
final class Recorder {
    /** Of all addresses and bodies, in characters: 100,000 usual calls. */
    private static final long MOST_TEXT = 32L << 20;

    final List<Ledger.Payment> payments = new ArrayList<>();
    final List<Ledger.Call> calls = new ArrayList<>();
    final List<HubOrder> orders = new ArrayList<>();
    final List<String> story = new ArrayList<>();
    private long text;
    int writes;

    void tell(Instant now, String event) {
        story.add(now + "  " + event);
    }

    /** Keeps a call; of one that would fill the memory, how long its texts are. */
    void called(Ledger.Call call) {
        long size = (long) call.path().length() + call.requestBody().length();
        boolean fits = text + size <= MOST_TEXT;
        text += fits ? size : 0;
        calls.add(fits ? call : withoutTexts(call));
    }

    private static Ledger.Call withoutTexts(Ledger.Call call) {
        return new Ledger.Call(
                call.route(),
                call.method(),
                "(" + call.path().length() + " characters)",
                call.httpStatus(),
                call.requestId(),
                call.at(),
                "(" + call.requestBody().length() + " characters)");
    }

    void placed(HubOrder order) {
        orders.add(order);
        String event =
                "order %s for %s, %s payable, by " + (order.origin.isColleague() ? "a colleague of " : "") + "%s";
        String amount = order.amount.toPlainString();
        tell(order.createdAt, event.formatted(order.number, order.instance.name, amount, order.origin.accessKey()));
    }

    List<Ledger.Order> orders(CloudState cloud) {
        return orders.stream().map(order -> row(order, cloud.now())).toList();
    }

    private static Ledger.Order row(HubOrder order, Instant now) {
        return new Ledger.Order(
                order.number,
                order.account.accessKey,
                order.origin.accessKey(),
                order.origin.clientToken(),
                order.instance.name,
                order.instance.id,
                order.amount,
                order.status(now).name(),
                order.createdAt,
                order.origin.isColleague());
    }

    List<Ledger.Payment> paymentsOfColleagueOrders() {
        Set<String> ofColleagues = orders.stream()
                .filter(order -> order.origin.isColleague())
                .map(order -> order.number)
                .collect(Collectors.toSet());
        return payments.stream()
                .filter(payment -> payment.byCaller() && ofColleagues.contains(payment.orderNumber()))
                .toList();
    }

    List<Ledger.Instance> instances(CloudState cloud) {
        List<Ledger.Instance> rows = new ArrayList<>();
        for (AccountState account : cloud.accounts()) {
            for (HubInstance instance : account.instances.values()) {
                Ledger.Instance row = row(account, instance, cloud);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        return List.copyOf(rows);
    }

    private Ledger.@Nullable Instance row(AccountState account, HubInstance instance, CloudState cloud) {
        Life life = Life.of(instance, cloud.now(), cloud.settings);
        Instant start = instance.startedAt;
        HubOrder order = instance.order;
        if (start == null || !life.exists()) {
            return null;
        }
        return new Ledger.Instance(
                instance.id,
                instance.name,
                instance.region,
                account.accessKey,
                order == null ? null : order.number,
                life.status(),
                life.progress(),
                start);
    }

    List<String> lines(CloudState cloud) {
        List<String> lines = new ArrayList<>(story);
        lines.add(Summary.of(orders(cloud), payments, instances(cloud)));
        return List.copyOf(lines);
    }
}
