package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of the schema kit about what a script leaves, and who may come after it. */
abstract class FinishedScriptContract extends SchemaTransportCase {

    static final SchemaBootstrap WANTED = script("""
            DROP TABLE IF EXISTS t;
            CREATE TABLE t (id INT PRIMARY KEY);
            INSERT INTO t VALUES (1), (2);
            """);

    FinishedScriptContract() {}

    /** Whoever asks: the rows that users have put in meanwhile are lost for good when it is run again. */
    @Test
    void leavesAFinishedScriptAloneWhicheverRunAsks() throws Exception {
        carryOut(create(), job(WANTED, "run-1"));
        execute("INSERT INTO t VALUES (4711)");

        SchemaReport again = carryOut(create(), job(WANTED, "run-2"));

        assertThat(rows("t WHERE id = 4711")).as("a user's row").isEqualTo(1);
        assertThat(again.alreadyThere()).isTrue();
        assertThat(again.scriptSha256()).isEqualTo(WANTED.script().sha256());
    }

    @Test
    void runsNoOtherScriptOverAFinishedOne() throws Exception {
        SchemaTransport transport = create();
        SchemaBootstrap other = script("DROP TABLE t; CREATE TABLE t (x INT);");
        carryOut(transport, job(WANTED, "run-1"));

        assertThat(catchThrowable(() -> carryOut(transport, job(other, "run-2"))))
                .isInstanceOfSatisfying(
                        SchemaException.class,
                        e -> assertThat(e.kind()).isIn(SchemaException.Kind.REFUSED, SchemaException.Kind.WAITING));
        assertThat(rows("t")).isEqualTo(2);
    }

    @Test
    void runsTheWholeScriptAndCountsItsTables() throws Exception {
        SchemaBootstrap wide = script("""
                CREATE TABLE a (id INT PRIMARY KEY);
                CREATE TABLE b (id INT PRIMARY KEY);
                CREATE TABLE c (id INT PRIMARY KEY);
                CREATE TABLE d (id INT PRIMARY KEY);
                INSERT INTO a VALUES (1);
                CREATE TABLE e (id INT PRIMARY KEY);
                INSERT INTO e VALUES (2);
                """);

        SchemaReport done = carryOut(create(), job(wide, "run-1"));

        assertThat(rows("information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND table_name IN ('a', 'b', 'c', 'd', 'e')"))
                .isEqualTo(5);
        assertThat(rows("e")).as("the last statement").isEqualTo(1);
        assertThat(done.tables())
                .as("tables, without a mark of the transport's")
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z"})
    void leavesRowsAloneInWhicheverTableTheyAre(String table) throws Exception {
        execute("CREATE TABLE a (id INT PRIMARY KEY)");
        execute("CREATE TABLE z (id INT PRIMARY KEY)");
        execute("INSERT INTO " + table + " VALUES (4711)");
        SchemaTransport transport = create();

        assertThat(catchThrowable(() -> carryOut(
                        transport, job(script("DROP TABLE a; DROP TABLE z; CREATE TABLE t (id INT);"), "run-1"))))
                .isInstanceOf(SchemaException.class);
        assertThat(rows(table)).isEqualTo(1);
    }

    @Test
    void runsAScriptOfManyStatements() throws Exception {
        String inserts = IntStream.rangeClosed(1, 80)
                .mapToObj(i -> "INSERT INTO t VALUES (" + i + ");\n")
                .collect(Collectors.joining());

        carryOut(create(), job(script("CREATE TABLE t (id INT PRIMARY KEY);\n" + inserts), "run-1"));

        assertThat(rows("t")).isEqualTo(80);
    }

    /** Names of plants are Chinese, and may hold what ends a statement elsewhere. */
    @Test
    void storesTextAsItIs() throws Exception {
        List<String> texts = List.of("\u704c\u88c5\u7ebf", "\u7ebf\ud83d\ude00", "a;b", "-- a # b /* c", "d' \" `e");
        StringBuilder wide = new StringBuilder("CREATE TABLE t (n VARCHAR(50)) DEFAULT CHARSET=utf8mb4;\n");
        texts.forEach(text -> wide.append("INSERT INTO t VALUES ('")
                .append(text.replace("'", "''"))
                .append("');\n"));

        carryOut(create(), job(script(wide.toString()), "run-1"));

        for (String text : texts) {
            String hex = HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
            assertThat(rows("t WHERE HEX(n) = '" + hex + "'")).as(text).isEqualTo(1);
        }
        assertThat(rows("t")).isEqualTo(texts.size());
    }

    @Test
    void replacesRowsWhenItMay() throws Exception {
        execute("CREATE TABLE t AS SELECT 4711 AS id");

        carryOut(create(), job(WANTED.allowReplacingData(), "run-1"));

        assertThat(rows("t")).isEqualTo(2);
        assertThat(rows("t WHERE id = 4711")).isZero();
    }

    @Test
    void showsNoSecretAndNoAddressWhenAllIsWell() throws Exception {
        SchemaTransport transport = create();
        String probed = transport.probe(job(WANTED, "run-1"));
        SchemaReport done = carryOut(transport, job(WANTED, "run-1"));

        assertThat(probed + done + noted).doesNotContain(Demo.DB_PASSWORD).doesNotContain("jdbc:");
    }
}
