package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** What happened, seen from outside. */
final class AdminLedger {
    private AdminLedger() {}

    static JsonObject ledger(AdminCall call) {
        Ledger ledger = call.simulator().ledger();
        JsonArray lines = new JsonArray();
        ledger.lines().forEach(lines::add);
        return new Row()
                .with("orders", AdminState.rows(ledger.orders(), AdminLedger::order))
                .with("payments", AdminState.rows(ledger.payments(), AdminLedger::payment))
                .with("instances", AdminState.rows(ledger.instances(), AdminLedger::instance))
                .with("writes", ledger.writes())
                .with("lines", lines)
                .json();
    }

    private static JsonObject order(Ledger.Order order) {
        return new Row()
                .with("number", order.number())
                .with("account", order.account())
                .with("run", order.clientToken())
                .with("instanceName", order.instanceName())
                .with("instanceId", order.instanceId())
                .with("amount", AdminState.yuan(order.amount()))
                .with("status", order.status())
                .with("at", order.at())
                .with("colleague", order.colleague())
                .json();
    }

    private static JsonObject payment(Ledger.Payment payment) {
        return Json.object(
                "order",
                payment.orderNumber(),
                "amount",
                AdminState.yuan(payment.amount()),
                "at",
                payment.at(),
                "byCaller",
                payment.byCaller());
    }

    private static JsonObject instance(Ledger.Instance instance) {
        return new Row()
                .with("id", instance.id())
                .with("name", instance.name())
                .with("region", instance.region())
                .with("account", instance.account())
                .with("order", instance.orderNumber())
                .with("status", instance.status())
                .with("progress", instance.progress())
                .with("startedAt", instance.startedAt())
                .json();
    }

    static JsonObject requests(AdminCall call) {
        List<Served> since = call.cloud().requests.since(call.given().whole("since", 1));
        return Json.object(
                "requests",
                AdminState.rows(since, Served::fields),
                "next",
                call.cloud().requests.next());
    }

    /** {@link Admin} answers with the stream, where there is a socket for one. */
    @SuppressWarnings("DoNotCallSuggester") // it stands in the table of routes
    static JsonObject noEvents(@SuppressWarnings("unused") AdminCall call) {
        throw new AdminError(501, "events need a socket: this simulator has none");
    }
}
