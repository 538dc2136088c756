package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The last words that change the JSON of an answer. */
abstract sealed class JsonFaults permits FaultBuilder {
    private static final List<String> TOTALS = List.of("totalCount", "totalSize", "count");
    private static final List<String> PAGES = List.of("page", "pageinfo");

    final Faults faults;
    final Route route;
    int call = 1;
    int times = 1;
    boolean afterEffect;

    JsonFaults(Faults faults, Route route) {
        this.faults = faults;
        this.route = route;
    }

    /** Answers with the first half of the JSON. */
    public Faults truncatedJson() {
        return arm(FaultKind.TRUNCATED_JSON, reply -> {
            String body = reply.body();
            return reply.with(reply.status(), "application/json", body.substring(0, body.length() / 2));
        });
    }

    /** Answers a page without its rows, while its totals still count them. */
    public Faults rowsGone() {
        return rows(FaultKind.ROWS_GONE, rows -> new JsonArray());
    }

    /** Answers a page with each of its rows twice, while its totals count them once. */
    public Faults rowsTwice() {
        return rows(FaultKind.ROWS_TWICE, rows -> {
            JsonArray twice = rows.deepCopy();
            twice.addAll(rows);
            return twice;
        });
    }

    /** Answers a page without the row of that index, counted from 0, and totals that do not count it either. */
    public Faults rowHidden(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("rows are counted from 0, not " + index);
        }
        Consumer<JsonObject> hiding = result -> {
            for (JsonElement field : List.copyOf(result.asMap().values())) {
                if (field instanceof JsonArray rows && index < rows.size()) {
                    rows.remove(index);
                    countOneLess(result);
                }
            }
        };
        return result(FaultKind.ROW_HIDDEN, hiding, index);
    }

    private static void countOneLess(JsonObject counts) {
        for (String total : TOTALS) {
            if (counts.has(total)) {
                counts.addProperty(total, counts.get(total).getAsInt() - 1);
            }
        }
        if (counts.has("totalSize") && counts.has("pageSize")) {
            int size = counts.get("pageSize").getAsInt();
            counts.addProperty("totalPage", (counts.get("totalSize").getAsInt() + size - 1) / size);
        }
        for (String page : PAGES) {
            if (counts.get(page) instanceof JsonObject info) {
                countOneLess(info);
            }
        }
    }

    /** Answers a result one of whose keys has another name, such as {@code data} for {@code resultList}. */
    public Faults renamed(String key, String to) {
        requireNonNull(key, "key");
        requireNonNull(to, "to");
        Consumer<JsonObject> renaming = result -> {
            JsonElement value = result.remove(key);
            if (value != null) {
                result.add(to, value);
            }
        };
        return result(FaultKind.RENAMED, renaming, key, to);
    }

    /** Answers 200 with a request id alone, as for an operation without a result. */
    public Faults resultGone() {
        return arm(FaultKind.RESULT_GONE, reply -> Reply.result(reply.requestId(), null));
    }

    /** Answers 200 with a request id and a result that is null. */
    public Faults resultNull() {
        return arm(FaultKind.RESULT_NULL, reply -> {
            String body = Json.write(Json.object("requestId", reply.requestId(), "result", null));
            return reply.with(200, "application/json", body);
        });
    }

    /** Answers 200 with an object that holds nothing. */
    public Faults emptyObject() {
        return arm(FaultKind.EMPTY_OBJECT, reply -> reply.with(200, "application/json", "{}"));
    }

    /** Answers 200 with {@code {"status":"ok"}}, as something other than the cloud would. */
    public Faults statusOk() {
        return arm(FaultKind.STATUS_OK, reply -> reply.with(200, "application/json", "{\"status\":\"ok\"}"));
    }

    /** Answers without the request id, in the body as in the header. */
    public Faults withoutRequestId() {
        return json(FaultKind.WITHOUT_REQUEST_ID, answer -> answer.remove("requestId"), Head::untraced);
    }

    /** Answers 200 with a result and an error side by side, as a partial success may. */
    public Faults errorBesideResult() {
        return arm(FaultKind.ERROR_BESIDE_RESULT, reply -> {
            JsonObject both = Json.read(reply.body());
            if (!both.has("result")) {
                both.add("result", new JsonObject());
            }
            both.add("error", Json.object("code", 500, "status", "INTERNAL", "message", "Internal server error"));
            return reply.with(200, "application/json", Json.write(both));
        });
    }

    private Faults rows(FaultKind kind, UnaryOperator<JsonArray> change) {
        return result(
                kind,
                result -> result.entrySet().stream()
                        .filter(field -> field.getValue().isJsonArray())
                        .forEach(field ->
                                field.setValue(change.apply(field.getValue().getAsJsonArray()))));
    }

    /** A result is there after the effect only. */
    private Faults result(FaultKind kind, Consumer<JsonObject> change, Object... arguments) {
        afterEffect = true;
        Consumer<JsonObject> within = answer -> {
            if (answer.get("result") instanceof JsonObject result) {
                change.accept(result);
            }
        };
        return json(kind, within, head -> head, arguments);
    }

    private Faults json(FaultKind kind, Consumer<JsonObject> change, UnaryOperator<Head> headed, Object... arguments) {
        UnaryOperator<Reply> distortion = reply -> {
            JsonObject answer = Json.read(reply.body());
            change.accept(answer);
            return reply.with(reply.status(), "application/json", Json.write(answer))
                    .head(headed.apply(reply.head()));
        };
        return arm(kind, distortion, arguments);
    }

    Faults arm(FaultKind kind, UnaryOperator<Reply> distortion, Object... arguments) {
        return arm(kind, new FaultAction.Distorts(distortion), arguments);
    }

    Faults arm(FaultKind kind, FaultAction action, Object... arguments) {
        faults.arm(new Fault(new Fault.When(route, call, times, afterEffect), kind, List.of(arguments), action));
        return faults;
    }
}
