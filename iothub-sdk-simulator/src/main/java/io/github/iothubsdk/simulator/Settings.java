package io.github.iothubsdk.simulator;

import java.time.Duration;

/** What a simulator was built with; never changes. */
record Settings(
        CloudClock clock,
        Dialect dialect,
        boolean uniqueNames,
        boolean honourClientTokens,
        int rateLimit,
        Duration clockTolerance,
        Duration preparing,
        Duration building,
        Duration listLag,
        boolean unpaidInstancesListed,
        boolean dates,
        OrderTraits orders,
        HostNames hosts,
        long seed,
        boolean isSeeded) {

    /** The same by another clock. */
    Settings by(CloudClock other) {
        return new Settings(
                other,
                dialect,
                uniqueNames,
                honourClientTokens,
                rateLimit,
                clockTolerance,
                preparing,
                building,
                listLag,
                unpaidInstancesListed,
                dates,
                orders,
                hosts,
                seed,
                isSeeded);
    }
}
