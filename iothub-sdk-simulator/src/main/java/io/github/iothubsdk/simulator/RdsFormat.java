package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** An RDS instance as JSON. */
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
}
