package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;

/** Stub. */
final class DatabaseRoutes {
    private DatabaseRoutes() {}

    static JsonObject describeInstances(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject describeInstanceAttributes(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject describeDatabases(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject describeAccounts(Visit visit) {
        throw Refusal.notFound();
    }
}
