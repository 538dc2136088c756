package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an approval lets be lost: what its preflight had seen, and no more. */
class ApprovedSchemaTest extends MariaDbCase {

    private static final SchemaScript SCRIPT = script("DROP TABLE IF EXISTS a;\nCREATE TABLE a (id INT PRIMARY KEY);");

    private final CreateInstanceRequest request =
            request(SchemaBootstrap.of(SCRIPT).allowReplacingData());

    private ProvisioningClient initialising() {
        return cloud.builder().schemaTransport(transport()).schemaScript(SCRIPT).build();
    }

    /** A history of Flyway's is a warning and harms nobody; the rows that came since are another one. */
    @Test
    void losesNoRowsBehindAWarningOfSomethingElse() throws Exception {
        execute("CREATE TABLE a (id INT PRIMARY KEY)");
        execute("CREATE TABLE flyway_schema_history (installed_rank INT PRIMARY KEY, version VARCHAR(50),"
                + " description VARCHAR(200), type VARCHAR(20), script VARCHAR(1000), checksum INT,"
                + " installed_by VARCHAR(100), installed_on TIMESTAMP, execution_time INT, success BOOL)");
        try (var client = initialising()) {
            Approval approval = client.approve(client.preflight(request), "jane", Duration.ofHours(4));
            execute("INSERT INTO a VALUES (1), (2), (3)");

            Invalid refused = catchThrowableOfType(Invalid.class, () -> client.create(approval, HOUR));

            assertThat(rows("a")).isEqualTo(3);
            assertThat(refused)
                    .hasMessageContainingAll("WARNING now: ", "flyway_schema_history; what is", "rows in a (3)")
                    .hasMessageContaining("no rows in the way, as when it was approved");
            assertThat(cloud.simulator.ledger().writes()).isZero();

            execute("DELETE FROM a");
            client.create(approval, HOUR);
            assertThat(cloud.ledger()).contains("1 order, 1 payment");
        }
    }

    @Test
    void losesTheRowsThatWereSeen() throws Exception {
        execute("CREATE TABLE a (id INT PRIMARY KEY)");
        execute("INSERT INTO a VALUES (1)");
        try (var client = initialising()) {
            Approval approval = client.approve(client.preflight(request), "jane", Duration.ofHours(4));

            client.create(approval, HOUR);
        }
        assertThat(rows("a")).isZero();
    }
}
