package io.github.iothubsdk.provisioning.internal.gateway;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as the answer to any operation, through the real client: a result that the answer's own words bear out, or an
 * {@link ApiException}; in few sends.
 *
 * <p>What the words are is read apart from the client, from the JSON tree.
 */
class AnswersFuzzTest {

    /** Four passes over a list, each of at most a page more than there are answers, each repeated as reads are. */
    private static final int MOST_SENDS = 4 * (ScriptedAnswers.MOST + 2) * 5;

    private static final FuzzedCalls CALLS = new FuzzedCalls();

    @FuzzTest
    void believesAnAnswerOnlyByItsOwnWords(byte[] input) {
        var script = ScriptedAnswers.parse(input);
        CALLS.answer(script);
        try {
            judge(script, CALLS);
        } catch (ApiException.Rejected e) {
            judgeRefusal(script, e);
        } catch (ApiException.Unreachable | ApiException.NotUnderstood e) {
            requireSaid(script.sends() > 0, "an answer before it was asked for");
        }
        requireSaid(script.sends() <= MOST_SENDS, script.sends() + " sends");
    }

    private static void judge(ScriptedAnswers script, FuzzedCalls calls) {
        switch (script.operation()) {
            case "user" -> requireSaid(saysAccount(calls.user(), script), "an account");
            case "balance" ->
                requireSaid(calls.balance() && member(result(script), "availableAmount") != null, "a balance");
            case "order" -> judgeOrder(script, calls.order());
            case "orders" -> calls.orders().rows().forEach(order -> judgeRow(script, order));
            case "pay" -> {
                calls.pay();
                requireSaid(FuzzedCalls.NUMBER.equals(text(result(script), "orderNumber")), "a payment");
            }
            case "create" -> judgeCreated(script, calls.create());
            case "instances" -> calls.instances().rows().forEach(row -> judgeRow(script, row));
            case "show" -> judgeShown(script, calls.show());
            case "delete" -> calls.delete();
            case "server" -> {
                calls.server();
                requireSaid(
                        FuzzedCalls.ID.equals(text(member(result(script), "dbInstanceAttributes"), "instanceId")),
                        "RDS");
            }
            case "databases" ->
                calls.databases()
                        .forEach(row -> requireSaid(
                                !rows(script, "databases", "dbName", row.dbName())
                                        .isEmpty(),
                                "rows"));
            case "vpc" -> {
                calls.vpc();
                requireSaid(FuzzedCalls.ID.equals(text(member(result(script), "vpc"), "vpcId")), "a VPC");
            }
            default -> {
                calls.subnet();
                requireSaid(FuzzedCalls.ID.equals(text(member(result(script), "subnet"), "subnetId")), "a subnet");
            }
        }
        requireSaid(script.last().status() / 100 == 2 || script.provesAbsence(), "a result with HTTP " + script.last());
        JsonElement error = member(script.last().json(), "error");
        requireSaid(error == null || script.provesAbsence(), "a result beside an error");
    }

    /** Only the service's own no says that nothing happened. */
    private static void judgeRefusal(ScriptedAnswers script, ApiException.Rejected e) {
        JsonObject json = script.last().json();
        if (json == null) {
            throw new AssertionError("a refusal that is not JSON");
        }
        if (!e.mayHaveHappened() || e.proves(Reason.NOT_FOUND)) {
            requireSaid(script.last().requestId() != null, "a no without a request id");
            requireSaid(json.has("error") || (json.has("code") && json.has("message")), "a no without an error");
            requireSaid(script.last().status() / 100 != 2 || !has(json, "result"), "a no beside a result");
        }
    }

    private static void judgeOrder(ScriptedAnswers script, Optional<Order> order) {
        if (order.isEmpty()) {
            requireSaid(script.provesAbsence(), "an absent order");
            return;
        }
        JsonElement said = member(result(script), "data");
        requireSaid(FuzzedCalls.NUMBER.equals(text(said, "orderNumber")), "another order");
        requireSaid(means(order.orElseThrow().status(), text(said, "status")), "an order's status");
        requireSaid(order.orElseThrow().payable().isEmpty() || member(said, "actualFee") != null, "a price");
    }

    private static void judgeRow(ScriptedAnswers script, Order order) {
        requireSaid(
                rows(script, "resultList", "orderNumber", order.number()).stream()
                        .anyMatch(row -> means(order.status(), text(row, "status"))),
                "a row of the order list");
    }

    private static void judgeRow(ScriptedAnswers script, Instance instance) {
        boolean said = List.of("instances", "data").stream()
                .flatMap(key -> rows(script, key, "instanceId", instance.id()).stream())
                .anyMatch(row -> means(instance.status(), text(row, "instanceStatus")));
        requireSaid(said, "a row of the instance list");
    }

    private static void judgeCreated(ScriptedAnswers script, InstanceApi.Created created) {
        JsonElement said = result(script);
        requireSaid(
                created.instanceId().isEmpty() || created.instanceId().equals(text(said, "instanceId")), "an instance");
        requireSaid(
                created.orderNumber().isEmpty()
                        || List.of("orderNumber", "orderId", "orderNum", "orderNo", "buyId").stream()
                                .anyMatch(key -> created.orderNumber().equals(text(said, key))),
                "an order number");
        requireSaid(!(created.instanceId() + created.orderNumber()).isBlank(), "an order that says nothing");
    }

    private static void judgeShown(ScriptedAnswers script, Optional<Instance> instance) {
        if (instance.isEmpty()) {
            requireSaid(script.provesAbsence(), "an absent instance");
            return;
        }
        JsonElement said = member(result(script), "instance");
        requireSaid(FuzzedCalls.ID.equals(text(said, "instanceId")), "another instance");
        requireSaid(means(instance.orElseThrow().status(), text(said, "instanceStatus")), "an instance's status");
    }

    private static boolean means(OrderStatus status, @Nullable String word) {
        return status == OrderStatus.UNRECOGNISED || status.name().equals(upper(word));
    }

    private static boolean means(InstanceStatus status, @Nullable String word) {
        return status == InstanceStatus.UNRECOGNISED || status.name().equals(upper(word));
    }

    private static String upper(@Nullable String word) {
        return word == null ? "" : word.trim().toUpperCase(Locale.ROOT);
    }

    private static boolean saysAccount(String account, ScriptedAnswers script) {
        return account.equals(text(result(script), "accountId")) || account.equals(text(result(script), "pin"));
    }

    /** The rows of any of the answers that carry this value. */
    private static List<JsonElement> rows(ScriptedAnswers script, String list, String key, @Nullable String value) {
        return script.all().stream()
                .map(answer -> member(member(answer.json(), "result"), list))
                .filter(JsonArray.class::isInstance)
                .flatMap(array -> ((JsonArray) array).asList().stream())
                .filter(row -> value != null && value.equals(text(row, key)))
                .toList();
    }

    private static @Nullable JsonElement result(ScriptedAnswers script) {
        return member(script.last().json(), "result");
    }

    static boolean has(JsonObject json, String key) {
        return json.has(key) && !json.get(key).isJsonNull();
    }

    static @Nullable JsonElement member(@Nullable JsonElement in, String key) {
        return in instanceof JsonObject object && has(object, key) ? object.get(key) : null;
    }

    static @Nullable String text(@Nullable JsonElement in, String key) {
        JsonElement value = member(in, key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : null;
    }

    static @Nullable JsonObject tree(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject object ? object : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static void requireSaid(boolean said, String what) {
        if (!said) {
            throw new AssertionError("believed against the answer's own words: " + what);
        }
    }
}
