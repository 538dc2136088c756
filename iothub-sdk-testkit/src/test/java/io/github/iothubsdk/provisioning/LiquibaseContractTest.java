package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.model.MigrationTool;
import org.junit.jupiter.api.Timeout;

/** By a team with Liquibase. */
@Timeout(60)
class LiquibaseContractTest extends MigrationContract {

    LiquibaseContractTest() {
        super(MigrationTool.LIQUIBASE);
    }

    @Override
    void apply(MigrationTeam team) throws Exception {
        team.update();
    }
}
