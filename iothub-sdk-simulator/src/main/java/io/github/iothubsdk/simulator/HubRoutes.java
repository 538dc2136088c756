package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** IoT Hub instances. That these routes are theirs, envelope and filters are INFERRED. */
final class HubRoutes {
    private static final int PAGE_SIZE = 10;
    private static final Map<String, Function<HubInstance, String>> FILTERS =
            Map.of("instanceId", instance -> instance.id, "name", instance -> instance.name);

    private HubRoutes() {}

    static JsonObject create(CallContext call) {
        HubOrdering ordering = HubOrdering.read(call);
        HubOrder order = ordering.repeated();
        if (order == null) {
            order = ordering.place();
        }
        return call.words().created(order, call.cloud());
    }

    static JsonObject list(CallContext call) {
        return list(call, FILTERS);
    }

    static JsonObject listUnfiltered(CallContext call) {
        return list(call, Map.of());
    }

    private static JsonObject list(CallContext call, Map<String, Function<HubInstance, String>> documented) {
        Query query = call.request().query();
        Page page = Page.of(query, PAGE_SIZE);
        List<Seen> seen = look(call, Filters.of(query).over(documented));
        Page.Slice<Seen> slice = page.cut(seen, call.cloud().repeatLastPage);
        List<JsonObject> rows = slice.rows().stream().map(call.words()::row).toList();
        return call.words().listed(Json.array(rows), slice, call.cloud());
    }

    private static List<Seen> look(CallContext call, Predicate<HubInstance> wanted) {
        List<Seen> seen = new ArrayList<>();
        for (HubInstance instance : call.account().instances.values()) {
            Life life = lifeOf(instance, call);
            if (life != null && wanted.test(instance) && !flickers(instance, life, call)) {
                seen.add(new Seen(instance, life, call.account()));
            }
        }
        return seen;
    }

    private static boolean flickers(HubInstance instance, Life life, CallContext call) {
        if (instance.fate != Fate.FLICKERS || !life.status().equals("BUILDING")) {
            return false;
        }
        call.cloud().touch();
        return instance.isEvenLook();
    }

    static JsonObject show(CallContext call) {
        return call.words().shown(find(call));
    }

    static @Nullable JsonObject delete(CallContext call) {
        HubInstance instance = find(call).instance();
        instance.deleted = true;
        call.cloud().tell(Happening.of("instance", "id", instance.id, "name", instance.name, "deleted", true));
        call.cloud().recorder.tell(call.now(), "deleted %s (%s)".formatted(instance.id, instance.name));
        return null;
    }

    private static Seen find(CallContext call) {
        HubInstance instance = call.account().instances.get(call.parameter("instanceId"));
        Life life = instance == null ? null : lifeOf(instance, call);
        if (instance == null || life == null) {
            throw ApiError.notFound();
        }
        return new Seen(instance, life, call.account());
    }

    /** Returns the life of an instance that can be seen in the region asked for, otherwise null. */
    private static @Nullable Life lifeOf(HubInstance instance, CallContext call) {
        Life life = Life.of(instance, call.now(), call.cloud().settings);
        return life.visible() && instance.region.equals(call.region()) ? life : null;
    }
}
