package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The script as a file for the mysql client: instructions, a guard, the marker, the script itself, and a receipt.
 *
 * <p>The guard is SQL that any MySQL or MariaDB client runs: the session is read-only until nothing stands in the way,
 * so that nothing is lost even by a client that goes on after errors.
 */
final class DbaScript {

    /** What a receipt starts with. */
    static final String RECEIPT = Marker.TABLE + " APPLIED";

    private static final String INSTRUCTIONS = """
            -- Initialises the database {database} on {host} for a JD Cloud IoT Hub instance.
            --
            -- run      {run}
            -- script   {source}, {size} bytes, SHA-256 {sha256}
            --
            -- HOW TO RUN IT. From a machine that reaches the server, with an account that may SELECT, INSERT, UPDATE,
            -- DELETE, CREATE, DROP, ALTER and INDEX in {database} (the account of the instance is {user}):
            --
            --   mysql --host={shellHost} --port={port} --user={shellUser} --password --default-character-set=utf8mb4 \\
            --         --loose-binary-mode --loose-local-infile=0 {shellDatabase} < {file}.sql > {file}.receipt
            --
            -- The client asks for the password. Do not use --force: it goes on after errors. The MariaDB client needs
            -- --skip-ssl when the server offers no TLS. Binary mode lets it obey no commands of its own in the script.
            --
            -- WHAT IT DOES. It stops before it has changed anything when another connection is initialising the
            -- database, when this script was applied there already{guarded}.
            -- Otherwise it notes in the table iothub_sdk_bootstrap that the script was begun, runs it, and notes that it
            -- was applied. What the script drops or deletes, with everything that is in it:
            --
            --   grep -inE 'drop|truncate|delete|replace' {file}.sql
            --
            -- WHEN IT FAILS, the client shows the error and stops. DDL is not rolled back; put right what it names and
            -- run the same file again: it starts over, and takes rows that it left itself for its own.
            --
            -- HOW TO CHECK, then and later; this is also how to get a receipt again:
            --
            --   mysql --host={shellHost} --port={port} --user={shellUser} --password {shellDatabase} \\
            --         -e "{check}" > {file}.receipt
            --
            -- The receipt ends with a line that starts with {receipt} {sha256}.
            -- Put that file beside this one, where the SDK wrote it, unless the SDK sees the database itself: it then
            -- goes on by itself. Without the line nothing is bought.

            """;

    private static final String PREPARE = """
            SET NAMES utf8mb4;
            SET SESSION TRANSACTION READ ONLY;
            SET SESSION sql_mode = REPLACE(REPLACE(REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', ''), 'ANSI_QUOTES', ''), 'ANSI', '');
            USE {identifier};
            SET SESSION group_concat_max_len = 1048576;
            SET @same = NULL, @applied = NULL, @owns = NULL, @rows = NULL;
            SET @stop = IF(@@sql_mode LIKE '%ANSI_QUOTES%', 'the server reads double quotes in another way: sql_mode', NULL);
            SET @stop = COALESCE(@stop, IF(GET_LOCK({lock}, 30) <=> 1, NULL, 'another connection is initialising this database'));
            SET @ask = IF((SELECT COUNT(*) FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_name = '{marker}') = 0,
                'DO 0', 'SELECT sha256 = ''{sha256}'', state = ''APPLIED'', owns_rows INTO @same, @applied, @owns FROM {marker} WHERE id = 1');
            PREPARE ask FROM @ask;
            EXECUTE ask;
            SET @stop = COALESCE(@stop, IF(@same AND @applied, 'this script was applied already', NULL));
            """;

    private static final String GUARD = """
            SET @stop = COALESCE(@stop, IF(@same = 0 AND @applied, 'another script was applied here', NULL));
            SELECT GROUP_CONCAT(CONCAT('SELECT _utf8 0x', HEX(table_name), ' AS t FROM (SELECT 1 FROM `',
                REPLACE(table_name, '`', '``'), '`', IF(table_type = 'SYSTEM VERSIONED', ' FOR SYSTEM_TIME ALL', ''),
                ' LIMIT 1) filled') SEPARATOR ' UNION ALL ') INTO @ask
                FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type NOT IN ('VIEW', 'SYSTEM VIEW', 'SEQUENCE') AND table_name <> '{marker}'{besides};
            SET @ask = CONCAT('SELECT GROUP_CONCAT(t ORDER BY t SEPARATOR '', '') INTO @rows FROM (',
                COALESCE(@ask, 'SELECT NULL AS t'), ') tables_with_rows');
            PREPARE ask FROM @ask;
            EXECUTE ask;
            SET @stop = COALESCE(@stop, IF(NOT @applied AND @owns, NULL, CONCAT('rows in ', @rows)));
            """;

