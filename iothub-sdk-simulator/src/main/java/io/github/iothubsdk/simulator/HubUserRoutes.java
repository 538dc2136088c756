package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What IoT Hub has of a user, and where it is: published reads without parameters. */
final class HubUserRoutes {
    private HubUserRoutes() {}

    /** The newest one that has begun to be; what is answered without one is INFERRED. */
    static JsonObject checkPrivateUser(CallContext call) {
        HubInstance newest = newest(call);
        return newest == null
                ? Json.object("instanceId", "", "instanceStatus", "")
                : Json.object("instanceId", newest.id, "instanceStatus", status(newest, call));
    }

    private static @Nullable HubInstance newest(CallContext call) {
        return call.account().instances.values().stream()
                .filter(instance -> instance.region.equals(call.region()) && instance.startedAt != null)
                .filter(instance ->
                        Life.of(instance, call.now(), call.cloud().settings).exists())
                .max(Comparator.<HubInstance, Instant>comparing(instance -> instance.createdAt)
                        .thenComparing(instance -> instance.serial))
                .orElse(null);
    }

    /** Three words are published, of which none is PREPARING. */
    private static String status(HubInstance instance, CallContext call) {
        String word = Life.of(instance, call.now(), call.cloud().settings).status();
        return word.equals("PREPARING") ? "BUILDING" : word;
    }

    /** No account has a shared instance here. */
    static JsonObject checkSharedUser(CallContext call) {
        return Json.object("pubDomain", "");
    }

    static JsonObject describeRegionInfo(CallContext call) {
        return Json.object(
                "regionInfo", Json.array(Region.ALL.stream().map(Region::row).toList()));
    }
}
