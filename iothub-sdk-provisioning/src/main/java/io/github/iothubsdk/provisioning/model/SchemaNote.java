package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.internal.words.Plain;

/** Something a person should know about initialising a database; never holds data of the script. Immutable; may tell more later. */
public final class SchemaNote {

    private record Values(Kind kind, String words) {}

    private final Values values;

    private SchemaNote(Values values) {
        this.values = values;
    }

    /** A note in plain words: on one line, without characters that would move a terminal, and cut. */
    public static SchemaNote of(Kind kind, String words) {
        return new SchemaNote(new Values(requireNonNull(kind, "kind"), Plain.line(requireNonNull(words, "words"))));
    }

    /** What it is about. */
    public Kind kind() {
        return values.kind;
    }

    /** For a person. */
    public String words() {
        return values.words;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaNote that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "SchemaNote" + values.toString().substring("Values".length());
    }

    /** What a note is about. */
    public enum Kind {
        /** Another is initialising the database: who, and since when. */
        WAITING,
        /** A script that did not come to its end is run again, or a corrected one instead of it, from the start. */
        RESTARTED,
        /** Rows were in the way and the caller lets them be lost: these. */
        DATA_REPLACED,
        /** What the script is expected to leave is there, and no mark tells that it was this script. */
        UNMARKED,
        /** The database is not quite as the script wants it; it may run all the same. */
        MISFIT,
        /** A migration tool keeps a history in the database, and the script would be run beside it; told by the preflight. */
        HISTORY,
        /** Who the database server is was not verified, as {@link SslMode} says. */
        UNVERIFIED,
        /** The script leaves something that endangers whoever runs it, such as accounts with known passwords. */
        SECURITY
    }
}
