package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Tells what the admin interface takes. */
final class AdminIndex {
    private AdminIndex() {}

    static JsonObject index(AdminCall call) {
        Dialect dialect = call.cloud().settings.dialect();
        JsonArray routes = new JsonArray();
        for (AdminRoute route : AdminRoute.ALL) {
            JsonObject row = Json.object(
                    "method",
                    route.method,
                    "path",
                    route.path,
                    "about",
                    route.about,
                    "fields",
                    route.form(dialect).index());
            if (route == AdminRoute.ARM) {
                row.add("kinds", new FaultWords(dialect).kinds());
            }
            routes.add(row);
        }
        return Json.object(
                "about",
                "The admin interface of a simulated JD Cloud. Bodies are JSON; docs/simulator.md explains each.",
                "onlyInJava",
                "FaultBuilder.meanwhile(...), which is code",
                "routes",
                routes);
    }
}
