package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** How a {@link Dialect} puts what it answers about instances. */
interface Words {
    /** The answer to a create. */
    default JsonObject created(HubOrder order, CloudState cloud) {
        return Json.object("instanceId", order.instance.id, cloud.orderField, order.number);
    }

    /** The answer to a list. */
    default JsonObject listed(JsonArray rows, Page.Slice<?> slice, CloudState cloud) {
        return cloud.envelope.around(rows, slice, cloud.totals);
    }

    /** One row of a list. */
    JsonObject row(Seen seen);

    /** The answer to a look at one instance. */
    JsonObject shown(Seen seen);
}
