package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.model.MigrationTool;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Timeout;

/** By a team with Flyway. */
@Timeout(60)
class FlywayContractTest extends MigrationContract {

    FlywayContractTest() {
        super(MigrationTool.FLYWAY);
    }

    @Override
    void apply(MigrationTeam team) {
        // Of a database with tables but without a history, which the kit makes
        Flyway.configure()
                .configuration(team.flyway().getConfiguration())
                .baselineOnMigrate(true)
                .load()
                .migrate();
    }
}
