package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.simulator.Demo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's own script of 2019-04-03, where it lies beside the project; it has no licence and is not part of it. */
class VendorScriptTest extends MariaDbCase {

    static final Path FILE = Path.of(System.getProperty("vendor.script", "../../shared/data/iothub_2019-04-03.sql"));
    private static final int MEASURED = 9;
    private static final Map<String, Integer> SEEDS = Map.of(
            "admin_settings",
            2,
            "asset",
            1,
            "component_descriptor",
            34,
            "customer",
            2,
            "dashboard",
            1,
            "tb_user",
            3,
            "tenant",
            1,
            "user_credentials",
            3,
            "relation",
            10,
            "rule_chain",
            2);

    @BeforeAll
    static void isThere() {
        Assumptions.assumeTrue(Files.exists(FILE), "the vendor's script is not beside the project");
    }

    private SchemaReport apply(String driver, SchemaScript script) {
        return SchemaTransports.jdbc(db -> url(driver))
                .run(job(SchemaBootstrap.of(script).expecting(SchemaExpectation.vendors())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void leavesTheTablesAndRowsThatItIsKnownFor(String driver) throws SQLException {
        SchemaReport report = apply(driver, SchemaScripts.file(FILE));

        assertThat(report.statements()).isEqualTo(73);
        assertThat(report.tables()).isEqualTo(31);
        for (Map.Entry<String, Integer> seeded : SEEDS.entrySet()) {
            assertThat(rows(seeded.getKey())).as(seeded.getKey()).isEqualTo(seeded.getValue());
        }
        assertThat(rows("rule_node")).isEqualTo(1);
        assertThat(notes)
                .singleElement()
                .satisfies(note -> assertThat(note.kind()).isEqualTo(SchemaNote.Kind.SECURITY));
    }

    @Test
    void isTakenWithoutAFalseAlarmWhateverTheDatabaseIsCalled() {
        assertThat(Scripts.beyond(SchemaScripts.file(FILE), "any")).isEmpty();
        assertThat(Scripts.lineOf(SchemaScripts.file(FILE), 73)).isPresent();
        assertThat(Scripts.lineOf(SchemaScripts.file(FILE), 74)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void leavesTheSameWithAByteOrderMarkAndWindowsLineEnds(String driver) throws Exception {
        String windows = "\uFEFF" + Files.readString(FILE).replace("\n", "\r\n");

        SchemaReport report = apply(driver, SchemaScripts.bytes(windows.getBytes(StandardCharsets.UTF_8)));

        assertThat(report.statements()).isEqualTo(73);
        assertThat(report.tables()).isEqualTo(31);
        assertThat(rows("component_descriptor")).isEqualTo(34);
    }

    /** Figures, not a bar: they are printed, since a busy machine would make any bar fail. */
    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void tellsWhatItCostsOverTheBareDriver(String driver) throws Exception {
        SchemaScript script = SchemaScripts.file(FILE);
        long[] bare = new long[MEASURED];
        long[] whole = new long[MEASURED];
        long[] sent = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            for (int turn = 0; turn < 2; turn++) {
                empty();
                if ((i + turn) % 2 == 0) {
                    bare[i] = bare(driver, script.text());
                } else {
                    long start = System.nanoTime();
                    sent[i] = SchemaTransports.jdbc(db -> url(driver))
                            .run(job(SchemaBootstrap.of(script)))
                            .took()
                            .toNanos();
                    whole[i] = System.nanoTime() - start;
                }
            }
        }
        System.out.printf(
                "vendor's script by %s, medians of %d: bare driver %.1f ms, bootstrap %.1f ms (%.2fx), of that the script"
                        + " %.1f ms%n",
                driver, MEASURED, median(bare), median(whole), median(whole) / median(bare), median(sent));
        assertThat(rows("component_descriptor")).isEqualTo(34);
    }

    private void empty() throws SQLException {
        server.administer("DROP DATABASE " + database);
        server.administer("CREATE DATABASE " + database + " CHARACTER SET utf8");
    }

    private long bare(String driver, String sql) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(
                        url(driver) + "?allowMultiQueries=true", Demo.DB_USER, Demo.DB_PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return System.nanoTime() - start;
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }
}
