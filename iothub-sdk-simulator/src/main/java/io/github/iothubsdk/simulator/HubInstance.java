package io.github.iothubsdk.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An IoT Hub instance; unborn until its order is paid. What it shows at a moment is {@link Life}'s. */
final class HubInstance {
    final String id;
    final String name;
    final String region;
    final String description;
    final String vpcId;
    final String subnetId;
    final Fate fate;
    /** When its payment began its life; null before. */
    @Nullable
    Instant startedAt;

    /** The order that brought it; null for one that was put in ready-made. */
    @Nullable
    String orderNumber;

    boolean deleted;
    private int listLooks;

    HubInstance(String id, String name, String region, String description, String vpcId, String subnetId, Fate fate) {
        this.id = id;
        this.name = name;
        this.region = region;
        this.description = description;
        this.vpcId = vpcId;
        this.subnetId = subnetId;
        this.fate = fate;
    }

    /** Counts a look at the list and tells whether it is the second, fourth, and so on. */
    boolean isEvenLook() {
        return ++listLooks % 2 == 0;
    }
}
