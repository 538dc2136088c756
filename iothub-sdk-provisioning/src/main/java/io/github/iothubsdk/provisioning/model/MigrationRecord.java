package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the history that a migration tool keeps in a database says of one change. It is no proof that the change was run:
 * Flyway's {@code skipExecutingMigrations} and {@code liquibase changelog-sync}
 * write it down without running it. Immutable; may tell more later.
 */
public final class MigrationRecord {

    private record Values(MigrationTool tool, String name, boolean succeeded, Optional<String> checksum) {}

    private final Values values;

    private MigrationRecord(Values values) {
        this.values = values;
    }

    /** One; for inspectors, and for tests of yours. The parameters are those of the methods. */
    public static MigrationRecord of(MigrationTool tool, String name, boolean succeeded, Optional<String> checksum) {
        return new MigrationRecord(new Values(
                requireNonNull(tool, "tool"),
                requireNonNull(name, "name"),
                succeeded,
                requireNonNull(checksum, "checksum")));
    }

    /** Whose history it is. */
    public MigrationTool tool() {
        return values.tool;
    }

    /** Of Flyway the script, such as {@code V7__hub.sql}; of Liquibase {@code author:id}. */
    public String name() {
        return values.name;
    }

    /** Whether it is written down as done; of a failed one only Flyway writes anything down. */
    public boolean succeeded() {
        return values.succeeded;
    }

    /** The checksum of what the tool read, in the tool's own way. */
    public Optional<String> checksum() {
        return values.checksum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MigrationRecord that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "MigrationRecord" + values.toString().substring("Values".length());
    }
}
