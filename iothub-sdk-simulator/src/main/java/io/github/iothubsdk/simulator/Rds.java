package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An RDS instance to put into an account: a running MySQL 5.7 on port 3306 unless told otherwise. Not thread-safe. */
public final class Rds {
    final String id;
    final Map<String, String> charsetByDatabase = new LinkedHashMap<>();
    final List<String> accounts = new ArrayList<>();
    final List<Grant> grants = new ArrayList<>();
    String name;
    String vpcId = "";
    String subnetId = "";
    String host = "";
    String engine = "MySQL";
    String engineVersion = "5.7";
    String status = "RUNNING";
    String chargeStatus = "normal";
    String port = "3306";

    record Grant(String database, String account, String privilege) {}

    private Rds(String id) {
        this.id = id;
        this.name = id;
    }

    /** Starts from an id such as {@code mysql-wp4e9ztap2}. */
    public static Rds of(String id) {
        requireNonNull(id, "id");
        return new Rds(id);
    }

    Rds copy() {
        Rds copy = new Rds(id)
                .name(name)
                .vpc(vpcId)
                .subnet(subnetId)
                .host(host)
                .engine(engine)
                .engineVersion(engineVersion)
                .status(status)
                .chargeStatus(chargeStatus)
                .port(port);
        copy.charsetByDatabase.putAll(charsetByDatabase);
        copy.accounts.addAll(accounts);
        copy.grants.addAll(grants);
        return copy;
    }

    /** Sets the instance's name; its id by default. */
    public Rds name(String value) {
        requireNonNull(value, "value");
        name = value;
        return this;
    }

    /** Places it in a VPC. */
    public Rds vpc(String id) {
        requireNonNull(id, "id");
        vpcId = id;
        return this;
    }

    /** Places it in a subnet. */
    public Rds subnet(String id) {
        requireNonNull(id, "id");
        subnetId = id;
        return this;
    }

    /** Sets the intranet domain. */
    public Rds host(String internalDomainName) {
        requireNonNull(internalDomainName, "internalDomainName");
        host = internalDomainName;
        return this;
    }

    /** Sets the engine: MySQL (default), MariaDB, Percona, SQL Server, PostgreSQL. */
    public Rds engine(String value) {
        requireNonNull(value, "value");
        engine = value;
        return this;
    }

    /** Sets the engine's version; 5.7 by default. */
    public Rds engineVersion(String value) {
        requireNonNull(value, "value");
        engineVersion = value;
        return this;
    }

    /** Sets the status word; RUNNING by default. */
    public Rds status(String word) {
        requireNonNull(word, "word");
        status = word;
        return this;
    }

    /** Sets the charge status: normal (default), overdue, arrear. */
    public Rds chargeStatus(String word) {
        requireNonNull(word, "word");
        chargeStatus = word;
        return this;
    }

    /** Sets the port, a string on this wire; 3306 by default. */
    public Rds port(String value) {
        requireNonNull(value, "value");
        port = value;
        return this;
    }

    /** Adds a database with its character set. */
    public Rds database(String name, String characterSet) {
        requireNonNull(characterSet, "characterSet");
        requireNonNull(name, "name");
        charsetByDatabase.put(name, characterSet);
        return this;
    }

    /** Adds a database account; the cloud never shows the password and the simulator keeps none. */
    public Rds databaseAccount(String name, @SuppressWarnings("unused") String password) {
        requireNonNull(name, "name");
        requireNonNull(password, "password");
        accounts.add(name);
        return this;
    }

    /** Gives an account a privilege on a database: {@code ro} or {@code rw}. */
    public Rds grant(String database, String account, String privilege) {
        requireNonNull(account, "account");
        requireNonNull(database, "database");
        requireNonNull(privilege, "privilege");
        grants.add(new Grant(database, account, privilege));
        return this;
    }
}
