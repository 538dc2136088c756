package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** RDS, as published: an unknown id is 400, not 404; the list lacks the VPC, as its older model does. */
final class DatabaseRoutes {
    private static final int ALL_AT_ONCE = 100;
    private static final Map<String, Function<Rds, String>> FILTERS = Map.of(
            "instanceId", rds -> rds.id,
            "instanceName", rds -> rds.name,
            "engine", rds -> rds.engine,
            "engineVersion", rds -> rds.engineVersion,
            "instanceStatus", rds -> rds.status,
            "vpcId", rds -> rds.vpcId,
            "instanceType", rds -> "cluster",
            "internalDomainName", rds -> rds.host,
            "publicDomainName", rds -> "");

    private DatabaseRoutes() {}

    static JsonObject describeInstances(CallContext call) {
        Query query = call.request().query();
        Stream<Rds> databases = call.isHome() ? call.account().databases.values().stream() : Stream.empty();
        List<JsonObject> rows = databases
                .filter(Filters.of(query).over(FILTERS))
                .map(DatabaseRoutes::row)
                .toList();
        return page(Page.ofRds(query), call, "dbInstances", rows);
    }

    static JsonObject describeInstanceAttributes(CallContext call) {
        Rds rds = find(call);
        JsonObject attributes = row(rds);
        attributes.addProperty("vpcId", rds.vpcId);
        attributes.addProperty("subnetId", rds.subnetId);
        attributes.addProperty("connectionMode", "standard");
        attributes.addProperty("parameterStatus", "VALID");
        return Json.object("dbInstanceAttributes", attributes);
    }

    static JsonObject describeDatabases(CallContext call) {
        Rds rds = find(call);
        List<JsonObject> rows = rds.charsetByDatabase.entrySet().stream()
                .map(database -> new Row()
                        .with("dbName", database.getKey())
                        .with("characterSetName", database.getValue())
                        .with("accessPrivilege", privileges(rds, database.getKey()))
                        .json())
                .toList();
        return page(Page.of(call.request().query(), ALL_AT_ONCE), call, "databases", rows);
    }

    static JsonObject describeAccounts(CallContext call) {
        Rds rds = find(call);
        List<JsonObject> rows = rds.accounts.stream()
                .map(account -> new Row()
                        .with("accountName", account)
                        .with("accountStatus", "RUNNING")
                        .with("accountType", "normal")
                        .with("accountPrivileges", privilegesOf(rds, account))
                        .json())
                .toList();
        return page(Page.of(call.request().query(), ALL_AT_ONCE), call, "accounts", rows);
    }

    private static Rds find(CallContext call) {
        String id = call.parameter("instanceId");
        Rds rds = call.isHome() ? call.account().databases.get(id) : null;
        if (rds == null) {
            throw ApiError.invalid("Request parameter instanceId is '%s': no such instance".formatted(id));
        }
        return rds;
    }

    private static JsonObject page(Page page, CallContext call, String name, List<JsonObject> rows) {
        Page.Slice<JsonObject> slice = page.cut(rows, call.cloud().repeatLastPage);
        return Json.object(name, Json.array(slice.rows()), "totalCount", slice.total());
    }

    private static JsonArray privileges(Rds rds, String database) {
        return Json.array(rds.grants.stream()
                .filter(grant -> grant.database().equals(database))
                .map(grant -> Json.object("accountName", grant.account(), "privilege", grant.privilege()))
                .toList());
    }

    private static JsonArray privilegesOf(Rds rds, String account) {
        return Json.array(rds.grants.stream()
                .filter(grant -> grant.account().equals(account))
                .map(grant -> Json.object("dbName", grant.database(), "privilege", grant.privilege()))
                .toList());
    }

    private static JsonObject row(Rds rds) {
        return new Row()
                .with("instanceId", rds.id)
                .with("instanceName", rds.name)
                .with("instanceType", "cluster")
                .with("engine", rds.engine)
                .with("engineVersion", rds.engineVersion)
                .with("instanceClass", "db.mysql.s1.micro")
                .with("instanceStorageGB", 20)
                .with("regionId", Demo.REGION)
                .with("instanceStatus", rds.status)
                .with("internalDomainName", rds.host)
                .with("publicDomainName", "")
                .with("instancePort", rds.port)
                .with("createTime", "2019-04-21T14:18:52")
                .with("charge", charge(rds))
                .with("tags", new JsonArray())
                .json();
    }

    private static JsonObject charge(Rds rds) {
        return new Row()
                .with("chargeMode", "postpaid_by_duration")
                .with("chargeStatus", rds.chargeStatus)
                .with("chargeStartTime", "2019-04-21T06:18:52Z")
                .with("chargeExpiredTime", "")
                .with("chargeRetireTime", "")
                .json();
    }
}
