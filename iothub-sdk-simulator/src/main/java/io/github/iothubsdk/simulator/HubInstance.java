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
    final Instant createdAt;
    /** When its payment began its life; null before. */
    @Nullable
    Instant startedAt;

    /** The order that brought it; null for one that was put in ready-made. */
    @Nullable
    HubOrder order;

    /** What it is for ever; null for one that lives. */
    @Nullable
    Life fixed;

    /** Its number among all that the cloud ever had, from 1. */
    int serial;

    boolean deleted;
    /** How often the list was looked at while it might have flickered. */
    int listLooks;

    HubInstance(
            String id,
            String name,
            String region,
            String description,
            String vpcId,
            String subnetId,
            Fate fate,
            Instant createdAt) {
        this.id = id;
        this.name = name;
        this.region = region;
        this.description = description;
        this.vpcId = vpcId;
        this.subnetId = subnetId;
        this.fate = fate;
        this.createdAt = createdAt;
    }

    /** Tells whether it exists or is on order: it then occupies its name and its share of the quota (INFERRED). */
    boolean isOpen(Instant now, Settings settings) {
        return isOnOrder(now) || Life.of(this, now, settings).exists();
    }

    /** Tells whether its order may yet be paid. */
    boolean isOnOrder(Instant now) {
        HubOrder placed = order;
        return placed != null && placed.isPending(now);
    }

    /** Counts a look at the list and tells whether it is the second, fourth, and so on. */
    boolean isEvenLook() {
        return ++listLooks % 2 == 0;
    }
}
