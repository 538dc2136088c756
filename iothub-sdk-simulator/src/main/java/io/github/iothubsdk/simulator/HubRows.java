package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** How instances look on the wire: InstanceinfoVO, in one of three envelopes. */
final class HubRows {
    private HubRows() {}

    /** Domains appear when it runs; {@code createTime} is in epoch seconds (INFERRED). */
    static JsonObject row(HubInstance instance, Life life, AccountState account) {
        AccountState.Vpc vpc = account.vpcs.get(instance.vpcId);
        AccountState.Subnet subnet = account.subnets.get(instance.subnetId);
        boolean hasDomains = life.progress() == 100;
        return new Row()
                .with("instanceId", instance.id)
                .with("name", instance.name)
                .with("regionId", instance.region)
                .with("regionName", "华北-北京")
                .with("vpcId", instance.vpcId)
                .with("vpcName", vpc == null ? "" : vpc.name())
                .with("subnetId", instance.subnetId)
                .with("subnetName", subnet == null ? "" : subnet.name())
                .with("azName", "可用区A@可用区B")
                .with("pubDomain", hasDomains ? instance.id + ".iothub.example" : "")
                .with("priDomain", hasDomains ? instance.id + ".iothub-internal.example" : "")
                .with("instanceStatus", life.status())
                .with("progressValue", life.progress())
                .with("createTime", instance.createdAt.getEpochSecond())
                .with("endTime", 0)
                .with("description", instance.description)
                .with("maxDevices", 0)
                .with("maxMessages", 0)
                .json();
    }

    static JsonObject envelope(CloudState cloud, Page.Slice<?> slice, JsonArray rows) {
        JsonObject totals =
                cloud.totals ? Json.object("totalSize", slice.total(), "totalPage", slice.pages()) : new JsonObject();
        JsonObject page = Json.object("pageSize", slice.size(), "nowPage", slice.number());
        totals.entrySet().forEach(total -> page.add(total.getKey(), total.getValue()));
        return switch (cloud.envelope) {
            case PAGE_OBJECT -> Json.object("page", page, "instances", rows);
            case FLAT_DATA -> {
                page.add("data", rows);
                yield page;
            }
            case TOTAL_COUNT ->
                cloud.totals
                        ? Json.object("instances", rows, "totalCount", slice.total())
                        : Json.object("instances", rows);
        };
    }
}
