package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.MigrationRecord;
import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables in which migration tools keep a database's history: known by their columns, since anybody may name them otherwise. */
record Histories(Query query) {

    private static final int MOST = 1000;

    private static final Pattern NAME = Pattern.compile("\\w+");

    /** A kind of table, by columns that no other has together, and has no more of than any version makes. */
    private enum Kind {
        FLYWAY(
                MigrationTool.FLYWAY,
                11,
                "installed_rank",
                "version",
                "description",
                "type",
                "script",
                "checksum",
                "installed_by",
                "installed_on",
                "execution_time",
                "success"),
        CHANGES(
                MigrationTool.LIQUIBASE,
                14,
                "id",
                "author",
                "filename",
                "dateexecuted",
                "orderexecuted",
                "exectype",
                "md5sum",
                "description",
                "comments",
                "tag",
                "liquibase"),
        /** Says who is at it, and holds no change. */
        LOCK(MigrationTool.LIQUIBASE, 4, "id", "locked", "lockgranted", "lockedby");

        private final MigrationTool tool;
        private final int most;
        /** As SQL lists them: in an order that never changes, since files hold it. */
        private final String columns;

        Kind(MigrationTool tool, int most, String... columns) {
            this.tool = tool;
            this.most = most;
            this.columns = quoted(List.of(columns));
        }

        static Optional<Kind> of(Set<String> columns) {
            return Arrays.stream(values())
                    .filter(kind -> columns.size() <= kind.most && columns.containsAll(kind.columns()))
                    .findFirst();
        }

        private List<String> columns() {
            return NAME.matcher(columns).results().map(MatchResult::group).toList();
        }

        /** The same, of the rows of one table in {@code information_schema.columns}. */
        private String condition() {
            return "SUM(LOWER(column_name) IN " + columns + ") = " + columns().size() + " AND COUNT(*) <= " + most;
        }
    }

    private static String quoted(Collection<String> names) {
        return names.stream()
                .map(name -> "'" + name.replace("\\", "\\\\").replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** For a condition in SQL: that {@code table_name} is none of them; nothing for a script that may be about any. */
    static String exempt(SchemaScript script) {
        Optional<Set<String>> touched = Scripts.touched(script);
        if (touched.isEmpty()) {
            return "";
        }
        return Arrays.stream(Kind.values())
                .map(Kind::condition)
                .collect(Collectors.joining(
                        "\n        OR ",
                        "\n    AND (table_name NOT IN (SELECT table_name FROM information_schema.columns"
                                + " WHERE table_schema = DATABASE()\n        GROUP BY table_name HAVING ",
                        ")"
                                + (touched.get().isEmpty()
                                        ? ""
                                        : "\n        OR LOWER(table_name) IN " + quoted(touched.get()))
                                + ")"));
    }

    /** Those that the script leaves alone: their rows are in nobody's way, and they are not of its making. */
    Set<String> besides(SchemaScript script) throws SQLException {
        Optional<Set<String>> touched = Scripts.touched(script);
        if (touched.isEmpty()) {
            return Set.of();
        }
        return all().keySet().stream()
                .filter(table -> !touched.get().contains(table.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    /** Says that there is one, to whoever is about to run a script beside it. */
    void note(SchemaJob job) throws SQLException {
        all().forEach((table, kind) -> {
            if (kind != Kind.LOCK) {
                job.note(SchemaNote.Kind.HISTORY, words(kind.tool) + table);
            }
        });
    }

    /** How a note about a history of this tool begins. */
    static String words(MigrationTool tool) {
        return "the database has a history of its own, and the script can be a migration of it (docs/schema.md): "
                + tool.title() + " keeps one there, in ";
    }

    /** What they say, the newest first; nothing of one that this user may not read. */
    List<MigrationRecord> records() throws SQLException {
        List<MigrationRecord> records = new ArrayList<>();
        for (Map.Entry<String, Kind> history : all().entrySet()) {
            String table = '`' + history.getKey().replace("`", "``") + '`';
            String rows = switch (history.getValue()) {
                case FLYWAY -> "SELECT script, success + 0, checksum FROM " + table + " ORDER BY installed_rank DESC";
                case CHANGES ->
                    "SELECT CONCAT(author, ':', id), exectype IN ('EXECUTED', 'RERAN'), md5sum FROM " + table
                            + " ORDER BY orderexecuted DESC";
                case LOCK -> "";
            };
            if (!rows.isEmpty()) {
                query.shown(rows + " LIMIT " + MOST).stream()
                        .flatMap(List::stream)
                        .map(row -> record(history.getValue().tool, row))
                        .forEach(records::add);
            }
        }
        return List.copyOf(records);
    }

    private static MigrationRecord record(MigrationTool tool, List<String> row) {
        return MigrationRecord.of(
                tool,
                row.get(0),
                row.get(1).equals("1"),
                Optional.of(row.get(2)).filter(sum -> !sum.isEmpty()));
    }

    private Map<String, Kind> all() throws SQLException {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        query.rows(
                        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1")
                .forEach(row -> found.computeIfAbsent(row.get(0), table -> new HashSet<>())
                        .add(row.get(1).toLowerCase(Locale.ROOT)));
        Map<String, Kind> histories = new LinkedHashMap<>();
        found.forEach((table, its) -> Kind.of(its).ifPresent(kind -> histories.put(table, kind)));
        return histories;
    }
}
