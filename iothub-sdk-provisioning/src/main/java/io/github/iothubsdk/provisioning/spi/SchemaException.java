package io.github.iothubsdk.provisioning.spi;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

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

    private static final int LONGEST_QUOTE = 300;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Kind kind;
    private final String remedy;
    private final OptionalInt statement;
    private final Optional<String> code;

    /** Says what is wrong and what to do. */
    public SchemaException(Kind kind, String message, String remedy) {
        this(
                requireNonNull(kind, "kind"),
                OptionalInt.empty(),
                requireNonNull(message, "message"),
                requireNonNull(remedy, "remedy"));
    }

    /**
     * Says also where in the script.
     *
     * @param statement the number of the statement that failed, or during which the connection was lost; 1 is the first
     */
    public SchemaException(Kind kind, OptionalInt statement, String message, String remedy) {
        this(kind, statement, message, remedy, Optional.empty());
    }

    private SchemaException(Kind kind, OptionalInt statement, String message, String remedy, Optional<String> code) {
        super(requireNonNull(message, "message"));
        this.kind = requireNonNull(kind, "kind");
        this.statement = requireNonNull(statement, "statement");
        this.remedy = requireNonNull(remedy, "remedy");
        this.code = code;
    }

    /**
     * The same with what is wrong, for programs that tell their users of it in their own words.
     *
     * @param what a word of at most 64 letters, digits, dots, hyphens and underscores, the first a letter or digit
     * @throws IllegalArgumentException when it is another
     */
    public SchemaException because(String what) {
        requireNonNull(what, "what");
        if (!CODE.matcher(what).matches()) {
            throw new IllegalArgumentException("A code is a word of at most 64 letters, digits, dots, hyphens and"
                    + " underscores, such as database-not-empty");
        }
        return new SchemaException(kind, statement, String.valueOf(getMessage()), remedy, Optional.of(what));
    }

    /**
     * Others' words, such as a server's, as a message may carry them: on one line, with nothing that moves a terminal, at
     * most 300 characters, and without what that server was told.
     *
     * @param told the secrets to mask, however they are written: escaped, encoded or cut off
     */
    public static String quote(String foreign, Collection<Secret> told) {
        requireNonNull(foreign, "foreign");
        requireNonNull(told, "told");
        KnownSecrets secrets = new KnownSecrets();
        secrets.learn(told.stream().map(Secret::reveal).toList());
        return secrets.quote(foreign, LONGEST_QUOTE);
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

    /**
     * What is wrong, for programs, such as {@code database-not-empty}; docs/endings.md lists the SDK's own. There wherever the
     * remedy is in words of the SDK's interface, so that a program can say it in its own.
     */
    public Optional<String> code() {
        return code;
    }
}
