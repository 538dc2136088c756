package io.github.iothubsdk.provisioning.model;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What initialising the database came to.
 *
 * @param scriptSha256 lower-case hex of the script's bytes
 * @param statements how many the server ran
 * @param tables how many base tables the database has now, without the SDK's own marker
 * @param took from the first byte to the last answer; zero when nothing had to be done
 * @param alreadyThere whether the same script had been applied before and nothing was done
 * @param notes what a person should know, such as which rows were replaced; the journal keeps them with the rest
 */
public record SchemaReport(
        String scriptSha256, int statements, int tables, Duration took, boolean alreadyThere, List<SchemaNote> notes) {

    /** Copies what it is given. */
    @SuppressWarnings("ConstantValue") // a journal of an earlier version has no notes
    public SchemaReport {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** Without notes. */
    public SchemaReport(String scriptSha256, int statements, int tables, Duration took, boolean alreadyThere) {
        this(scriptSha256, statements, tables, took, alreadyThere, List.of());
    }

    /** The same with these notes behind those it has. */
    public SchemaReport with(List<SchemaNote> more) {
        return new SchemaReport(
                scriptSha256,
                statements,
                tables,
                took,
                alreadyThere,
                Stream.concat(notes.stream(), more.stream()).toList());
    }
}
