package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.spring.IotHubRuns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application's runs do, from its start to its end. */
@Timeout(120)
public abstract class RunsContract extends ShopCase {

    protected RunsContract() {}

    @Test
    void beginsARunAndEndsItInTheBackground() {
        try (var shop = start(Map.of())) {
            RunId run = Shop.begin(shop, "plant-7");

            IotHubRuns runs = shop.getBean(IotHubRuns.class);
            until(() -> runs.find(run.value()).orElseThrow().ended().isPresent());
            assertThat(runs.find(run.value()).orElseThrow().ended()).contains(Ending.DONE);
            assertThat(runs.find("none")).isEmpty();
            assertThat(runs.find("No/such id")).isEmpty();
            until(() -> shop.getBean(Shop.class).heard.contains("Finished"));
        }
        assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void anIdOfTheCallersIsOneRunHoweverOftenItIsCalled() {
        try (var shop = start(Map.of())) {
            IotHubRuns runs = shop.getBean(IotHubRuns.class);
            RunId id = RunId.of("order-4711");

            assertThat(runs.begin(id, Shop.request(shop, "plant-7"))).isEqualTo(id);
            until(() -> runs.find("order-4711").orElseThrow().ended().isPresent());
            until(() -> isBegun(runs, id, Shop.request(shop, "plant-7")));

            var other = catchThrowableOfType(
                    ProvisioningException.Invalid.class, () -> runs.begin(id, Shop.request(shop, "plant-8")));
            assertThat(other).hasMessageContaining("another request");
        }
        assertThat(cloud.ledger().orders()).hasSize(1);
    }

    /** Until the one who ended the run has let go of it. */
    private static boolean isBegun(IotHubRuns runs, RunId id, CreateInstanceRequest request) {
        try {
            return runs.begin(id, request).equals(id);
        } catch (ProvisioningException.Unfinished e) {
            assertThat(e.reason()).isEqualTo(UnfinishedReason.OWNED_ELSEWHERE);
            return false;
        }
    }

    @Test
    void takesUpWhatAnEarlierProcessLeft() {
        RunId left;
        try (var earlier = start(Map.of("iothub.runs.resume", "false"));
                ProvisioningClient client = client()) {
            left = client.begin(Shop.request(earlier, "plant-7"));
        }
        assertThat(cloud.ledger().orders()).isEmpty();

        try (var shop = start(Map.of());
                ProvisioningClient client = client()) {
            until(() -> ending(client, left).isPresent());
            assertThat(ending(client, left)).contains(Ending.DONE);
            assertThat(shop.getBean(Shop.class).heard).contains("Resumed");
        }
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void takesUpNothingWhenItIsToldNotTo() {
        RunId left;
        try (var shop = start(Map.of("iothub.runs.resume", "false"));
                ProvisioningClient client = client()) {
            left = client.begin(Shop.request(shop, "plant-7"));
            RunId own = Shop.begin(shop, "plant-8");
            until(() -> ending(client, own).isPresent());

            assertThat(ending(client, left)).isEmpty();
        }
        assertThat(cloud.ledger().orders()).hasSize(1);
    }

    @Test
    void theTurnUnderWayEndsBeforeTheApplicationDoes() {
        cloud.faults().on(Route.PAY_ORDER).afterEffect().stall(Duration.ofMillis(700));
        try (var shop = start(Map.of())) {
            Shop.begin(shop, "plant-7");
            until(() -> !cloud.ledger().payments().isEmpty());
        }

        try (ProvisioningClient client = client()) {
            assertThat(client.runs())
                    .extracting(run -> run.step().orElseThrow())
                    .hasSize(1)
                    .allMatch(List.of("AwaitInstance", "done")::contains);
        }
        assertThat(cloud.ledger().calls(Route.PAY_ORDER)).hasSize(1);
    }

    /** Few have a thread; what waits for one, however soon that would be free, is stopped. */
    @Test
    void aRunThatWaitsForAThreadOrdersNothingOnceTheApplicationStops() {
        cloud.faults().on(Route.CREATE_INSTANCE).always().afterEffect().stall(Duration.ofSeconds(1));
        int before;
        try (var shop = start(Map.of("iothub.rate-limit", "0"))) {
            IntStream.range(0, 32).forEach(i -> Shop.begin(shop, "plant-" + i));
            until(() -> !cloud.ledger().orders().isEmpty());
            before = cloud.ledger().orders().size();
        }
        int orders = cloud.ledger().orders().size();
        assertThat(orders)
                .as("of four threads, each of which may have begun another meanwhile")
                .isBetween(before, before + 8)
                .isLessThan(32);

        try (ProvisioningClient client = client()) {
            assertThat(client.unfinishedRuns()).hasSizeGreaterThanOrEqualTo(32 - orders);
            assertThat(client.runs())
                    .allMatch(run -> run.ended().filter(Ending.UNKNOWN::equals).isEmpty());
        }
        assertThat(cloud.ledger().orders()).hasSize(orders);
    }

    @Test
    void orderedNothingWithoutItsTableAndMadeNone() throws SQLException {
        server().administer("DROP TABLE `" + database + "`.iothub_sdk_journal");
        try (var shop = start(Map.of())) {
            var refused = catchThrowableOfType(ProvisioningException.Invalid.class, () -> Shop.begin(shop, "plant-7"));

            assertThat(refused).hasMessageContaining("iothub_sdk_journal");
        }
        assertThat(cloud.ledger().writes()).isZero();
        assertThat(tables()).isEmpty();
    }

    /** Why the starters use the other one: this user could not even find that the table is there. */
    @Test
    void aJournalThatMayMakeItsTableNeedsTheRightToAlsoWhereItIs() {
        assertThat(Journals.inTable(source(), Duration.ofMinutes(2)).runs()).isEmpty();
        assertThatThrownBy(() -> Journals.jdbc(source()).runs()).isInstanceOf(JournalException.class);
    }

    @Test
    void theScriptMakesTheTableThatTheJournalWouldMake() throws SQLException {
        String offered = table();
        server().administer("DROP TABLE `" + database + "`.iothub_sdk_journal");
        server().administer("GRANT CREATE ON `" + database + "`.* TO '" + USER + "'@'127.0.0.1'");
        assertThat(Journals.jdbc(source()).runs()).isEmpty(); // makes it

        assertThat(offered).contains("PRIMARY KEY").isEqualTo(table());
    }

    private String table() throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE iothub_sdk_journal")) {
            row.next();
            return row.getString(2);
        }
    }

    private String tables() throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery("SHOW TABLES")) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
