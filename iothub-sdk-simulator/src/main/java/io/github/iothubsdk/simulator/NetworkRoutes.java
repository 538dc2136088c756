package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** VPCs and subnets, as published: an unknown id is 404, a page is 20 rows unless asked otherwise. */
final class NetworkRoutes {
    private static final int PAGE_SIZE = 20;
    private static final String CREATED = "2019-04-20T03:10:22Z";
    private static final String ROUTE_TABLE = "rtb-3v5k0bq2nd";
    private static final Map<String, Function<AccountState.Vpc, String>> VPC_FILTERS = Map.of(
            "vpcIds",
            AccountState.Vpc::id,
            "vpcNames",
            AccountState.Vpc::name,
            "azType",
            vpc -> "standard",
            "azs",
            vpc -> "");
    private static final Map<String, Function<AccountState.Subnet, String>> SUBNET_FILTERS = Map.of(
            "subnetIds", AccountState.Subnet::id,
            "subnetNames", AccountState.Subnet::name,
            "vpcId", AccountState.Subnet::vpcId,
            "routeTableId", subnet -> ROUTE_TABLE,
            "aclId", subnet -> "",
            "subnetType", subnet -> "standard",
            "azType", subnet -> "standard",
            "azs", subnet -> "");

    private NetworkRoutes() {}

    static JsonObject describeVpc(CallContext call) {
        AccountState.Vpc vpc = call.isHome() ? call.account().vpcs.get(call.parameter("vpcId")) : null;
        if (vpc == null) {
            throw ApiError.notFound();
        }
        return Json.object("vpc", row(vpc, call.account()));
    }

    static JsonObject describeVpcs(CallContext call) {
        Stream<AccountState.Vpc> vpcs = call.isHome() ? call.account().vpcs.values().stream() : Stream.empty();
        Query query = call.request().query();
        List<JsonObject> rows = vpcs.filter(Filters.of(query).over(VPC_FILTERS))
                .map(vpc -> row(vpc, call.account()))
                .toList();
        return page(call, "vpcs", rows);
    }

    static JsonObject describeSubnet(CallContext call) {
        AccountState.Subnet subnet = call.isHome() ? call.account().subnets.get(call.parameter("subnetId")) : null;
        if (subnet == null) {
            throw ApiError.notFound();
        }
        return Json.object("subnet", row(subnet));
    }

    static JsonObject describeSubnets(CallContext call) {
        Stream<AccountState.Subnet> subnets = call.isHome() ? call.account().subnets.values().stream() : Stream.empty();
        Query query = call.request().query();
        List<JsonObject> rows = subnets.filter(Filters.of(query).over(SUBNET_FILTERS))
                .map(NetworkRoutes::row)
                .toList();
        return page(call, "subnets", rows);
    }

    private static JsonObject page(CallContext call, String name, List<JsonObject> rows) {
        Page.Slice<JsonObject> slice =
                Page.of(call.request().query(), PAGE_SIZE).cut(rows, call.cloud().repeatLastPage);
        return Json.object(name, Json.array(slice.rows()), "totalCount", slice.total());
    }

    private static JsonObject row(AccountState.Vpc vpc, AccountState account) {
        JsonArray routeTables = new JsonArray();
        routeTables.add(ROUTE_TABLE);
        List<JsonObject> subnets = account.subnets.values().stream()
                .filter(subnet -> subnet.vpcId().equals(vpc.id()))
                .map(NetworkRoutes::row)
                .toList();
        return new Row()
                .with("vpcId", vpc.id())
                .with("vpcName", vpc.name())
                .with("addressPrefix", vpc.cidr())
                .with("description", "")
                .with("aclIds", new JsonArray())
                .with("routeTableIds", routeTables)
                .with("subnets", Json.array(subnets))
                .with("createdTime", CREATED)
                .with("azType", "standard")
                .with("az", "")
                .json();
    }

    private static JsonObject row(AccountState.Subnet subnet) {
        return new Row()
                .with("subnetId", subnet.id())
                .with("subnetName", subnet.name())
                .with("vpcId", subnet.vpcId())
                .with("addressPrefix", subnet.cidr())
                .with("availableIpCount", subnet.freeAddresses())
                .with("description", "")
                .with("routeTableId", ROUTE_TABLE)
                .with("aclId", "")
                .with("createdTime", CREATED)
                .with("subnetType", "standard")
                .with("az", "")
                .with("publicSubnet", false)
                .json();
    }
}
