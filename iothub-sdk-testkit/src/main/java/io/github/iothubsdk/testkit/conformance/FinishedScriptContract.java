package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import org.junit.jupiter.api.Test;

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
