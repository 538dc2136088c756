package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Answers in words of its own: a create orders and tells a ticket, which is the order's number. Invented, all of it. */
final class StrangeWords implements Words {
    @Override
    public JsonObject created(HubOrder order, CloudState cloud) {
        return Json.object("ticket", order.number);
    }

    /** Whatever envelope was asked for. */
    @Override
    public JsonObject listed(JsonArray rows, Page.Slice<?> slice, CloudState cloud) {
        return new Row()
                .with("hubs", rows)
                .withIf(cloud.totals, "count", slice.total())
                .json();
    }

    @Override
    public JsonObject row(Seen seen) {
        return Json.object("hubNo", seen.instance().id, "title", seen.instance().name, "phase", phase(seen.life()));
    }

    private static String phase(Life life) {
        return switch (life.status()) {
            case "PREPARING" -> "queued";
            case "BUILDING" -> "making";
            case "RUNNING" -> "alive";
            case "SUSPENDING" -> "asleep";
            default -> life.status();
        };
    }

    @Override
    public JsonObject shown(Seen seen) {
        return Json.object("hub", row(seen));
    }
}
