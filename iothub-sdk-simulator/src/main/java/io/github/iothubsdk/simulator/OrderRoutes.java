package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;

/** Stub. */
final class OrderRoutes {
    private OrderRoutes() {}

    static JsonObject pay(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject queryOrder(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject queryOrders(Visit visit) {
        throw Refusal.notFound();
    }
}
