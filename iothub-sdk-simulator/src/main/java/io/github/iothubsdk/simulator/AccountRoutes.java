package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;

/** Stub. */
final class AccountRoutes {
    private AccountRoutes() {}

    static JsonObject describeUser(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject describeAccountAmount(Visit visit) {
        throw Refusal.notFound();
    }
}
