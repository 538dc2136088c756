package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;

/** Instances as DataVO, the row of the operators' list (published); one alone as {@link HubRows} has it. */
final class DataRows implements Words {
    private static final int RUNNING = 1;
    private static final int STOPPED = 2;
    private static final int LEAST_OF_CREATING = 10;
    /** A number that nobody knows, for a word that nobody knows. */
    private static final int ODD = 7;

    private static final String DEDICATED = "0";

    private final HubRows one = new HubRows();

    /** {@code subNetId} with a capital N; {@code createTime} is in epoch seconds (INFERRED). */
    @Override
    public JsonObject row(Seen seen) {
        HubInstance instance = seen.instance();
        return new Row()
                .with("id", instance.serial)
                .with("name", instance.name)
                .with("subNetId", instance.subnetId)
                .with("subNetName", seen.subnetName())
                .with("vpcId", instance.vpcId)
                .with("vpcName", seen.vpcName())
                .with("azName", Region.ZONE_NAMES)
                .with("pubDomain", seen.publicDomain())
                .with("priDomain", seen.privateDomain())
                .with("status", status(seen.life()))
                .with("createTime", instance.createdAt.getEpochSecond())
                .with("endTime", 0)
                .with("maxDevices", 0)
                .with("maxMessage", 0)
                .with("instanceId", instance.id)
                .with("instanceType", DEDICATED)
                .json();
    }

    private static int status(Life life) {
        return switch (life.status()) {
            case "PREPARING", "BUILDING" -> Math.max(LEAST_OF_CREATING, life.progress());
            case "RUNNING" -> RUNNING;
            case "SUSPENDING" -> STOPPED;
            default -> life.status().matches("\\d{1,9}") ? Integer.parseInt(life.status()) : ODD;
        };
    }

    @Override
    public JsonObject shown(Seen seen) {
        return one.shown(seen);
    }
}
