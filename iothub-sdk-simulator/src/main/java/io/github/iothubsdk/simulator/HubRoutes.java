package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;

/** Stub. */
final class HubRoutes {
    private HubRoutes() {}

    static JsonObject create(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject list(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject show(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject delete(Visit visit) {
        throw Refusal.notFound();
    }
}
