package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two real processes on one real database; the one that has just paid is killed, and the other ends the run. */
@Timeout(120)
public abstract class TwoNodesContract extends ShopCase {

    @TempDir
    Path directory;

    protected TwoNodesContract() {}

    @Test
    void anotherNodeEndsTheRunOfTheOneThatIsKilledWhileItPays() throws Exception {
        cloud.faults().on(Route.PAY_ORDER).afterEffect().stall(Duration.ofMinutes(5));
        List<Process> nodes = List.of(node("one", "begin", "plant-7"), node("two"));
        try (ProvisioningClient client = client()) {
            until(() -> !cloud.ledger().payments().isEmpty());
            Process payer = payer(nodes);
            payer.destroyForcibly().waitFor();
            RunId run = client.runs().get(0).runId();
            assertThat(ending(client, run)).isEmpty();

            until(() -> ending(client, run).isPresent());

            assertThat(ending(client, run)).contains(RunSummary.Ending.DONE);
            assertThat(nodes).filteredOn(Process::isAlive).hasSize(1);
            assertThat(client.runs()).hasSize(1);
        } finally {
            nodes.forEach(Process::destroyForcibly);
        }
        assertThat(cloud.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    /** The one that owns the run says so in its lease. */
    private Process payer(List<Process> nodes) throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery("SELECT data FROM iothub_sdk_journal WHERE seq = 0")) {
            row.next();
            String owner = row.getString(1);
            return nodes.stream()
                    .filter(node -> owner.equals("process " + node.pid()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(owner + " is none of the nodes"));
        }
    }

    /** Its secrets come from the environment. */
    private Process node(String name, String... words) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-Xmx160m", "-classpath", classPath(), Shop.class.getName()));
        command.addAll(List.of(arguments(properties())));
        command.add("--spring.main.web-application-type=none");
        command.add("--iothub.endpoint=" + cloud.endpoint());
        Stream.of(words).forEach(command::add);
        File output = directory.resolve(name).toFile();
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        process.environment()
                .putAll(Map.of(
                        "SPRING_DATASOURCE_PASSWORD", PASSWORD,
                        "IOTHUB_DATABASEPASSWORD", Demo.DB_PASSWORD,
                        "JDCLOUD_ACCESS_KEY", Demo.ACCESS_KEY,
                        "JDCLOUD_SECRET_KEY", Demo.SECRET_KEY));
        return process.start();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
