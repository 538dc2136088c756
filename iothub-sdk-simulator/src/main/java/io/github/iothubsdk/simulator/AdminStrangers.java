package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.form.Field;
import io.github.iothubsdk.simulator.form.Form;
import io.github.iothubsdk.simulator.form.Given;
import io.github.iothubsdk.simulator.form.Misfit;
import java.util.List;

/** Colleagues, who order and pay from outside. */
final class AdminStrangers {
    private static final List<String> DEEDS = List.of("pay", "cancel", "refundPart", "refundAll", "fail");

    private AdminStrangers() {}

    static Form form(@SuppressWarnings("unused") Dialect same) {
        return Form.of(
                Field.text("account", "the access key of the account; the demo account by default"),
                Field.text("name", "of the instance that is ordered"),
                Field.whole("orders", "how many of other names are ordered, in place of name", 1, 1_000),
                Field.text("vpc", "of its network; with subnet; the account's first by default"),
                Field.text("subnet", "of its network; with vpc"),
                Field.text("region", "cn-north-1 by default"),
                Field.text("description", "empty by default"),
                Field.amount("amount", "what it costs; 0 by default: post-paid"),
                Field.text(
                        "service",
                        "IoT Hub by default; of another no instance of IoT Hub comes; empty is IoT Hub, untold"),
                Field.flag("nameless", "whether the order's item has no name; false by default"),
                Field.text("order", "the number of a colleague's order that is there, in place of a new one"),
                Field.word(
                        "do", "what becomes of the order, new or there; a new one is left unpaid by default", DEEDS));
    }

    static JsonObject act(AdminCall call) {
        Given given = call.given();
        Account account = call.account();
        JsonArray orders = new JsonArray();
        for (ColleagueOrder order : given.has("order") ? there(call) : placed(account, given)) {
            if (given.has("do")) {
                deed(order, given.text("do"));
            }
            orders.add(
                    Json.object("number", order.number(), "instanceId", order.instanceId(), "status", order.status()));
        }
        return Json.object("orders", orders);
    }

    private static List<ColleagueOrder> there(AdminCall call) {
        for (String name : call.given().names()) {
            if (!List.of("account", "order", "do").contains(name)) {
                throw new Misfit(
                        name, "of an order that is there nothing else is said", List.of("account", "order", "do"));
            }
        }
        if (!call.given().has("do")) {
            throw new Misfit("do", "do is missing", DEEDS);
        }
        List<HubOrder> ofColleagues = call.cloud().recorder.orders.stream()
                .filter(order -> order.origin.isColleague())
                .toList();
        return ofColleagues.stream()
                .filter(order -> order.number.equals(call.given().text("order")))
                .findFirst()
                .map(order -> List.of(new ColleagueOrder(call.cloud(), order)))
                .orElseThrow(() -> new Misfit(
                        "order",
                        "there is no such order of a colleague",
                        ofColleagues.stream().map(order -> order.number).toList()));
    }

    private static List<ColleagueOrder> placed(Account account, Given given) {
        if (given.has("name") == given.has("orders")) {
            throw new Misfit("name", "it takes one of name, orders and order", List.of("name", "orders", "order"));
        }
        if (given.has("vpc") != given.has("subnet")) {
            throw new Misfit("subnet", "vpc and subnet go together", List.of("vpc", "subnet"));
        }
        Colleague colleague = account.colleague();
        given.ifGiven("vpc", vpc -> colleague.network(given.text(vpc), given.text("subnet")));
        given.ifGiven("region", region -> {
            if (!Region.IDS.contains(given.text(region))) {
                throw new Misfit(region, "there is no such region", Region.IDS);
            }
            colleague.region(given.text(region));
        });
        given.ifGiven("description", description -> colleague.description(given.text(description)));
        given.ifGiven("amount", amount -> colleague.amount(given.amount(amount)));
        given.ifGiven("service", service -> colleague.service(given.text(service)));
        if (given.flag("nameless", false)) {
            colleague.nameless();
        }
        return given.has("orders")
                ? colleague.orders(given.whole("orders"))
                : List.of(colleague.order(given.text("name")));
    }

    private static void deed(ColleagueOrder order, String what) {
        ColleagueOrder unused = switch (what) {
            case "pay" -> order.pay();
            case "cancel" -> order.cancel();
            case "refundPart" -> order.refundPart();
            case "refundAll" -> order.refundAll();
            default -> order.fail();
        };
    }
}
