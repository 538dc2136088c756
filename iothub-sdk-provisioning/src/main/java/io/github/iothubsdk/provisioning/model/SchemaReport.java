package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What initialising the database came to. Immutable; later versions may tell more. */
public final class SchemaReport {

    private record Values(
            String scriptSha256,
            int statements,
            int tables,
            Duration took,
            boolean alreadyThere,
            List<SchemaNote> notes) {}

    private final Values values;

    private SchemaReport(Values values) {
        this.values = values;
    }

    /** A report without notes, as a {@code SchemaTransport} makes it; the parameters are those of the methods. */
    public static SchemaReport of(
            String scriptSha256, int statements, int tables, Duration took, boolean alreadyThere) {
        return new SchemaReport(new Values(
                requireNonNull(scriptSha256, "scriptSha256"),
                statements,
                tables,
                requireNonNull(took, "took"),
                alreadyThere,
                List.of()));
    }

    /** The same with these notes behind those it has. */
    public SchemaReport with(List<SchemaNote> more) {
        requireNonNull(more, "more").forEach(note -> requireNonNull(note, "more"));
        return new SchemaReport(new Values(
                values.scriptSha256,
                values.statements,
                values.tables,
                values.took,
                values.alreadyThere,
                Stream.concat(values.notes.stream(), more.stream()).toList()));
    }

    /** Lower-case hex of the script's bytes. */
    public String scriptSha256() {
        return values.scriptSha256;
    }

    /** How many the server ran. */
    public int statements() {
        return values.statements;
    }

    /** How many base tables the database has now, without the SDK's own marker and the history of a migration tool. */
    public int tables() {
        return values.tables;
    }

    /** From the first byte to the last answer; zero when nothing had to be done. */
    public Duration took() {
        return values.took;
    }

    /** Whether the same script had been applied before and nothing was done. */
    public boolean alreadyThere() {
        return values.alreadyThere;
    }

    /** What a person should know, such as which rows were replaced; the journal keeps them with the rest. */
    public List<SchemaNote> notes() {
        return values.notes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaReport that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "SchemaReport" + values.toString().substring("Values".length());
    }
}
