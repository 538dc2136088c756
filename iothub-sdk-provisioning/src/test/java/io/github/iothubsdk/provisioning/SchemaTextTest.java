package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What in a script leads past the guard, or would be a command to the client of a DBA, wherever it hides. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaTextTest {

    private static final int LARGE = 5_000_000;

    private static SchemaScript script(String sql) {
        return SchemaScripts.bytes(sql.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(String sql, String what) {
        assertThatThrownBy(() -> script(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET @x=1; USE other; DROP TABLE precious;",
                "SELECT 1;USE other",
                "SELECT 1; /* a comment */ uSe\tother",
                "SELECT 1; -- a comment; ' \n USE other",
                "SELECT 1; # a comment ' \n USE other",
                "SELECT 'a''b\\'; USE nothing';USE`other`",
                "SELECT \"a\\\"\"; USE other; -- \"",
                "SELECT `a\\`; USE other; SELECT ``",
                "/*!USE other*/; DROP TABLE precious",
                "/*!50000 USE other */;",
                "/*!50000USE other */;",
                "/*!080012USE other */;",
                "/*M! USE other */;",
                "/*M!100000 USE other */;",
                "/*! SELECT 1 */; /**/USE/**/other/**/;",
                "SET STATEMENT max_statement_time=1 FOR USE other;",
                "BEGIN NOT ATOMIC USE other; END;",
                "USE INDEX; SELECT 1",
                "SELECT 1;;;  ;USE other"
            })
    void findsTheUseOfAnotherDatabaseWhereverAStatementCanBegin(String sql) {
        refuses(sql, "has USE on line " + (sql.contains("\n") ? 2 : 1) + ", which turns to another database");
        refuses("SELECT 1;\n\n" + sql, "has USE on line " + (sql.contains("\n") ? 4 : 3) + ",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; \\! rm -rf ~",
                "SELECT 1 \\! rm -rf ~\n;",
                "CREATE TABLE t (id INT) \\. more.sql",
                "SELECT 1\\g",
                "SELECT 1\\G",
                "SELECT 'a' \\d //",
                "/*! \\! rm */ SELECT 1",
                "SELECT 1\\",
                "SELECT `a`\\T /tmp/out"
            })
    void findsACommandOfTheClientInTheMiddleOfALine(String sql) {
        refuses(sql, "on line 1, a command of the mysql client");
    }

    @ParameterizedTest
    @CsvSource({
        "system rm -rf ~",
        "source more.sql",
        "delimiter //",
        "tee /tmp/out",
        "pager less",
        "edit",
        "quit",
        "connect other",
        "status",
        "? help",
        "help",
        "charset gbk",
        "prompt x",
        "notee",
        "nopager",
        "exit",
        "clear",
        "ego",
        "go",
        "print",
        "rehash",
        "warnings",
        "nowarning",
        "resetconnection",
        "sandbox",
        "query_attributes a b"
    })
    void findsACommandOfTheClientWhereAStatementCanBegin(String command) {
        String word = command.replaceFirst(" .*", "").toUpperCase(java.util.Locale.ROOT);
        for (String sql : new String[] {command, "SELECT 1;" + command, "SELECT 1; /* \n */ " + command + ";"}) {
            refuses(sql, "has " + word + " on line ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*!99999 ' */ SELECT '\\! rm -rf ~ '",
                "/*!50000 /* */ USE other */",
                "/*!50000 -- */ USE other \n */",
                "/*+ ' */ SELECT '\\! rm '",
                "--'\n\\! rm -rf ~\n'",
                "SELECT 1; --'\n\\! rm -rf ~\n'",
                "SELECT 1 --\u0001 '\n\\! rm -rf ~\n'",
                "SELECT 1; /* never closed",
                "SELECT 1; /*! never closed",
                "INSERT INTO t VALUES ('never closed",
                "CREATE TABLE `never closed (id INT)",
                "SELECT \"never closed\\\""
            })
    void refusesTextThatServersAndClientsReadInDifferentWays(String sql) {
        assertThatThrownBy(() -> script(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("on line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET sql_mode = 'NO_BACKSLASH_ESCAPES'; SELECT '\\'; USE other; -- '",
                "SET @m = 'no_backslash_escapes'; SET sql_mode = @m; SELECT '\\'; USE other; -- '",
                "/*!40101 SET SESSION SQL_MODE='ANSI' */; SELECT \"\\\"; USE other; -- \"",
                "SET @@session.sql_mode := 1048576",
                "SET sql_mode = CONCAT(@@sql_mode, ',ansi', '_quotes')",
                "SET NAMES gbk; SELECT 1",
                "SET CHARACTER SET 'big5'",
                "SET character_set_client = sjis",
                "SET character_set_client = 28; SELECT '你\\'; DROP TABLE other.precious; -- '",
                "SET character_set_client = CONCAT('g', 'bk')",
                "SET @c = 'gbk'; SET character_set_client = @c",
                "SELECT 'gbk' INTO @c; SET NAMES utf8, character_set_client = @c",
                "SET @c := @@character_set_database, @@character_set_client := @c",
                "SET character_set_results = gbk; SET character_set_client = @@character_set_results",
                "CREATE PROCEDURE p() SET @m = 'ANSI'; SET @m = @@sql_mode; CALL p(); SET sql_mode = @m",
                "SELECT 'NO_BACKSLASH_ESCAPES' INTO @m; SET sql_mode = @m; SELECT '\\'; USE other; -- '",
                "SET @a = (@m := 'ANSI'), sql_mode = @m",
                "SET sql_mode = CONCAT('NO_BACK', 'SLASH_ESC', 'APES')",
                "SET sql_mode = 'NO_BACK' 'SLASH_ESCAPES'",
                "SET sql_mode = UNHEX('414E5349')",
                "SET sql_mode = x'414E5349'",
                "SET sql_mode = 0x414E5349",
                "SET sql_mode = ANSI",
                "SET STATEMENT sql_mode = CONCAT('AN', 'SI') FOR SELECT \"\\\"; USE other; -- \"",
                "SET STATEMENT max_statement_time = 1 FOR SET sql_mode = ANSI",
                "BEGIN NOT ATOMIC SET character_set_client = 28; END; SELECT '你\\'; DROP TABLE other.precious; -- '",
                "BEGIN NOT ATOMIC DECLARE a INT; x: BEGIN SET character_set_client = 28; END; END",
                "BEGIN NOT ATOMIC DECLARE EXIT HANDLER FOR SQLEXCEPTION SET character_set_client = 28; SELECT x; END",
                "IF 1 THEN SET character_set_client = 28; END IF"
            })
    void refusesToLetTheServerReadTheRestInAnotherWay(String sql) {
        refuses(sql, "has SET on line 1, which changes how the server reads the rest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t USE INDEX (a) WHERE x = 1",
                "SELECT t.use, @use FROM t IGNORE INDEX FOR JOIN (a) USE KEY (b)",
                "INSERT INTO t VALUES ('; USE other', \"\\\\\", '\\'', 'C:\\\\x', \\N, '\\! not run');",
                "/* USE: see below; don't */ SELECT 5--3, 1;",
                "CREATE TABLE `use` (`delimiter` INT, status INT, `system` INT, connect INT);",
                "SELECT 1\n  ; -- use it; don't\n# isn't it\n--\n--\tx\n",
                "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;",
                "/*!40101 SET NAMES utf8 */;\n/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;",
                "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER t AFTER INSERT ON a\n"
                        + " FOR EACH ROW BEGIN -- it's one\n SET @a = 1; END */;",
                "SET character_set_client = utf8mb4; SET sql_mode = DEFAULT; SET sql_mode = ''",
                "SET @saved_cs_client = @@character_set_client; SET character_set_client = @saved_cs_client",
                "SET NAMES utf8mb4 COLLATE utf8mb4_bin; SET @old = @@SESSION.sql_mode; SET SESSION sql_mode = @old",
                "SET @a = CONCAT('x', 'y'), foreign_key_checks = 0, @b = 28; SET GLOBAL max_connections = 10",
                "CREATE TABLE t (id INT) DEFAULT CHARSET gbk; SELECT /*+ MAX_EXECUTION_TIME(9) */ 1",
                "INSERT INTO 表 VALUES ('演示; USE other')"
            })
    void takesWhatOnlyLooksLikeIt(String sql) {
        assertThat(script(sql).text()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE other.precious",
                "DROP TABLE IF EXISTS a, `other` . `precious`",
                "TRUNCATE other.precious",
                "CREATE TABLE IF NOT EXISTS other.t (id INT)",
                "ALTER TABLE t RENAME TO other.t",
                "RENAME TABLE t TO other.t",
                "INSERT INTO other.t VALUES (1)",
                "insert ignore other.t SELECT 1",
                "REPLACE other.t SET a = 1",
                "UPDATE hub.t, other.t SET a = 1",
                "DELETE FROM other.t WHERE a = 1",
                "DELETE other.t FROM other.t",
                "/*!50000 DROP TABLE other.t */",
                "DROP DATABASE other",
                "DROP SCHEMA IF EXISTS `other`",
                "ALTER DATABASE other CHARACTER SET utf8",
                "BEGIN NOT ATOMIC DROP TABLE other.t; END",
                "IF 1 THEN DROP TABLE other.t; END IF",
                "FOR i IN 1..1 DO DROP TABLE other.t; END FOR",
                "CASE 1 WHEN 1 THEN SELECT 1; ELSE DROP TABLE other.t; END CASE",
                "SET STATEMENT max_statement_time=5 FOR DROP TABLE other.t",
                "ANALYZE DELETE FROM other.t",
                "ANALYZE FORMAT=JSON DELETE FROM other.t",
                "CREATE TRIGGER r AFTER INSERT ON t FOR EACH ROW DELETE FROM other.t",
                "CREATE PROCEDURE p() DELETE FROM other.t",
                "CREATE PROCEDURE p() MODIFIES SQL DATA COMMENT 'x' DELETE FROM other.t",
                "CREATE PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION DELETE FROM other.t; END",
                "CREATE FUNCTION f() RETURNS INT BEGIN DELETE FROM other.t; RETURN 1; END",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM other.t",
                "DELETE FROM x USING other.t AS x",
                "UPDATE t LEFT JOIN t AS u ON t.a = u.a, other.t p SET p.a = 9"
            })
    void findsTheStatementThatNamesAnotherDatabase(String sql) {
        assertThat(Scripts.beyond(script("SELECT 1;\n" + sql), "hub").orElseThrow())
                .contains(" on line 2 names the database other");
        assertThat(Scripts.beyond(script("SELECT 1;\n" + sql), "other").orElse(""))
                .doesNotContain("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO hub.t SELECT o.a FROM other.t o",
                "UPDATE t SET a = 'other.t'",
                "UPDATE t JOIN u ON t.a = u.a SET t.b = 1",
                "UPDATE t SET t.b = 1 WHERE t.c = 2",
                "DELETE t.* FROM t WHERE t.a = 1",
                "CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.a = OLD.b",
                "CREATE VIEW v AS SELECT o.a FROM other.t o",
                "CREATE TABLE t (id INT DEFAULT 1.5) COMMENT 'other.t'",
                "CREATE TABLE t LIKE other.t",
                "CREATE DEFINER=`root`@`db.example.com` VIEW v AS SELECT a.b FROM a",
                "ALTER TABLE t ADD c DECIMAL DEFAULT 1.5, ADD FOREIGN KEY (a) REFERENCES u (b)",
                "SELECT other.t.a FROM other.t",
                "SELECT CASE WHEN a.b THEN REPLACE(a.b, 'x', 'y') ELSE INSERT(a.b, 1, 2, a.c) END, TRUNCATE(a.b, 1) FROM a",
                "SELECT a.b FROM a FOR UPDATE; SELECT t.`update`, @delete, x.replace FROM t x",
                "DELETE a FROM a JOIN b ON a.x = b.x WHERE b.y = 1; DELETE FROM t ORDER BY t.a LIMIT 1",
                "DELETE FROM a USING a JOIN b ON a.x = b.x",
                "UPDATE t AS a JOIN u AS b ON f(a.x, b.y) AND a.z IN (1, b.z) SET a.x = b.x",
                "CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES u (b) ON DELETE CASCADE ON UPDATE SET NULL)",
                "CREATE TRIGGER r AFTER UPDATE ON t FOR EACH ROW UPDATE u SET u.a = NEW.b WHERE u.c = OLD.c",
                "CREATE PROCEDURE p() BEGIN IF 1 THEN INSERT INTO t SELECT o.a FROM other.o o; END IF; END",
                "CREATE DATABASE IF NOT EXISTS hub"
            })
    void takesStatementsThatOnlyReadOrStayAtHome(String sql) {
        assertThat(Scripts.beyond(script(sql), "hub")).isEmpty();
    }

    @Test
    void knowsTheLineOnWhichAStatementBegins() {
        SchemaScript script = script("""
                -- first
                SELECT 1;

                SELECT ';',
                 `;` /* ; */;
                CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW
                BEGIN
                 IF 1 THEN SET @a = 1; END IF;
                 SET @b = CASE WHEN 1 THEN 2 END;
                END;
                /*!40101 SET @c = 1 */;
                SELECT 9""");

        assertThat(Stream.of(1, 2, 3, 4, 5).map(n -> Scripts.lineOf(script, n).orElse(0)))
                .containsExactly(2, 4, 6, 11, 12);
        assertThat(Scripts.lineOf(script, 6)).isEmpty();
        assertThat(Scripts.lineOf(script, 0)).isEmpty();
    }

    static Stream<String> largeTexts() {
        return Stream.of(
                "USE" + " ".repeat(LARGE) + "INDEX",
                "\nDELIMITER x" + " \t".repeat(LARGE / 2) + "y",
                "SELECT 1; USE x" + " \t".repeat(LARGE / 2) + "y",
                "\n".repeat(LARGE),
                "DELIMITER ".repeat(LARGE / 10),
                "/*".repeat(LARGE / 2),
                "/*!".repeat(LARGE / 3),
                "/*! */".repeat(LARGE / 6),
                "'".repeat(LARGE),
                "'\\".repeat(LARGE / 2),
                "`;".repeat(LARGE / 2),
                "-- \n".repeat(LARGE / 4),
                "a.".repeat(LARGE / 2),
                "DROP a.b,".repeat(LARGE / 9),
                "SET sql_mode=sql_mode".repeat(LARGE / 21),
                "CREATE TRIGGER BEGIN CASE ".repeat(LARGE / 26),
                "$2a$10$".repeat(LARGE / 7),
                ";".repeat(LARGE));
    }

    /** In seconds for all; what looks again from each place does not end in the time given. */
    @Test
    void readsAnyTextInAnInstant() {
        largeTexts().forEach(text -> {
            try {
                SchemaScript script = script("SELECT 1;" + text);
                Scripts.beyond(script, "hub");
                Scripts.lineOf(script, LARGE);
                script.seedsPasswords();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).hasSizeLessThan(300);
            }
        });
    }
}
