package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** IoT Hub instances. Routes, create body, envelope and filters are INFERRED; the row is the leaked model's. */
final class HubRoutes {
    private static final int PAGE_SIZE = 10;
    private static final Map<String, Function<HubInstance, String>> FILTERS =
            Map.of("instanceId", instance -> instance.id, "name", instance -> instance.name);

    private HubRoutes() {}

    private record Seen(HubInstance instance, Life life) {}

    static JsonObject create(CallContext call) {
        HubOrdering ordering = HubOrdering.read(call);
        HubOrder order = ordering.repeated();
        if (order == null) {
            order = ordering.place();
        }
        return Json.object("instanceId", order.instance.id, call.cloud().orderField, order.number);
    }

    static JsonObject list(CallContext call) {
        Query query = call.request().query();
        Page page = Page.of(query, PAGE_SIZE);
        List<Seen> seen = look(call, Filters.of(query));
        Page.Slice<Seen> slice = page.cut(seen, call.cloud().repeatLastPage);
        List<JsonObject> rows = slice.rows().stream()
                .map(one -> row(one.instance, one.life, call))
                .toList();
        return HubRows.envelope(call.cloud(), slice, Json.array(rows));
    }

    private static List<Seen> look(CallContext call, Filters filters) {
        var wanted = filters.over(FILTERS);
        List<Seen> seen = new ArrayList<>();
        for (HubInstance instance : call.account().instances.values()) {
            Life life = lifeOf(instance, call);
            if (life != null && wanted.test(instance) && !flickers(instance, life)) {
                seen.add(new Seen(instance, life));
            }
        }
        return seen;
    }

    private static boolean flickers(HubInstance instance, Life life) {
        return instance.fate == Fate.FLICKERS && life.status().equals("BUILDING") && instance.isEvenLook();
    }

    static JsonObject show(CallContext call) {
        HubInstance instance = find(call);
        return Json.object("instance", row(instance, Life.of(instance, call.now(), call.cloud().settings), call));
    }

    static @Nullable JsonObject delete(CallContext call) {
        HubInstance instance = find(call);
        instance.deleted = true;
        call.cloud().recorder.tell(call.now(), "deleted %s (%s)".formatted(instance.id, instance.name));
        return null;
    }

    private static HubInstance find(CallContext call) {
        HubInstance instance = call.account().instances.get(call.parameter("instanceId"));
        if (instance == null || lifeOf(instance, call) == null) {
            throw ApiError.notFound();
        }
        return instance;
    }

    /** Returns the life of an instance that can be seen in the region asked for, otherwise null. */
    private static @Nullable Life lifeOf(HubInstance instance, CallContext call) {
        Life life = Life.of(instance, call.now(), call.cloud().settings);
        return life.visible() && instance.region.equals(call.region()) ? life : null;
    }

    private static JsonObject row(HubInstance instance, Life life, CallContext call) {
        return HubRows.row(instance, life, call.account());
    }
}
