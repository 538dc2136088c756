package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;

/** Instances as InstanceinfoVO, and one alone under {@code instanceinfoVO}: both published. */
final class HubRows implements Words {
    /** {@code createTime} is in epoch seconds (INFERRED). */
    @Override
    public JsonObject row(Seen seen) {
        HubInstance instance = seen.instance();
        return new Row()
                .with("instanceId", instance.id)
                .with("name", instance.name)
                .with("regionId", instance.region)
                .with("regionName", Region.nameOf(instance.region))
                .with("vpcId", instance.vpcId)
                .with("vpcName", seen.vpcName())
                .with("subnetId", instance.subnetId)
                .with("subnetName", seen.subnetName())
                .with("azName", Region.ZONE_NAMES)
                .with("pubDomain", seen.publicDomain())
                .with("priDomain", seen.privateDomain())
                .with("instanceStatus", seen.life().status())
                .with("progressValue", seen.life().progress())
                .with("createTime", instance.createdAt.getEpochSecond())
                .with("endTime", 0)
                .with("description", instance.description)
                .with("maxDevices", 0)
                .with("maxMessages", 0)
                .json();
    }

    @Override
    public JsonObject shown(Seen seen) {
        return Json.object("instanceinfoVO", row(seen));
    }
}
