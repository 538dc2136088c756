package io.github.iothubsdk.simulator;

import io.github.iothubsdk.simulator.form.Field;
import io.github.iothubsdk.simulator.form.Form;
import io.github.iothubsdk.simulator.form.Given;
import io.github.iothubsdk.simulator.form.Misfit;
import java.util.List;

/** What an account has, as fields: networks, databases, instances that are there without an order. */
final class AdminParts {
    static final Form KEY = Form.of(
            Field.text("accessKey", "its id").required(),
            Field.text("secretKey", "its secret").required());

    private static final Form VPC = Form.of(
            Field.text("id", "such as vpc-yn4dblxgeb").required(),
            Field.text("name", "its id by default"),
            Field.text("cidr", "10.0.0.0/16 by default"));
    private static final Form SUBNET = Form.of(
            Field.text("id", "such as subnet-820lwf1mlp").required(),
            Field.text("name", "its id by default"),
            Field.text("vpc", "the VPC that it lies in").required(),
            Field.text("cidr", "10.0.0.0/24 by default"),
            Field.whole("freeAddresses", "250 by default", 0, 1 << 24));
    private static final Form DATABASE =
            Form.of(Field.text("name", "its name").required(), Field.text("characterSet", "utf8 by default"));
    private static final Form GRANT = Form.of(
            Field.text("database", "on which").required(),
            Field.text("account", "to whom").required(),
            Field.word("privilege", "to read, or to write too", List.of("ro", "rw"))
                    .required());
    private static final Form RDS = Form.of(
            Field.text("id", "such as mysql-wp4e9ztap2").required(),
            Field.text("name", "its id by default"),
            Field.text("vpc", "the VPC that it lies in"),
            Field.text("subnet", "the subnet that it lies in"),
            Field.text("host", "its intranet domain"),
            Field.text("port", "3306 by default"),
            Field.text("engine", "MySQL by default"),
            Field.text("engineVersion", "5.7 by default"),
            Field.text("status", "RUNNING by default"),
            Field.text("chargeStatus", "normal by default; overdue, arrear"),
            Field.objects("databases", "what it holds", DATABASE),
            Field.texts("accounts", "the names of its accounts"),
            Field.objects("grants", "who may do what", GRANT));
    private static final Form INSTANCE = Form.of(
            Field.text("name", "its name").required(),
            Field.text("status", "a word that it stays at; it runs by default"),
            Field.whole("progress", "with status; 100 by default", 0, 100));

    static final List<Field> FIELDS = List.of(
            Field.objects("vpcs", "VPCs to put in, or to replace by their ids", VPC),
            Field.objects("subnets", "subnets to put in, or to replace by their ids", SUBNET),
            Field.objects("databases", "RDS instances to put in, or to replace by their ids", RDS),
            Field.objects("instances", "IoT Hub instances to put in, without orders", INSTANCE),
            Field.whole("fillers", "how many running instances named filler-1 and on to put in", 1, 10_000),
            Field.text("removeInstance", "the name of instances to remove, as a person at the console would"));

    private AdminParts() {}

    /** What must be known before anything is changed. */
    static void check(Given given) {
        for (Given instance : given.objects("instances")) {
            if (instance.has("progress") && !instance.has("status")) {
                throw new Misfit("instances", "progress goes with status");
            }
        }
    }

    static void put(Account account, Given given) {
        given.objects("vpcs")
                .forEach(vpc ->
                        account.vpc(vpc.text("id"), vpc.text("name", vpc.text("id")), vpc.text("cidr", "10.0.0.0/16")));
        given.objects("subnets")
                .forEach(subnet -> account.subnet(
                        subnet.text("id"),
                        subnet.text("name", subnet.text("id")),
                        subnet.text("vpc"),
                        subnet.text("cidr", "10.0.0.0/24"),
                        subnet.whole("freeAddresses", 250)));
        given.objects("databases").forEach(rds -> account.rds(rds(rds)));
        given.objects("instances").forEach(instance -> instance(account, instance));
        given.ifGiven("fillers", count -> account.instances(given.whole(count)));
        given.ifGiven("removeInstance", name -> account.removeInstance(given.text(name)));
    }

    private static void instance(Account account, Given given) {
        if (given.has("status")) {
            account.instance(given.text("name"), given.text("status"), given.whole("progress", 100));
        } else {
            account.instance(given.text("name"));
        }
    }

    private static Rds rds(Given given) {
        Rds rds = Rds.of(given.text("id"));
        given.ifGiven("name", field -> rds.name(given.text(field)));
        given.ifGiven("vpc", field -> rds.vpc(given.text(field)));
        given.ifGiven("subnet", field -> rds.subnet(given.text(field)));
        given.ifGiven("host", field -> rds.host(given.text(field)));
        given.ifGiven("port", field -> rds.port(given.text(field)));
        given.ifGiven("engine", field -> rds.engine(given.text(field)));
        given.ifGiven("engineVersion", field -> rds.engineVersion(given.text(field)));
        given.ifGiven("status", field -> rds.status(given.text(field)));
        given.ifGiven("chargeStatus", field -> rds.chargeStatus(given.text(field)));
        given.objects("databases")
                .forEach(database -> rds.database(database.text("name"), database.text("characterSet", "utf8")));
        given.texts("accounts").forEach(name -> rds.databaseAccount(name, ""));
        given.objects("grants")
                .forEach(grant -> rds.grant(grant.text("database"), grant.text("account"), grant.text("privilege")));
        return rds;
    }
}
