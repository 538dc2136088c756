package io.github.iothubsdk.provisioning.spi;

import java.util.OptionalInt;

/** The database could not be initialised. Never holds data of the script, a password or a JDBC URL. */
public final class SchemaException extends RuntimeException {

    /** What a caller can do about it. */
    public enum Kind {
        /** The database cannot be reached or the connection was lost: it is tried again. */
        UNREACHABLE,
        /** Another is at it, or has to act first, as the message says: the run is parked, and looks again. */
        WAITING,
        /** The database must be put right first: login, rights, rows in the way, another script. */
        REFUSED,
        /** The script itself failed on the server. */
        SCRIPT
    }

    private final Kind kind;
    private final String remedy;
    private final OptionalInt statement;

    /** Says what is wrong and what to do. */
    public SchemaException(Kind kind, String message, String remedy) {
        this(kind, OptionalInt.empty(), message, remedy);
    }

    /**
     * Says also where in the script.
     *
     * @param statement the number of the statement that failed, or during which the connection was lost; 1 is the first
     */
    public SchemaException(Kind kind, OptionalInt statement, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.statement = statement;
        this.remedy = remedy;
    }

    /** What a caller can do about it. */
    public Kind kind() {
        return kind;
    }

    /** The number of the statement that failed; empty when none did, or when it is not known. */
    public OptionalInt statement() {
        return statement;
    }

    /** What a person can do. */
    public String remedy() {
        return remedy;
    }
}
