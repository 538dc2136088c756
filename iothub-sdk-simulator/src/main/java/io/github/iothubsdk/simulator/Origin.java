package io.github.iothubsdk.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Where an order came from and what it is for.
 *
 * @param accessKey of the caller; of a colleague, the account's first
 * @param service as orders tell it; "" is IoT Hub's, untold
 * @param hasNamedItem whether its item tells the name of what was ordered
 */
record Origin(
        String accessKey, @Nullable String clientToken, boolean isColleague, String service, boolean hasNamedItem) {
    static final String IOT_HUB = "IoT Hub";

    static Origin caller(String accessKey, @Nullable String clientToken) {
        return new Origin(accessKey, clientToken, false, IOT_HUB, true);
    }

    boolean isHub() {
        return isHub(service);
    }

    static boolean isHub(String service) {
        return service.isEmpty() || service.equals(IOT_HUB);
    }
}
