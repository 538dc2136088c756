package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** An RDS instance as JSON: seen from outside, and kept. */
final class RdsFormat {
    private RdsFormat() {}

    static JsonObject write(Rds rds) {
        JsonArray accounts = new JsonArray();
        rds.accounts.forEach(accounts::add);
        List<JsonObject> databases = rds.charsetByDatabase.entrySet().stream()
                .map(database -> Json.object("name", database.getKey(), "characterSet", database.getValue()))
                .toList();
        List<JsonObject> grants = rds.grants.stream()
                .map(grant -> Json.object(
                        "database", grant.database(), "account", grant.account(), "privilege", grant.privilege()))
                .toList();
        return new Row()
                .with("id", rds.id)
                .with("name", rds.name)
                .with("vpc", rds.vpcId)
                .with("subnet", rds.subnetId)
                .with("host", rds.host)
                .with("port", rds.port)
                .with("engine", rds.engine)
                .with("engineVersion", rds.engineVersion)
                .with("status", rds.status)
                .with("chargeStatus", rds.chargeStatus)
                .with("databases", Json.array(databases))
                .with("accounts", accounts)
                .with("grants", Json.array(grants))
                .json();
    }

    static Rds read(KeptJson kept) {
        Rds rds = Rds.of(kept.text("id"))
                .name(kept.text("name"))
                .vpc(kept.text("vpc"))
                .subnet(kept.text("subnet"))
                .host(kept.text("host"))
                .port(kept.text("port"))
                .engine(kept.text("engine"))
                .engineVersion(kept.text("engineVersion"))
                .status(kept.text("status"))
                .chargeStatus(kept.text("chargeStatus"));
        kept.objects("databases")
                .forEach(database -> rds.database(database.text("name"), database.text("characterSet")));
        kept.texts("accounts").forEach(name -> rds.databaseAccount(name, ""));
        kept.objects("grants")
                .forEach(grant -> rds.grant(grant.text("database"), grant.text("account"), grant.text("privilege")));
        return rds;
    }
}
