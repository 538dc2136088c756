package io.github.iothubsdk.examples.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two real processes, a real database, and a real SIGKILL. */
@Timeout(60)
class OutsideEngineTest {

    @ParameterizedTest
    @CsvSource({"PAY_ORDER, had paid", "CREATE_INSTANCE, had ordered"})
    void anotherNodeCarriesOnAfterTheOneThatSpentIsKilled(Route effect, String done)
            throws IOException, InterruptedException, SQLException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (DemoCloud cloud = new DemoCloud();
                EmbeddedMariaDb database = EmbeddedMariaDb.start()) {
            OutsideEngine.run(cloud, database, effect, new PrintStream(printed, true, StandardCharsets.UTF_8));

            assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
                    .anyMatch(line -> line.matches("node-[12] " + done + ", and was killed"))
                    .contains("DONE")
                    .last()
                    .isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
            assertThat(cloud.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            assertThat(cloud.ledger().payments()).hasSize(1);
        }
    }
}
