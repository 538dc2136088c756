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

    static JsonObject create(CallContext visit) {
        HubOrdering ordering = HubOrdering.read(visit);
        HubOrder order = ordering.repeated();
        if (order == null) {
            order = ordering.place();
        }
        return Json.object("instanceId", order.instance.id, visit.world().orderField, order.number);
    }

    static JsonObject list(CallContext visit) {
        Query query = visit.request().query();
        Page page = Page.of(query, PAGE_SIZE);
        List<Seen> seen = look(visit, Filters.of(query));
        Page.Slice<Seen> slice = page.cut(seen, visit.world().repeatLastPage);
        List<JsonObject> rows = slice.rows().stream()
                .map(one -> row(one.instance, one.life, visit))
                .toList();
        return HubRows.envelope(visit.world(), slice, Json.array(rows));
    }

    private static List<Seen> look(CallContext visit, Filters filters) {
        var wanted = filters.over(FILTERS);
        List<Seen> seen = new ArrayList<>();
        for (HubInstance instance : visit.account().instances.values()) {
            Life life = lifeOf(instance, visit);
            if (life != null && wanted.test(instance) && !flickers(instance, life)) {
                seen.add(new Seen(instance, life));
            }
        }
        return seen;
    }

    private static boolean flickers(HubInstance instance, Life life) {
        return instance.fate == Fate.FLICKERS && life.status().equals("BUILDING") && instance.isEvenLook();
    }

    static JsonObject show(CallContext visit) {
        HubInstance instance = find(visit);
        return Json.object("instance", row(instance, Life.of(instance, visit.now(), visit.world().settings), visit));
    }

    static @Nullable JsonObject delete(CallContext visit) {
        HubInstance instance = find(visit);
        instance.deleted = true;
        visit.world().recorder.tell(visit.now(), "deleted %s (%s)".formatted(instance.id, instance.name));
        return null;
    }

    private static HubInstance find(CallContext visit) {
        HubInstance instance = visit.account().instances.get(visit.parameter("instanceId"));
        if (instance == null || lifeOf(instance, visit) == null) {
            throw ApiError.notFound();
        }
        return instance;
    }

    /** Returns the life of an instance that can be seen in the region asked for, otherwise null. */
    private static @Nullable Life lifeOf(HubInstance instance, CallContext visit) {
        Life life = Life.of(instance, visit.now(), visit.world().settings);
        return life.visible() && instance.region.equals(visit.region()) ? life : null;
    }

    private static JsonObject row(HubInstance instance, Life life, CallContext visit) {
        return HubRows.row(instance, life, visit.account());
    }
}