    private static final String BEGIN = """
            -- When something stands in the way, the next statement fails and says what; the session stays read-only.
            SET @go = COALESCE(CONCAT('STOPPED, nothing was changed: ', @stop), 'SET SESSION TRANSACTION READ WRITE');
            PREPARE go FROM @go;
            EXECUTE go;
            {create};
            REPLACE INTO {marker} (id, sha256, run_id, state, owns_rows) VALUES (1, '{sha256}', '{run}', 'BEGUN', {owns});

            -- The script, as it is.
            """;

    private static final String END = """

            ;
            -- The end of the script.
            -- A script that turned to another database finds no table here, and gets no receipt.
            UPDATE {marker} SET state = 'APPLIED', finished_at = CURRENT_TIMESTAMP
                WHERE DATABASE() = {literal} AND id = 1 AND sha256 = '{sha256}' AND state = 'BEGUN';
            COMMIT;
            {check};
            """;

    private static final String CHECK =
            "SELECT CONCAT('{receipt} ', sha256, ' run ', run_id, ' tables ', (SELECT COUNT(*) FROM"
                    + " information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE') - 1)"
                    + " AS receipt FROM {marker} WHERE id = 1 AND state = 'APPLIED'";

    private final SchemaJob job;
    private final String file;

    /**
     * The file of a job.
     *
     * @param file its name without an extension
     */
    DbaScript(SchemaJob job, String file) {
        this.job = job;
        this.file = file;
    }

    /** The instructions, as comments. */
    String instructions() {
        return fill(INSTRUCTIONS
                .replace(
                        "{guarded}",
                        job.mayReplaceData() ? "" : ",\n-- when another was, or when any table holds a row")
                .replace("{shellHost}", shell(job.database().host()))
                .replace("{shellUser}", shell(job.database().user()))
                .replace("{shellDatabase}", shell(job.database().database()))
                .replace("{port}", Integer.toString(job.port().getAsInt())));
    }

    /**
     * What is executed; the same for the same job.
     *
     * @throws SchemaException when the script has what none may have, or would change another database
     */
    String sql() {
        ScriptGuard.stayWithin(job, job.database().database());
        String guard = job.mayReplaceData()
                ? "-- The caller lets rows be lost.\n"
                : GUARD.replace("{besides}", Histories.exempt(job.script()));
        return fill(PREPARE + guard + BEGIN) + job.script().text() + fill(END);
    }

    private String fill(String template) {
        return template.replace("{check}", CHECK)
                .replace("{create}", Marker.CREATE)
                .replace("{receipt}", RECEIPT)
                .replace("{marker}", Marker.TABLE)
                .replace("{sha256}", job.script().sha256())
                .replace("{run}", job.runId().map(RunId::value).orElse(""))
                .replace("{file}", file)
                .replace("{size}", Integer.toString(job.script().size()))
                .replace("{source}", line(job.script().source()))
                .replace("{identifier}", "`" + line(job.database().database()).replace("`", "``") + "`")
                .replace("{literal}", "_utf8 0x" + hex(job.database().database()))
                .replace("{lock}", SessionLock.NAME)
                // Where rows of others may be lost, nobody has looked whether there are any.
                .replace("{owns}", job.mayReplaceData() ? "0" : "1")
                .replace("{database}", line(job.database().database()))
                .replace("{host}", line(job.database().host()))
                .replace("{user}", line(job.database().user()));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shell(String text) {
        String line = line(text);
        return line.matches("[A-Za-z0-9._-]+") ? line : "'" + line.replace("'", "'\\''") + "'";
    }

    private static String line(String text) {
        return Plain.line(text);
    }
}
