package io.github.iothubsdk.provisioning.spi;

/** The database could not be initialised. Never holds data of the script, a password or a JDBC URL. */
public final class SchemaException extends RuntimeException {

    /** What a caller can do about it. */
    public enum Kind {
        /** The database cannot be reached or the connection was lost: trying again later may help. */
        UNREACHABLE,
        /** Somebody else has to do something first, as the message says: the run is parked, and looks again. */
        WAITING,
        /** The database must be put right first: login, rights, rows in the way, another script. */
        REFUSED,
        /** The script itself failed on the server. */
        SCRIPT
    }

    private final Kind kind;
    private final String remedy;

    /** Says what is wrong and what to do. */
    public SchemaException(Kind kind, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.remedy = remedy;
    }

    /** What a caller can do about it. */
    public Kind kind() {
        return kind;
    }

    /** What a person can do. */
    public String remedy() {
        return remedy;
    }
}
