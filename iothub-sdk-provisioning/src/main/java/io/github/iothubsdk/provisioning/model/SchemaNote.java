package io.github.iothubsdk.provisioning.model;

import io.github.iothubsdk.core.internal.words.Plain;

/**
 * Something a person should know about initialising a database. Never holds data of the script.
 *
 * @param kind what it is about
 * @param words for a person
 */
public record SchemaNote(Kind kind, String words) {

    /** In plain words: on one line, without characters that would move a terminal, and cut. */
    public SchemaNote {
        words = Plain.line(words);
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
        /** Who the database server is was not verified, as {@link SslMode} says. */
        UNVERIFIED,
        /** The script leaves something that endangers whoever runs it, such as accounts with known passwords. */
        SECURITY
    }
}
