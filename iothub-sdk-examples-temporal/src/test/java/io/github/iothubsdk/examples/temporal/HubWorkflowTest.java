package io.github.iothubsdk.examples.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On Temporal's own server, in memory, with workers that are processes and can really die. */
@Timeout(300)
class HubWorkflowTest {

    private final Path journal;
    private final Simulator cloud = Simulator.builder()
            .rateLimit(0)
            .preparing(Duration.ofMillis(100))
            .building(Duration.ofMillis(100))
            .start();
    private final String target = "127.0.0.1:" + freePort();
    private final TestServer.PortBoundTestServer server =
            TestServer.createPortBoundServer(Integer.parseInt(target.substring(target.indexOf(':') + 1)));
    private final WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    private final List<Process> workers = new ArrayList<>();

    HubWorkflowTest(@TempDir Path directory) {
        journal = directory.resolve("journal");
        cloud.demoAccount();
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Process worker : workers) {
            worker.destroyForcibly().waitFor();
        }
        stubs.shutdownNow();
        server.close();
        cloud.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process worker() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + HubWorkflowWithTimer.TURN_TIMEOUT + "=PT10S",
                        "-classpath",
                        classPath,
                        HubWorker.class.getName(),
                        target,
                        cloud.endpoint().toString(),
                        journal.toString())
                .inheritIO()
                .start();
        workers.add(started);
        return started;
    }

    private WorkflowStub start(String id, String name) {
        HubWorkflow hub = WorkflowClient.newInstance(stubs)
                .newWorkflowStub(
                        HubWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(HubWorker.QUEUE)
                                .build());
        WorkflowClient.start(hub::create, name);
        return WorkflowStub.fromTyped(hub);
    }

    /** The worst moment: the money has moved, and Temporal has not been told. */
    @Test
    void paysOnceThoughTheWorkerIsKilledBetweenPaymentAndCheckpoint() throws Exception {
        cloud.faults().on(Route.PAY_ORDER).afterEffect().stall(Duration.ofMinutes(5));
        Process payer = worker();
        WorkflowStub hub = start("order-4711", "plant-7");
        while (cloud.ledger().payments().isEmpty()) {
            LockSupport.parkNanos(20_000_000);
        }
        payer.destroyForcibly().waitFor();
        worker();

        String instance = hub.getResult(String.class);

        assertThat(cloud.ledger().instances())
                .singleElement()
                .satisfies(row -> assertThat(row.id()).isEqualTo(instance));
        assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    /** The same between order and checkpoint. */
    @Test
    void ordersOnceThoughTheWorkerIsKilledBetweenOrderAndCheckpoint() throws Exception {
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().stall(Duration.ofMinutes(5));
        Process orderer = worker();
        WorkflowStub hub = start("order-4712", "plant-8");
        while (cloud.ledger().orders().isEmpty()) {
            LockSupport.parkNanos(20_000_000);
        }
        orderer.destroyForcibly().waitFor();
        worker();

        hub.getResult(String.class);

        assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void givesToAPersonWhatDoesNotPass() throws Exception {
        cloud.demoAccount().orderAmount("88.00");
        worker();
        WorkflowStub hub = start("order-4713", "plant-9");

        assertThatThrownBy(() -> hub.getResult(String.class))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause()
                .hasMessageContaining("CNY 88.00");
        assertThat(cloud.ledger().payments()).isEmpty();
    }
}
