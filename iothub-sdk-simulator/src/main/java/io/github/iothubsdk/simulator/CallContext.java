package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.util.Map;

/** One admitted call: who asks what of which cloud, and when. */
record CallContext(CloudState cloud, Key key, Request request, Map<String, String> parameters, Instant now) {
    AccountState account() {
        return key.account;
    }

    CallContext at(Instant moment) {
        return new CallContext(cloud, key, request, parameters, moment);
    }

    /** The same after moves, which may have emptied the cloud: whose key it has no longer is nobody. */
    CallContext moved() {
        Key still = cloud.key(key.accessKey);
        if (still == null) {
            throw ApiError.unauthenticated("unknown access key");
        }
        return new CallContext(cloud, still, request, parameters, cloud.look(cloud::now));
    }

    /** Returns the words in which this cloud speaks of instances. */
    Words words() {
        return cloud.settings.dialect().words;
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
