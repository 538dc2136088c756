package io.github.iothubsdk.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One admitted call: who asks what of which world, and when. */
record Visit(World world, AccountState account, Request request, Map<String, String> parameters, Instant now) {
    Visit after(Duration delay) {
        return new Visit(world, account, request, parameters, now.plus(delay));
    }

    String parameter(String name) {
        return String.valueOf(parameters.get(name));
    }

    String region() {
        return parameter("regionId");
    }

    /** Tells whether the account's network and databases lie in the region asked for: they all are in one. */
    boolean isHome() {
        return region().equals(Demo.REGION);
    }
}
