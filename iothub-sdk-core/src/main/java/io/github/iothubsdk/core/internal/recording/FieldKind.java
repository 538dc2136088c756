package io.github.iothubsdk.core.internal.recording;

/** What a field holds, by its name: how its values are made safe to be handed on. */
enum FieldKind {
    /** An id, a name, a host, a person: replaced by another text of the same shape. */
    TEXT,
    /** Money: replaced by an amount of the same size. */
    AMOUNT,
    /** A word of a closed list, which stays; any other is hidden. */
    WORD,
    /** A count, a page, a port: stays up to six digits. */
    NUMBER,
    /** Stays where it is one. */
    TIME,
    /** True or false: stays. */
    FLAG,
    /** A region or zone stays; any other text is replaced. */
    PLACE,
    /** Two or three short numbers stay. */
    VERSION,
    /** An error's words: those of the gateway stay. */
    MESSAGE,
    /** {@code service:operation} of a known service stays. */
    ACTION,
    /** Only its name is known: what is inside has names of its own. */
    GROUP,
    /** Never, not even its length. */
    SECRET,
    /** Not on the list: only its shape. */
    UNKNOWN
}
