package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a schema script has left in a database without coming to its end. Immutable. */
public final class UnfinishedSchema {

    private final int tables;
    private final int wanted;
    private final Optional<Instant> since;
    private final Optional<String> run;

    private UnfinishedSchema(int tables, int wanted, Optional<Instant> since, Optional<String> run) {
        this.tables = tables;
        this.wanted = wanted;
        this.since = requireNonNull(since, "since");
        this.run = requireNonNull(run, "run");
    }

    /**
     * One; for transports, and for tests of yours.
     *
     * @param tables how many of the script's tables are there
     * @param wanted how many tables the script makes
     * @param since when the script was begun, where that is known
     * @param run which run began it, by its id, where that is known
     */
    public static UnfinishedSchema of(int tables, int wanted, Optional<Instant> since, Optional<String> run) {
        return new UnfinishedSchema(tables, wanted, since, run);
    }

    /** How many of the script's tables are there. */
    public int tables() {
        return tables;
    }

    /** How many tables the script makes. */
    public int wanted() {
        return wanted;
    }

    /** When the script was begun, by the database server; empty where the SDK did not run it. */
    public Optional<Instant> since() {
        return since;
    }

    /** The run that began it, as the database has it; empty where no run of the SDK did. */
    public Optional<String> run() {
        return run;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnfinishedSchema that
                && tables == that.tables
                && wanted == that.wanted
                && since.equals(that.since)
                && run.equals(that.run);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tables, wanted, since, run);
    }

    /** A part of a sentence. */
    @Override
    public String toString() {
        return tables + " of " + wanted + " tables of the script are there"
                + since.map(at -> ", since " + at).orElse("")
                + run.map(id -> ", by run " + id).orElse("");
    }
}
