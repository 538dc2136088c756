package io.github.iothubsdk.examples.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
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
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On Temporal's own server, in memory, with workers that are processes and can really die. */
@Timeout(180)
class HubWorkflowTest {

    private static final String ORDER = "order-4711";

    /** So that another worker soon takes over; each call of the simulator is answered at once. */
    private static final String TURN = "PT5S";

    /**
     * Zero sends a workflow's next task to whichever worker is free. By default it goes first to the one that has the
     * workflow in memory, for 5 s; the server in memory never ends that wait, and who was killed does not come.
     */
    private static final String STICKY = "PT0S";

    /** The server, when it is closed, fails to tell the polls that are still open, each with a trace. */
    private static final Logger CLOSING = Logger.getLogger("io.grpc.Context");

    private final Path journal;
    private final Simulator cloud = Simulator.builder()
            .rateLimit(0)
            .preparing(Duration.ofMillis(300))
            .building(Duration.ofMillis(300))
            .start();
    private final int port = freePort();
    private final TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port);
    private final WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal()).build());
    private final WorkflowClient client = WorkflowClient.newInstance(stubs);
    private final List<Process> workers = new ArrayList<>();

    HubWorkflowTest(@TempDir Path directory) {
        CLOSING.setLevel(Level.WARNING);
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

    private String temporal() {
        return "127.0.0.1:" + port;
    }

    private Process worker() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        HubWorker.class.getName(),
                        temporal(),
                        cloud.endpoint().toString(),
                        journal.toString(),
                        TURN,
                        STICKY)
                .inheritIO()
                .start();
        workers.add(started);
        return started;
    }

    private WorkflowStub start(String id) {
        HubWorkflow hub = client.newWorkflowStub(
                HubWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(HubWorker.QUEUE)
                        .build());
        WorkflowClient.start(hub::create, "plant-7");
        return WorkflowStub.fromTyped(hub);
    }

    private List<HistoryEvent> history() {
        return client.fetchHistory(ORDER).getEvents();
    }

    private static void until(BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** The worst moment: the money has moved, and Temporal has not been told. */
    @Test
    void paysOnceThoughTheWorkerIsKilledBetweenPaymentAndCheckpoint() throws Exception {
        killedOnce(Route.PAY_ORDER, () -> !cloud.ledger().payments().isEmpty());
    }

    /** The same between order and checkpoint; then it pays, and a timer waits for the instance. */
    @Test
    void ordersOnceThoughTheWorkerIsKilledBetweenOrderAndCheckpoint() throws Exception {
        killedOnce(Route.CREATE_INSTANCE, () -> !cloud.ledger().orders().isEmpty());

        assertThat(history()).extracting(HistoryEvent::getEventType).contains(EventType.EVENT_TYPE_TIMER_FIRED);
    }

    private void killedOnce(Route effect, BooleanSupplier happened) throws Exception {
        cloud.faults().on(effect).afterEffect().stall(Duration.ofMinutes(5));
        Process first = worker();
        WorkflowStub hub = start(ORDER);
        until(happened);
        first.destroyForcibly().waitFor();
        assertThat(history())
                .extracting(HistoryEvent::getEventType)
                .as("Temporal knows that the run was begun, and of no turn")
                .containsOnlyOnce(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED);
        worker();

        String instance = hub.getResult(String.class);

        assertThat(history())
                .extracting(
                        event -> event.getActivityTaskStartedEventAttributes().getAttempt())
                .as("the turn was called again")
                .anyMatch(attempt -> attempt > 1);
        assertThat(cloud.ledger().instances())
                .singleElement()
                .satisfies(row -> assertThat(row.id()).isEqualTo(instance));
        assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void givesToAPersonWhatDoesNotPass() throws Exception {
        cloud.demoAccount().orderAmount("88.00");
        worker();
        WorkflowStub hub = start(ORDER);

        assertThatThrownBy(() -> hub.getResult(String.class))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause()
                .hasMessageContaining("CNY 88.00");
        assertThat(cloud.ledger().payments()).isEmpty();
    }

    @Test
    void callsNothingAgainForAnIdThatIsNoRuns() throws Exception {
        worker();
        WorkflowStub hub = start("Order 4711");

        assertThatThrownBy(() -> hub.getResult(String.class))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause()
                .hasMessageContaining("Not a run id");
        assertThat(cloud.ledger().writes()).isZero();
    }
}
