package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.util.regex.Pattern;

/**
 * Statements as Liquibase leaves them alone: it replaces parameters in them, among them the environment of its process, obeys
 * lines that look like its own, and reads on behind a BEGIN.
 */
final class LiquibaseText {

    private static final Pattern BEGIN = Pattern.compile("(?i)^BEGIN\\b");
    private static final Pattern OBEYED = Pattern.compile("(?im)^[ \\t\\f]*-|/\\*\\s*liquibase");

    private LiquibaseText() {}

    /** A string in quotes: there a backslash before a brace changes nothing. */
    static String literal(String quoted) {
        if (quoted.contains("\r")) {
            throw refused("a carriage return in quotes, which Liquibase makes a line feed");
        }
        return quoted.replace("${", "$\\{");
    }

    /**
     * A statement that Liquibase does not misread.
     *
     * @param delimiter what ends it in the file
     */
    static String checked(String statement, String delimiter) {
        if (BEGIN.matcher(statement).find()) {
            throw refused(
                    "a statement that begins with BEGIN, behind which Liquibase reads on: write START TRANSACTION");
        }
        if (OBEYED.matcher(statement).find()) {
            throw refused("a line in quotes that Liquibase would obey, as it begins with - or names it in a comment");
        }
        if (statement.contains(delimiter)) {
            throw refused(delimiter + ", which ends a statement there");
        }
        if (statement.contains("${")) {
            throw refused("${ outside quotes, which Liquibase replaces");
        }
        return statement;
    }

    private static SchemaException refused(String what) {
        return new SchemaException(
                Kind.REFUSED,
                "The script cannot be a change of Liquibase's: it has " + what + ".",
                "Change that place of the script, or have it run in another way.");
    }
}
