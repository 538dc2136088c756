package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The script as a change of a migration tool: what to expect of it, a guard, the marker, the script itself.
 *
 * <p>It names no run, no database and no machine, so that one file serves all databases of a history. The guard fails the
 * first statements, before anything is changed. The lock is only looked at: the tool has one of its own, and old servers
 * give a session no more than one.
 */
record MigrationScript(SchemaJob job, MigrationTool tool) {

    /** What no statement holds; with a semicolon Liquibase would cut stored programs in pieces. */
    private static final String DELIMITER = "//iothub-sdk//";

    /** Flyway runs a statement in a comment with a version of MySQL's, and takes the others for plain comments. */
    private static final Pattern PASSED_OVER = Pattern.compile("^/\\*(?:M!|!(?!\\d))");

    private static final String HEAD = """
            --
            -- Initialises a database for JD Cloud IoT Hub, by a script of {size} bytes. Written by the IoT Hub SDK.
            -- {tool} applies it as it is. A file that was changed is not taken for this script any more; its name and its
            -- folder are yours.{more}
            --
            -- WHAT IT DOES. It stops before it has changed anything when a client of the SDK is initialising the database,
            -- when this script was applied there already{guarded}.
            -- Otherwise it notes in the table iothub_sdk_bootstrap that the script was begun, runs it, and notes that it was
            -- applied. What the script drops or deletes, with everything that is in it:
            --
            --   grep -inE 'drop|truncate|delete|replace' THIS-FILE
            --
            -- WHO RUNS IT. {tool} alone, on a database where nothing else runs this script at the same time: a second tool,
            -- or a client that goes on behind an error (--force), is not kept out.
            --
            -- WHEN IT FAILS, put right what the error names{repair}: it starts
            -- over, and takes rows that it left itself for its own.
            --
            -- EXPECTED AFTERWARDS, all of it 1:
            --
            {check}

            """;

    private static final String FLYWAY =
            "\n-- The .conf beside it keeps Flyway from replacing what looks like a placeholder.";

    private static final String LIQUIBASE =
            "\n-- Comments of the script are left out, and ${ is written $\\{, which servers read"
                    + " alike and Liquibase does not.";

    private static final String PREPARE = """
            SET @iothub_mode = @@SESSION.sql_mode, @iothub_concat = @@SESSION.group_concat_max_len, @iothub_database = DATABASE()
            SET SESSION sql_mode = REPLACE(REPLACE(REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', ''), 'ANSI_QUOTES', ''), 'ANSI', '')
            SET SESSION group_concat_max_len = 1048576
            SET @iothub_same = NULL, @iothub_applied = NULL, @iothub_owns = NULL, @iothub_rows = NULL
            SET @iothub_stop = IF(@@sql_mode LIKE '%ANSI_QUOTES%', 'the server reads double quotes in another way: sql_mode', NULL)
            SET @iothub_stop = COALESCE(@iothub_stop, IF(IS_FREE_LOCK({lock}) <=> 1, NULL, 'another connection is initialising this database'))
            SET @iothub_ask = IF((SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '{marker}') = 0,
                'DO 0', 'SELECT sha256 = ''{sha256}'', state = ''APPLIED'', owns_rows INTO @iothub_same, @iothub_applied, @iothub_owns FROM {marker} WHERE id = 1')
            PREPARE iothub_ask FROM @iothub_ask
            EXECUTE iothub_ask
            SET @iothub_stop = COALESCE(@iothub_stop, IF(@iothub_same AND @iothub_applied, 'this script was applied already', NULL))
            """;

    private static final String UNREPLACED = """
            SET @iothub_stop = COALESCE(@iothub_stop, IF('${flyway:timestamp}' = CONCAT('$', '{flyway:timestamp}'), NULL, 'placeholders are replaced: the .conf is not beside this file'))
            """;

    private static final String GUARD = """
            SET @iothub_stop = COALESCE(@iothub_stop, IF(@iothub_same = 0 AND @iothub_applied, 'another script was applied here', NULL))
            SELECT GROUP_CONCAT(CONCAT('SELECT _utf8 0x', HEX(table_name), ' AS t FROM (SELECT 1 FROM `',
                REPLACE(table_name, '`', '``'), '`', IF(table_type = 'SYSTEM VERSIONED', ' FOR SYSTEM_TIME ALL', ''),
                ' LIMIT 1) filled') SEPARATOR ' UNION ALL ') INTO @iothub_ask FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type NOT IN ('VIEW', 'SYSTEM VIEW', 'SEQUENCE') AND table_name <> '{marker}'{besides}
            SET @iothub_ask = CONCAT('SELECT GROUP_CONCAT(t ORDER BY t SEPARATOR '', '') INTO @iothub_rows FROM (',
                COALESCE(@iothub_ask, 'SELECT NULL AS t'), ') tables_with_rows')
            PREPARE iothub_ask FROM @iothub_ask
            EXECUTE iothub_ask
            SET @iothub_stop = COALESCE(@iothub_stop, IF(NOT @iothub_applied AND @iothub_owns, NULL, CONCAT('rows in ', @iothub_rows)))
            """;

