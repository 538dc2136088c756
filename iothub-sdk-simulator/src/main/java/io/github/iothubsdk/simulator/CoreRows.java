package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;

/** Instances as IoT Core shows them (published): times in epoch milliseconds, one alone flat, with more fields. */
final class CoreRows implements Words {
    @Override
    public JsonObject row(Seen seen) {
        return common(seen).json();
    }

    /** What the domains and the portal's address look like is INFERRED. */
    private static Row common(Seen seen) {
        HubInstance instance = seen.instance();
        long created = instance.createdAt.toEpochMilli();
        String domain = seen.publicDomain();
        return new Row()
                .with("instanceId", instance.id)
                .with("instanceName", instance.name)
                .with("portalAddress", domain.isEmpty() ? "" : "https://portal." + domain)
                .with("linkDomain", domain.isEmpty() ? "" : "link." + domain)
                .with("instanceStatus", status(seen.life()))
                .with("progress", seen.life().progress())
                .with("createdTime", created)
                .with("updatedTime", created)
                .with("expiredTime", 0);
    }

    /** STARTING, EXPIRE_STOP and ERROR are words of instances that stay at them. */
    private static String status(Life life) {
        return switch (life.status()) {
            case "PREPARING", "BUILDING" -> "CREATING";
            case "SUSPENDING" -> "ARREARAGE_STOP";
            default -> life.status();
        };
    }

    @Override
    public JsonObject shown(Seen seen) {
        HubInstance instance = seen.instance();
        return common(seen)
                .with("regionId", instance.region)
                .with("regionName", Region.nameOf(instance.region))
                .with("description", instance.description)
                .with("vpcId", instance.vpcId)
                .with("vpcName", seen.vpcName())
                .with("subnetId", instance.subnetId)
                .with("subNetName", seen.subnetName())
                .with("publicDomain", seen.publicDomain())
                .with("internalDomain", seen.privateDomain())
                .with("iotcoreUserName", seen.account().pin)
                .with("iotcoreUserCreatedTime", instance.createdAt.toEpochMilli())
                .json();
    }
}
