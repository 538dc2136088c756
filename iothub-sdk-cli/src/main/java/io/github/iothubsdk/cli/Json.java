package io.github.iothubsdk.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Values as the documented events have them: records by their components, exact amounts and times as text. */
final class Json {

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(Instant.class, text())
            .registerTypeAdapter(Duration.class, text())
            .registerTypeAdapter(RunId.class, text())
            .registerTypeAdapter(CheckId.class, text())
            .registerTypeAdapter(Money.class, (JsonSerializer<Money>) (money, type, context) -> money(money))
            .registerTypeAdapter(RunSummary.class, (JsonSerializer<RunSummary>)
                    (run, type, context) -> context.serialize(Run.of(run)))
            .registerTypeAdapter(Optional.class, (JsonSerializer<Optional<?>>)
                    (value, type, context) -> value.map(context::serialize).orElse(JsonNull.INSTANCE))
            .registerTypeHierarchyAdapter(Optional.class, (JsonSerializer<Optional<?>>)
                    (value, type, context) -> value.map(context::serialize).orElse(JsonNull.INSTANCE))
            .registerTypeAdapter(OptionalInt.class, (JsonSerializer<OptionalInt>) (value, type, context) ->
                    value.isPresent() ? new JsonPrimitive(value.getAsInt()) : JsonNull.INSTANCE)
            .create();

    private Json() {}

    private record Run(
            RunId runId,
            String region,
            String name,
            Instant begunAt,
            String step,
            Optional<KnownOrder> order,
            Optional<String> instanceId,
            String lastSeen,
            Optional<UnfinishedReason> reason,
            Optional<RunSummary.Ending> ended) {

        static Run of(RunSummary run) {
            return new Run(
                    run.runId(),
                    run.region(),
                    run.name(),
                    run.begunAt(),
                    run.step(),
                    run.order(),
                    run.instanceId(),
                    run.lastSeen(),
                    run.reason(),
                    run.ended());
        }
    }

    static JsonElement tree(Object value) {
        return GSON.toJsonTree(value);
    }

    /** The same with its texts masked, not its names and numbers. */
    static JsonElement masked(JsonElement element, UnaryOperator<String> mask) {
        if (element instanceof JsonObject object) {
            JsonObject masked = new JsonObject();
            object.entrySet().forEach(field -> masked.add(field.getKey(), masked(field.getValue(), mask)));
            return masked;
        }
        if (element instanceof JsonArray array) {
            JsonArray masked = new JsonArray();
            array.forEach(item -> masked.add(masked(item, mask)));
            return masked;
        }
        return element instanceof JsonPrimitive text && text.isString()
                ? new JsonPrimitive(mask.apply(text.getAsString()))
                : element;
    }

    private static JsonSerializer<Object> text() {
        return (value, type, context) -> new JsonPrimitive(value.toString());
    }

    private static JsonElement money(Money money) {
        JsonObject object = new JsonObject();
        object.addProperty("amount", money.amount().toPlainString());
        object.addProperty("currency", money.currency());
        return object;
    }
}
