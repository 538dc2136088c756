package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/** A region; the ids are published, the Chinese names and how many zones it has are INFERRED. */
record Region(String id, String name) {
    static final List<Region> ALL = List.of(
            new Region("cn-north-1", "华北-北京"),
            new Region("cn-east-1", "华东-宿迁"),
            new Region("cn-east-2", "华东-上海"),
            new Region("cn-south-1", "华南-广州"));

    static final List<String> IDS = ALL.stream().map(Region::id).toList();

    /** The zones of any region, as rows tell them. */
    static final String ZONE_NAMES = "可用区A@可用区B";

    /** The letters of its zones, of each region's. */
    static final List<String> ZONES = List.of("A", "B");

    /** Returns its row of regionInfo. */
    JsonObject row() {
        List<JsonObject> zones = ZONES.stream()
                .map(letter -> Json.object("azId", id + letter.toLowerCase(Locale.ROOT), "azName", "可用区" + letter))
                .toList();
        return Json.object("regionId", id, "regionName", name, "azInfo", Json.array(zones));
    }

    /** Returns the name of a region that there is. */
    static String nameOf(String id) {
        return ALL.stream()
                .filter(region -> region.id.equals(id))
                .map(Region::name)
                .findFirst()
                .orElse("");
    }
}