    /** A text that is no statement fails, and the server says it. */
    private static final String BEGIN = """
            SET @iothub_go = COALESCE(CONCAT('STOPPED, nothing was changed: ', @iothub_stop), 'DO 0')
            PREPARE iothub_go FROM @iothub_go
            EXECUTE iothub_go
            {create}
            REPLACE INTO {marker} (id, sha256, run_id, state, owns_rows) VALUES (1, '{sha256}', '', 'BEGUN', {owns})
            COMMIT
            """;

    /** A script that turned to another database is not marked as applied. */
    private static final String END = """
            UPDATE {marker} SET state = 'APPLIED', finished_at = CURRENT_TIMESTAMP WHERE DATABASE() <=> @iothub_database AND id = 1 AND sha256 = '{sha256}' AND state = 'BEGUN'
            COMMIT
            UNLOCK TABLES
            SET SESSION sql_mode = @iothub_mode, SESSION group_concat_max_len = @iothub_concat
            """;

    /** What stands in the file behind its first lines, which are its {@link MigrationFile}'s. */
    String text() {
        return tool == MigrationTool.FLYWAY ? flyway() : liquibase();
    }

    private String flyway() {
        String delimiter = ";\n";
        Scripts.statements(job.script(), UnaryOperator.identity()).forEach(MigrationScript::readByFlyway);
        return head()
                + "-- When something stands in the way, the statement that executes iothub_go fails and says what.\n"
                + ours(guard(UNREPLACED), delimiter)
                + "\n-- The script, as it is.\n" + job.script().text()
                + "\n;\n-- The end of the script.\n" + ours(END, delimiter);
    }

    private static void readByFlyway(String statement) {
        if (PASSED_OVER.matcher(statement).find()) {
            throw new SchemaException(
                    SchemaException.Kind.REFUSED,
                    "The script cannot be a migration of Flyway's: a statement stands whole in a comment for certain servers, "
                            + statement.substring(0, Math.min(4, statement.length()))
                            + " without a version, which Flyway leaves out.",
                    "Take it out of that comment, or give it a version, as in /*!50003; or have the script run in another way.");
        }
    }

    private String liquibase() {
        String delimiter = DELIMITER + "\n";
        String statements = Scripts.statements(job.script(), LiquibaseText::literal).stream()
                .map(statement -> LiquibaseText.checked(statement, DELIMITER) + delimiter + "\n")
                .collect(Collectors.joining());
        return head()
                + "--changeset iothub-sdk:" + id(job) + " dbms:mysql,mariadb failOnError:true splitStatements:true"
                + " stripComments:false endDelimiter:" + DELIMITER + "\n"
                + ours(guard(""), delimiter)
                + statements
                + ours(END, delimiter);
    }

    /** What Liquibase calls the change of a script. */
    static String id(SchemaJob job) {
        return "iot-hub-schema-" + job.script().sha256();
    }

    private String guard(String more) {
        return PREPARE + more + (job.mayReplaceData() ? "" : GUARD) + BEGIN;
    }

    private String head() {
        boolean flyway = tool == MigrationTool.FLYWAY;
        return fill(HEAD.replace("{tool}", tool.title())
                .replace("{more}", flyway ? FLYWAY : LIQUIBASE)
                .replace("{repair}", flyway ? ", then flyway repair, and migrate again" : ", and update again")
                .replace(
                        "{guarded}",
                        job.mayReplaceData() ? "" : ",\n-- when another was, or when any table holds a row")
                .replace("{check}", check()));
    }

    /** A question that a person can ask, as comments. */
    private String check() {
        SchemaExpectation expected = job.wanted().expected().orElse(new SchemaExpectation(0, List.of()));
        Stream<String> asked = Stream.concat(
                Stream.concat(
                        Stream.of(
                                "SELECT EXISTS(SELECT 1 FROM {marker} WHERE state = 'APPLIED' AND sha256 = '{sha256}')"
                                        + " AS applied"),
                        Stream.of(expected.tables())
                                .filter(tables -> tables > 0)
                                .map(tables ->
                                        "(SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
                                                + "\n    AND table_type = 'BASE TABLE' AND table_name <> '{marker}'"
                                                + Histories.exempt(job.script()) + ") = " + tables + " AS tables_"
                                                + tables)),
                expected.filled().stream()
                        .map(table -> "EXISTS(SELECT 1 FROM " + name(table) + ") AS " + name("rows in " + table)));
        return asked.collect(Collectors.joining(",\n    ", "", ";"))
                .indent(2)
                .stripTrailing()
                .lines()
                .map(line -> "-- " + line)
                .collect(Collectors.joining("\n"));
    }

    private static String name(String text) {
        return "`" + Plain.line(text).replace("`", "``") + "`";
    }

    /** One statement begins on each line that is not indented. */
    private String ours(String statements, String delimiter) {
        return fill(statements).strip().replaceAll("\n(?! )", delimiter) + delimiter;
    }

    private String fill(String template) {
        return template.replace("{create}", Marker.CREATE)
                .replace("{besides}", Histories.exempt(job.script()))
                .replace("{marker}", Marker.TABLE)
                .replace("{sha256}", job.script().sha256())
                .replace("{size}", Integer.toString(job.script().size()))
                .replace("{lock}", SessionLock.NAME)
                // Where rows of others may be lost, nobody has looked whether there are any.
                .replace("{owns}", job.mayReplaceData() ? "0" : "1");
    }
}
