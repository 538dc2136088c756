package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are named by id, by the beginning of it, or by their instance; a run of the caller's own id is one run. */
class RunNamesTest {

    private final Path home;
    private final Desk desk;

    RunNamesTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** A process began it, and was gone. */
    private void leaveOpen(String name, String runId) {
        Path journal = home.resolve(".iothub").resolve("journal");
        var keys = CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY)));
        var request = CreateInstanceRequest.builder(Demo.REGION, name)
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
        try (ProvisioningClient client = ProvisioningClient.builder(keys)
                .endpoint(desk.cloud.endpoint())
                .journal(Journals.inDirectory(Files.createDirectories(journal)))
                .build()) {
            client.begin(RunId.of(runId), request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(desk.iothub("runs").out()).contains(runId);
    }

    private String ledger() {
        var lines = desk.cloud.ledger().lines();
        return lines.get(lines.size() - 1);
    }

    @Test
    void createUnderAnIdIsOneRunHoweverOften() {
        assertThat(desk.create("plant-7", "--yes", "--run-id", "order-4711").code())
                .isZero();
        assertThat(desk.create("plant-7", "--yes", "--run-id", "order-4711").code())
                .isZero();

        assertThat(ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
        var other = desk.create("plant-8", "--yes", "--run-id", "order-4711");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("order-4711").contains("what differs: name");
        assertThat(ledger()).contains("1 order");
    }

    @Test
    void createUnderAnIdBeginsAJournal() {
        String journal = home.resolve("new").toString();

        assertThat(desk.create("plant-7", "--yes", "--run-id", "order-1", "--journal", journal)
                        .code())
                .isZero();
        assertThat(desk.create("plant-7", "--yes", "--run-id", "Order 1").err()).contains("no run id");
    }

    @Test
    void resumesByNameOrByTheBeginningOfTheId() {
        leaveOpen("plant-7", "order-4711");
        leaveOpen("plant-8", "shop-12");

        assertThat(desk.iothub("resume", "plant-8").code()).isZero();
        assertThat(desk.iothub("resume", "order").code()).isZero();
        assertThat(ledger()).contains("2 orders, 2 payments, 2 instances RUNNING");
    }

    @Test
    void takesNoBeginningThatTwoRunsHave() {
        leaveOpen("plant-7", "order-1");
        leaveOpen("plant-8", "order-2");

        var refused = desk.iothub("resume", "order");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("'order' fits 2 runs")
                .contains("order-1")
                .contains("order-2");
        assertThat(desk.iothub("resume", "or").err()).contains("There is no run with the id or name 'or'");
    }

    @Test
    void resumesAllThatNeedNoPerson() {
        leaveOpen("plant-7", "order-1");
        leaveOpen("plant-8", "order-2");

        var said = desk.iothub("resume", "--all");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.lines()).last().isEqualTo("2 runs went to the end; none is left.");
        assertThat(ledger()).contains("2 orders, 2 payments, 2 instances RUNNING");
        assertThat(desk.iothub("resume", "--all", "order-1").err()).contains("leave order-1 out");
    }

    @Test
    void tellsWhichOfThemDidNotEnd() {
        leaveOpen("plant-7", "order-1");
        desk.cloud.demoAccount().orderAmount("7.00");
        desk.create("plant-8", "--yes", "--run-id", "order-2"); // above its ceiling, which is for a person
        desk.cloud.demoAccount().orderAmount("0.00");

        var said = desk.iothub("resume", "--all");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("1 went to the end, 1 did not: order-2");
        assertThat(ledger()).contains("2 orders, 1 payment");
    }

    @Test
    void abandonsByName() {
        leaveOpen("plant-7", "order-1");

        assertThat(desk.iothub("abandon", "plant-7", "--yes").out()).contains("Gave order-1 up");
    }

    /** An instance's name goes before the beginning of another run's id. */
    @Test
    void abandonsNoOtherThanTheOneThatIsNamed() {
        desk.create("plant", "--yes", "--run-id", "order-1");
        leaveOpen("boiler", "plant-boiler-2");

        assertThat(desk.iothub("abandon", "plant", "--yes").err()).contains("There is no unfinished run order-1");

        leaveOpen("kiln", "oven");
        leaveOpen("oven", "order-3");
        assertThat(desk.iothub("abandon", "oven", "--yes").err()).contains("'oven' fits 2 runs");
        assertThat(desk.iothub("runs").out()).doesNotContain("ABANDONED");
    }

    @Test
    void waitsThroughAnOutageAndBelievesNoListThatMissesIt() {
        desk.create("plant-7", "--yes");
        desk.cloud.faults().arm("list:rowsGone");
        assertThat(desk.iothub("wait", "plant-7", "--for", "gone", "--timeout", "300ms")
                        .code())
                .isEqualTo(1);

        desk.cloud.faults().clear();
        desk.cloud.faults().on(Route.LIST_INSTANCES).times(8).status(503, "");
        assertThat(desk.iothub("wait", "plant-7", "--for", "running", "--timeout", "60s")
                        .code())
                .isZero();
    }

    @Test
    void deletesByName() {
        desk.create("plant-7", "--yes");

        assertThat(desk.iothub("delete", "plant-9", "--yes").err()).contains("nothing was deleted now");
        assertThat(desk.iothub("delete", "plant-7", "--yes").out())
                .contains("Deleted ")
                .contains("plant-7");
        assertThat(desk.iothub("wait", "plant-7", "--for", "gone", "--timeout", "5s")
                        .code())
                .isZero();
    }

    /** A service may call a name a malformed id, and not one that it does not have. */
    @Test
    void findsByNameWhereANameIsNoId() {
        desk.create("plant-7", "--yes");
        desk.cloud.faults().on(Route.SHOW_INSTANCE).always().error(400, 400, "INVALID_ARGUMENT", "instanceId");

        assertThat(desk.iothub("show", "plant-7").out()).contains("plant-7");
        assertThat(desk.iothub("wait", "plant-8", "--for", "gone", "--timeout", "5s")
                        .code())
                .isZero();
        assertThat(desk.iothub("delete", "plant-7", "--yes").out()).contains("Deleted ");
    }

    @Test
    void listsOnlyWhatIsAskedFor() {
        desk.create("plant-7", "--yes");
        desk.create("plant-8", "--yes");

        assertThat(desk.iothub("list", "--name", "plant-8").out())
                .contains("plant-8")
                .doesNotContain("plant-7");
        assertThat(desk.iothub("list", "--status", "running").out()).contains("plant-7", "plant-8");
        assertThat(desk.iothub("list", "--status", "building").out()).doesNotContain("plant-");
        assertThat(desk.iothub("list", "--status", "odd").code()).isEqualTo(2);
    }

    @Test
    void waitsUntilItRuns() {
        desk.cloud.demoAccount().colleague().order("plant-7").pay();

        var said = desk.iothub("wait", "plant-7", "--for", "running");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("plant-7").containsIgnoringCase("running");
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        var said = desk.iothub("wait", "plant-7", "--for", "running", "--timeout", "50ms");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err())
                .contains(
                        "The time is used up: there is no instance 'plant-7'. Try again later, or with a longer --timeout.")
                .doesNotContain("Unfinished", "ordered");
    }
}
