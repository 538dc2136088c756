package io.github.iothubsdk.examples.engine;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.examples.JavaProgram;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How does my own engine do the waiting, on several nodes? The one that has just paid is killed; another carries on. */
public final class OutsideEngine {

    /** As db-scheduler documents it for MariaDB. */
    private static final String TABLE = """
            CREATE TABLE scheduled_tasks (
              task_name VARCHAR(100) NOT NULL, task_instance VARCHAR(100) NOT NULL, task_data BLOB,
              execution_time TIMESTAMP(6) NOT NULL, picked BOOLEAN NOT NULL, picked_by VARCHAR(50),
              last_success TIMESTAMP(6) NULL, last_failure TIMESTAMP(6) NULL, consecutive_failures INT,
              last_heartbeat TIMESTAMP(6) NULL, version BIGINT NOT NULL, priority SMALLINT,
              PRIMARY KEY (task_name, task_instance), INDEX (execution_time), INDEX (last_heartbeat))""";

    private OutsideEngine() {}

    /** Starts two nodes on one database, and kills one. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        try (DemoCloud cloud = new DemoCloud();
                EmbeddedMariaDb database = EmbeddedMariaDb.start()) {
            run(cloud, database, Route.PAY_ORDER, System.out);
        }
    }

    static void run(DemoCloud cloud, EmbeddedMariaDb database, Route effect, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        database.createDatabase(Demo.DATABASE, Demo.DB_USER, Demo.DB_PASSWORD);
        String url = database.jdbcUrl(Demo.DATABASE);
        String endpoint = cloud.endpoint().toString();
        // The worst moment: it has happened, such as the payment, and the node waits for an answer that does not come.
        boolean pays = effect == Route.PAY_ORDER;
        cloud.faults().on(effect).afterEffect().stall(Duration.ofMinutes(5));
        try (Connection connection = HubNodeMain.source(url).getConnection();
                Statement engine = connection.createStatement();
                ProvisioningClient client = HubNodeMain.client(cloud.endpoint(), HubNodeMain.source(url))) {
            engine.execute(TABLE);
            Map<String, Process> nodes = Map.of(
                    "node-1", JavaProgram.of(HubNodeMain.class, endpoint, url, "node-1", "plant-7"),
                    "node-2", JavaProgram.of(HubNodeMain.class, endpoint, url, "node-2"));
            try {
                until(() -> !(pays ? cloud.ledger().payments() : cloud.ledger().orders()).isEmpty());
                ResultSet row = engine.executeQuery("SELECT picked_by FROM scheduled_tasks");
                row.next();
                String busy = row.getString(1);
                nodes.get(busy).destroyForcibly().waitFor();
                out.println(busy + (pays ? " had paid" : " had ordered") + ", and was killed");
                until(() -> client.unfinishedRuns().isEmpty());
                out.println(client.runs().get(0).ended().orElseThrow());
                cloud.ledger().lines().forEach(out::println);
            } finally {
                nodes.values().forEach(Process::destroyForcibly);
            }
        }
    }

    private static void until(BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
