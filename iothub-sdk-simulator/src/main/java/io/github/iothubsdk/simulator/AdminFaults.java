package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.form.Misfit;
import java.util.List;

/** Faults, seen and armed from outside. */
final class AdminFaults {
    private AdminFaults() {}

    static JsonObject list(AdminCall call) {
        JsonArray rows = new JsonArray();
        call.cloud().faults.armed().forEach(fault -> rows.add(row(fault)));
        return Json.object("faults", rows);
    }

    private static JsonObject row(Fault fault) {
        JsonObject row = Json.object("id", fault.id);
        fault.words().entrySet().forEach(word -> row.add(word.getKey(), word.getValue()));
        row.addProperty("seen", fault.seen);
        row.addProperty("strikes", fault.strikes);
        row.addProperty("suppressed", fault.suppressed);
        row.addProperty("spent", fault.isSpent());
        row.addProperty("says", fault.describe());
        return row;
    }

    /** Whose body {@link Admin} hands over as it came: each kind has fields of its own. */
    static JsonObject arm(AdminCall call) {
        return list(call);
    }

    static JsonObject disarm(AdminCall call) {
        if (!call.given().has("id")) {
            call.cloud().faults.clear();
        } else if (!call.cloud().faults.disarm(call.given().whole("id"))) {
            List<String> armed = call.cloud().faults.armed().stream()
                    .map(fault -> "" + fault.id)
                    .toList();
            throw new Misfit("id", "there is no such fault", armed);
        }
        return list(call);
    }
}
