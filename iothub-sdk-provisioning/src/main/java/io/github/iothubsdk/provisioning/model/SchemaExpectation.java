package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What must be true of the database after the script; until then it does not count as initialised.
 *
 * @param tables how many base tables there must be, without the SDK's own marker and the history of a migration tool; 0 for any
 *     number
 * @param filled tables that must hold at least one row
 */
public record SchemaExpectation(int tables, List<String> filled) {

    /** Copies what it is given. */
    public SchemaExpectation {
        requireNonNull(filled, "filled");
        filled.forEach(each -> requireNonNull(each, "filled"));
        filled = List.copyOf(filled);
    }

    /** Whether an empty database would not do. */
    public boolean tells() {
        return tables > 0 || !filled.isEmpty();
    }

    /** What the vendor's script of 2019 leaves: 31 tables, with components and the tenant in theirs. */
    public static SchemaExpectation vendors() {
        return new SchemaExpectation(31, List.of("component_descriptor", "tenant"));
    }
}
