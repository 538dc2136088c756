package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.Violation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says in options what the library says in method names; each line a remedy that a person can follow here. */
final class Dialect {

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("region", "--region"),
            Map.entry("name", "--name"),
            Map.entry("description", "--description"),
            Map.entry("vpcId", "--vpc"),
            Map.entry("subnetId", "--subnet"),
            Map.entry("database.instanceId", "--rds"),
            Map.entry("database.database", "--database"),
            Map.entry("database.host", "--db-host"),
            Map.entry("database.user", "--db-user"),
            Map.entry("database.password", "IOTHUB_DB_PASSWORD"),
            Map.entry("serviceTerms", "--accept-terms"),
            Map.entry("journal", "--journal"),
            Map.entry("runId", "RUN_ID"));

    private static final Map<String, String> PHRASES = new LinkedHashMap<>();

    static {
        PHRASES.put("then call acceptServiceTerms\\(\\)", "then add --accept-terms");
        PHRASES.put("allowUnchecked\\(CheckId.of\\(\"([^\"]*)\"\\)\\)", "--allow-unchecked $1");
        PHRASES.put("allowUnchecked names", "--allow-unchecked names");
        PHRASES.put("couponsWorth\\(\\.\\.\\.\\)", "--coupons-worth AMOUNT");
        PHRASES.put("\\(spendAtMost\\)", "(--spend-at-most)");
        PHRASES.put("Resume with a higher ceiling", "Resume with a higher --spend-at-most");
        PHRASES.put(", or tell the client that this one is offered now: regions\\(\\.\\.\\.\\)", "");
        PHRASES.put(", or let the rows be lost: SchemaBootstrap\\S+\\(\\)\\.", ", or empty it first.");
        PHRASES.put("; or allow it: SchemaBootstrap\\S+\\(\\)\\.", ".");
        PHRASES.put("Give it to the client again: schemaScript\\(\\.\\.\\.\\)", "Give it again: --schema FILE");
        PHRASES.put(
                "Give an address that starts with jdbc:mysql: or jdbc:mariadb:, and add \\S+ or \\S+\\.",
                "Give --schema-url an address that starts with jdbc:mysql: or jdbc:mariadb:.");
        PHRASES.put("Give the client a SecretSource, or set IOTHUB_DB_PASSWORD", "Set IOTHUB_DB_PASSWORD");
        PHRASES.put(
                "Resume run (\\S+), or abandon it( first)?",
                "Go on with it by iothub resume $1, or give it up by iothub abandon $1$2");
        PHRASES.put(
                "resolve\\(run, \\.\\.\\.\\): Resolution\\.adopt\\(\"[^\"]*\"\\), Resolution\\.orderAgain\\(\\) when none is, "
                        + "or Resolution\\.giveUp\\(\\)",
                "iothub resolve RUN_ID: --adopt the order's NUMBER, --order-again when none is, or --give-up");
        PHRASES.put("or allow it: allowPlainHttp\\(\\)", "or add --allow-plain-http");
        PHRASES.put("unfinishedRuns\\(\\)", "iothub runs");
        PHRASES.put(", or override it \\(IotHubRoutes\\)", "");
        PHRASES.put("Give the password of \\.", "Set IOTHUB_DB_PASSWORD.");
        PHRASES.put("Give the password of (\\S+)\\.", "Set IOTHUB_DB_PASSWORD to the password of $1.");
    }

    private Dialect() {}

    static String of(String words) {
        String told = words;
        for (Map.Entry<String, String> phrase : PHRASES.entrySet()) {
            told = told.replaceAll(phrase.getKey(), phrase.getValue());
        }
        return told;
    }

    static Violation of(Violation violation) {
        return Violation.of(
                violation.code(),
                FIELDS.getOrDefault(violation.field(), violation.field()),
                of(violation.value()),
                of(violation.rule()),
                of(violation.remedy()));
    }
}
