package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the account may write to outside the session's database, by its own grants and by those of its roles. */
final class Grants {

    /** Whoever has no more than these elsewhere changes nothing there. */
    private static final Set<String> READING = Set.of(
            "USAGE",
            "SELECT",
            "SHOW DATABASES",
            "SHOW VIEW",
            "PROCESS",
            "REFERENCES",
            "LOCK TABLES",
            "CREATE TEMPORARY TABLES",
            "REPLICATION CLIENT",
            "REPLICATION SLAVE",
            "BINLOG MONITOR",
            "REPLICA MONITOR",
            "SLAVE MONITOR");

    private static final String NAME = "(?:`[^`]*+`|\"[^\"]*+\"|[^\\s.`\"]++)";
    private static final Pattern OBJECT = Pattern.compile(
            "(?:(?:TABLE|PROCEDURE|FUNCTION|PACKAGE|BODY) )*(" + NAME + ")\\.(" + NAME + ") TO .*", Pattern.DOTALL);
    private static final Pattern ROLE = Pattern.compile("GRANT ([`'\"\\w@%.-]+) TO .*", Pattern.DOTALL);
    private static final String BEFORE = " ON ";
    /** No grant of a person's is as long; what is longer is not read. */
    private static final int LONGEST = 10_000;

    private static final int NAMED = 5;

    private final Query query;
    private final String database;
    private final List<String> wider = new ArrayList<>();

    private Grants(Query query, String database) {
        this.query = query;
        this.database = database;
    }

    /**
     * Makes sure that the account cannot write outside the session's database, or that it may.
     *
     * @throws SchemaException naming what it might write to
     */
    static void stayWithin(Query query, SchemaJob job) throws SQLException {
        String database = query.rows("SELECT DATABASE()").get(0).get(0);
        Grants grants = new Grants(query, database);
        grants.add("CURRENT_USER()", true);
        if (grants.wider.isEmpty()) {
            return;
        }
        String what = "the user " + job.database().user() + " may write outside the database " + database + ": "
                + String.join("; ", grants.wider.subList(0, Math.min(NAMED, grants.wider.size())))
                + (grants.wider.size() > NAMED ? " and more" : "");
        if (!job.wanted().widerRights()) {
            throw new SchemaException(
                            Kind.REFUSED,
                            "T" + what.substring(1) + ". A script could do so unseen.",
                            "Name an account with rights on " + database
                                    + " alone, such as one of the RDS console's with rw on it;"
                                    + " or allow it: SchemaBootstrap.of(script).allowWiderRights().")
                    .because("rights-too-wide");
        }
        job.note(SchemaNote.Kind.MISFIT, what + ", as allowed");
    }

    private void add(String grantee, boolean mayHaveRoles) throws SQLException {
        Optional<List<List<String>>> lines = query.shown("SHOW GRANTS FOR " + grantee);
        if (lines.isEmpty()) {
            wider.add("its grants cannot be seen" + (mayHaveRoles ? "" : ", those of a role"));
            return;
        }
        for (List<String> line : lines.get()) {
            look(line.get(0), mayHaveRoles);
        }
    }

    private void look(String line, boolean mayHaveRoles) throws SQLException {
        if (!line.startsWith("GRANT ")) {
            return; // REVOKE of a part, or SET DEFAULT ROLE
        }
        String grant = line.length() > LONGEST ? "" : line;
        int on = on(grant);
        Matcher object = OBJECT.matcher(on < 0 ? "" : grant.substring(on + BEFORE.length()));
        Matcher role = ROLE.matcher(grant);
        if (object.matches()) {
            look(grant.substring("GRANT ".length(), on), bare(object.group(1)), bare(object.group(2)));
        } else if (role.matches()) {
            if (mayHaveRoles) {
                add(role.group(1), false);
            } else {
                wider.add("by a role of a role");
            }
        } else {
            wider.add("by a grant that is not understood");
        }
    }

    /** Where the rights end: outside the lists of columns. */
    private static int on(String grant) {
        int depth = 0;
        for (int i = 0; i < grant.length(); i++) {
            depth += grant.charAt(i) == '(' ? 1 : grant.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && grant.startsWith(BEFORE, i)) {
                return i;
            }
        }
        return -1;
    }

    private void look(String granted, String schema, String thing) throws SQLException {
        String rights = Stream.of(granted.replaceAll(" ?\\([^)]*+\\)", "").split(", ?"))
                .map(String::strip)
                .filter(right -> !READING.contains(right))
                .collect(Collectors.joining(", "));
        if (rights.isEmpty() || (thing.equals("*") ? covers(schema) : schema.equals(database))) {
            return;
        }
        wider.add(rights + " on "
                + (schema.equals("*") ? "every database" : schema + (thing.equals("*") ? "" : "." + thing)));
    }

    /** Whether a database's name in a grant, which is a pattern, stands for the session's database and no other. */
    private boolean covers(String pattern) throws SQLException {
        String name = pattern.replace("\\_", "_").replace("\\%", "%");
        boolean wild = pattern.replace("\\_", "").replace("\\%", "").matches("(?s).*[_%].*");
        if (!name.equals(database)) {
            return false;
        }
        return !wild
                || query.shown(
                                "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE ?"
                                        + " AND schema_name <> DATABASE()",
                                pattern)
                        .filter(List::isEmpty)
                        .isPresent();
    }

    private static String bare(String name) {
        return name.startsWith("`") || name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }
}
