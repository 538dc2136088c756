package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the server says of itself and of the user's rights, and whether a script can run there. */
record DatabaseServer(
        String version, long packet, String charset, String database, boolean encrypted, Set<String> missing) {

    /** For the marker, the guard and a script that drops, creates and fills tables. */
    private static final List<String> NEEDED = List.of("SELECT", "INSERT", "UPDATE", "CREATE", "DROP");

    /** What a packet has besides the script. */
    private static final int OVERHEAD = 64;

    static DatabaseServer ask(Connection connection) throws SQLException {
        Query query = new Query(connection);
        List<String> facts = query.rows("SELECT VERSION(), @@max_allowed_packet, @@character_set_database, DATABASE()")
                .get(0);
        boolean encrypted = query.rows("SHOW SESSION STATUS LIKE 'Ssl_cipher'").stream()
                .anyMatch(row -> !row.get(1).isEmpty());
        return new DatabaseServer(
                facts.get(0),
                Long.parseLong(facts.get(1)),
                facts.get(2),
                facts.get(3),
                encrypted,
                hasRoles(query) ? Set.of() : missing(query));
    }

    /**
     * Makes sure that the user may run a script.
     *
     * @throws SchemaException naming the rights that are missing
     */
    void allows(SchemaJob job) {
        if (!missing.isEmpty()) {
            throw new SchemaException(
                    Kind.REFUSED,
                    "The user " + job.database().user() + " lacks " + String.join(", ", missing) + " on the database "
                            + job.database().database() + ".",
                    "Grant it rw on the database in the RDS console.");
        }
    }

    /**
     * Notes what is odd.
     *
     * @return what server it is, for a person
     * @throws SchemaException when a script cannot run there at all
     */
    String fits(SchemaJob job) {
        if (job.script().size() + OVERHEAD > packet) {
            throw new SchemaException(
                    Kind.REFUSED,
                    "The script has " + job.script().size() + " bytes and goes to the server as one packet, and"
                            + " max_allowed_packet is " + packet + ".",
                    "Raise max_allowed_packet in the RDS instance's parameters.");
        }
        ScriptGuard.stayWithin(job, database);
        if (!charset.equals("utf8") && !charset.equals("utf8mb3")) {
            job.note(
                    SchemaNote.Kind.MISFIT,
                    "the database's character set is " + charset + ", and the vendor's script is made for utf8: with"
                            + " another one text may not fit, nor may indexes");
        }
        return (version.contains("MariaDB") ? version : "MySQL " + version) + (encrypted ? " by TLS" : " without TLS");
    }

    /** The user's own grants, on everything and on this database, whose name in a grant is a pattern. */
    private static Set<String> missing(Query query) throws SQLException {
        Set<String> missing = new TreeSet<>(NEEDED);
        String self = "grantee = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')";
        query.rows("SELECT privilege_type FROM information_schema.user_privileges WHERE " + self
                        + " UNION SELECT privilege_type FROM information_schema.schema_privileges WHERE " + self
                        + " AND DATABASE() LIKE table_schema")
                .forEach(row -> missing.remove(row.get(0)));
        return missing;
    }

    /** What roles grant is not listed for the user; servers that know no roles know no such table either. */
    private static boolean hasRoles(Query query) throws SQLException {
        return query.shown("SELECT role_name FROM information_schema.applicable_roles")
                .filter(roles -> !roles.isEmpty())
                .isPresent();
    }
}
