package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;

/** Stub. */
final class NetworkRoutes {
    private NetworkRoutes() {}

    static JsonObject describeVpc(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject describeVpcs(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject describeSubnet(Visit visit) {
        throw Refusal.notFound();
    }

    static JsonObject describeSubnets(Visit visit) {
        throw Refusal.notFound();
    }
}
