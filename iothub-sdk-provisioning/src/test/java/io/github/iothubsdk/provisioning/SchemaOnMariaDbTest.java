package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script runs on a real server, before anything is ordered unless the caller wants it otherwise. */
class SchemaOnMariaDbTest extends MariaDbCase {

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql:", "jdbc:mariadb:"})
    void initialisesTheDatabaseBeforeTheOrderWithEitherDriver(String driver) throws SQLException {
        try (var client = client(server.jdbcUrl(database).replace("jdbc:mysql:", driver))) {
            SchemaReport report = client.create(request(SchemaBootstrap.of(DEMO)), HOUR)
                    .schema()
                    .orElseThrow();

            assertThat(report.statements()).isEqualTo(36);
            assertThat(report.tables()).isEqualTo(12);
            assertThat(report.alreadyThere()).isFalse();
        }
        assertThat(rows("iothub_sdk_bootstrap WHERE state = 'APPLIED' AND statements = 36"))
                .isEqualTo(1);
        assertThat(cloud.events.stream().map(event -> event.getClass().getSimpleName()))
                .containsSubsequence("SchemaStarted", "SchemaFinished", "Claimed", "Ordered", "Paid", "Finished");
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void runsTheSameScriptOnTheSameDatabaseOnceForAll() {
        create(SchemaBootstrap.of(DEMO));
        try (var client = client()) {
            SchemaReport again = client.create(
                            Cloud.request("other").bootstrapSchema(DEMO).build(), HOUR)
                    .schema()
                    .orElseThrow();

            assertThat(again.alreadyThere()).isTrue();
            assertThat(again.statements()).isZero();
            assertThat(again.tables()).isEqualTo(12);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 2 orders, 2 payments, 2 instances RUNNING");
    }

    @Test
    void replacesRowsWhenTheCallerAllowsIt() throws SQLException {
        execute("CREATE TABLE t (id INT)");
        execute("INSERT INTO t VALUES (1)");

        create(SchemaBootstrap.of(script("DROP TABLE t; CREATE TABLE t (id INT)"))
                .allowReplacingData());

        assertThat(rows("t")).isZero();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void initialisesTheDatabaseLastWhenToldSo() throws SQLException {
        create(SchemaBootstrap.of(DEMO).afterTheInstance());

        assertThat(cloud.events.stream().map(event -> event.getClass().getSimpleName()))
                .containsSubsequence("Ordered", "Paid", "Looked", "SchemaStarted", "SchemaFinished", "Finished");
        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.SchemaStarted.class::isInstance)
                .hasSize(1);
        assertThat(rows("iothub_sdk_bootstrap")).isEqualTo(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void keepsThePaidInstanceResumableWhenTheScriptFailsAfterIt() {
        SchemaBootstrap bad =
                SchemaBootstrap.of(script("CREATE TABLE t (id INT); OOPS")).afterTheInstance();
        try (var client = client()) {
            Unfinished stopped = catchThrowableOfType(Unfinished.class, () -> client.create(request(bad), HOUR));

            assertThat(stopped.step()).isEqualTo("BootstrapSchema");
            assertThat(stopped).hasMessageContaining("Statement 2 of the script failed");
            assertThat(client.unfinishedRuns().get(0).instanceId())
                    .contains(cloud.simulator.ledger().instances().get(0).id());
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }
}
