package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

class H2JournalTest extends JdbcJournalContract {

    @Override
    DataSource source() {
        return at("jdbc:h2:mem:journal;DB_CLOSE_DELAY=-1", "sa");
    }

    @Test
    void anUnreachableDatabaseStopsBeforeAnythingIsSentAndHidesItsAddress() {
        try (var cloud = new Cloud();
                var client = cloud.builder()
                        .journal(Journals.jdbc(at("jdbc:h2:tcp://127.0.0.1:1/canary-database", "canary-user")))
                        .build()) {
            assertThatThrownBy(() -> client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(1)))
                    .isInstanceOf(ProvisioningException.Invalid.class)
                    .hasMessageContaining("journal")
                    .hasMessageNotContaining("canary");
            assertThat(cloud.simulator.ledger().calls()).isEmpty();
        }
    }

    /** Whoever only looks comes to a new database too. */
    @Test
    void createsItsTableWhateverIsAskedFirst() {
        RunId run = RunId.random();
        assertThat(fresh().runs()).isEmpty();
        assertThat(fresh().read(run)).isEmpty();
        assertThat(fresh().holder("a key")).isEmpty();
        assertThat(fresh().reserve("a key", run, Optional.empty())).isEqualTo(run);
        fresh().own(run).close();
    }

    private static Journal fresh() {
        return Journals.jdbc(at("jdbc:h2:mem:" + RunId.random() + ";DB_CLOSE_DELAY=-1", "sa"));
    }

    private static DataSource at(String url, String user) {
        return JdbcConnectionPool.create(url, user, "");
    }
}
