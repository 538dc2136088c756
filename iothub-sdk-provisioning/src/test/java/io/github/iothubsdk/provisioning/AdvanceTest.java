package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.Advance.Waiting;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop of an outside engine, which does the waiting itself. */
class AdvanceTest {

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private List<Waiting> loop(RunId run) {
        List<Waiting> looks = new ArrayList<>();
        while (client.advance(run) instanceof Waiting look) {
            looks.add(look);
            cloud.timeSource.advance(look.after());
        }
        return looks;
    }

    @Test
    void finishesInTheLoopOfAnOutsideEngine() {
        RunId run = client.begin(Cloud.request("plant-7").build());
        assertThat(cloud.simulator.ledger().calls())
                .hasSameSizeAs(cloud.simulator.ledger().calls(Route.DESCRIBE_USER));

        List<Waiting> looks = loop(run);

        assertThat(looks).hasSizeGreaterThan(50).allSatisfy(look -> {
            assertThat(look.step()).isEqualTo("AwaitInstance");
            assertThat(look.seen()).isNotBlank();
            assertThat(look.after()).isPositive();
        });
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void answersFinishedAgainWithoutAnyCall() {
        RunId run = client.begin(Cloud.request("plant-7").build());
        loop(run);
        int calls = cloud.simulator.ledger().calls().size();

        Advance again = client.advance(run);

        assertThat(again).isInstanceOf(Advance.Finished.class);
        assertThat(((Advance.Finished) again).provisioned().instance().status()).isEqualTo(InstanceStatus.RUNNING);
        assertThat(cloud.simulator.ledger().calls()).hasSize(calls);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void goesOnInAnotherProcessAtEveryTurn() {
        RunId run = client.begin(Cloud.request("plant-7").build());
        Advance next = client.advance(run);
        while (next instanceof Waiting look) {
            cloud.timeSource.advance(look.after().multipliedBy(7));
            try (var other = cloud.client()) {
                next = other.advance(run);
            }
        }

        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void waitsOutTheQuietPeriodOverManyTurns() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).dropConnection();
        RunId run = client.begin(Cloud.request("plant-7").build());

        List<Waiting> looks = loop(run);

        assertThat(looks.get(0).step()).isEqualTo("PlaceOrder");
        var sent = cloud.simulator.ledger().calls(Route.CREATE_INSTANCE);
        assertThat(sent).hasSize(2);
        assertThat(Duration.between(sent.get(0).at(), sent.get(1).at())).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void refusesARunThatAnotherOwns() {
        RunId run = client.begin(Cloud.request("plant-7").build());
        try (var owned = cloud.journal.own(run)) {
            Unfinished refused = catchThrowableOfType(Unfinished.class, () -> client.advance(run));

            assertThat(refused).hasMessageContaining(run.value()).hasMessageContaining("is being worked on");
            assertThat(owned.entries()).hasSize(1);
            assertThat(cloud.simulator.ledger().writes()).isZero();
        }
    }

    @Test
    void refusesARunThatTheJournalDoesNotHave() {
        Unfinished refused = catchThrowableOfType(Unfinished.class, () -> client.advance(RunId.random()));

        assertThat(refused).hasMessageContaining("unfinishedRuns()");
        assertThat(client.runs()).isEmpty();
        assertThat(cloud.simulator.ledger().calls()).isEmpty();
    }

    @Test
    void summarisesARunAtEveryStage() {
        cloud.account.orderAmount("20.00");
        RunId run = client.begin(Cloud.request("plant-7").build());
        RunSummary begun = client.unfinishedRuns().get(0);
        assertThat(begun.step()).contains("Preflight");
        assertThat(begun.endpoint()).contains(cloud.simulator.endpoint());
        assertThat(begun.order()).isEmpty();
        assertThat(begun.ended()).isEmpty();

        Unfinished stopped = catchThrowableOfType(Unfinished.class, () -> client.advance(run));
        RunSummary ordered = client.unfinishedRuns().get(0);
        var order = cloud.simulator.ledger().orders().get(0);
        assertThat(ordered.step()).contains(stopped.step()).contains("ConfirmOrder");
        assertThat(ordered.order().map(KnownOrder::number)).contains(order.number());
        assertThat(ordered.instanceId()).contains(order.instanceId());

        cloud.account.orderAmount("0.00");
        RunId second = client.begin(Cloud.request("plant-8").build());
        assertThat(client.advance(second)).isInstanceOf(Waiting.class);
        cloud.timeSource.advance(Duration.ofSeconds(10));
        assertThat(client.advance(second)).isInstanceOf(Waiting.class);
        RunSummary waiting = summary(second);
        assertThat(waiting.step()).contains("AwaitInstance");
        assertThat(waiting.lastSeen().orElseThrow()).contains("PREPARING");

        loop(second);
        assertThat(summary(second).step()).contains("done");
        assertThat(summary(second).ended()).isEqualTo(Optional.of(RunSummary.Ending.DONE));
        assertThat(client.unfinishedRuns()).extracting(RunSummary::runId).containsExactly(run);
        assertThat(cloud.ledger()).isEqualTo("ledger: 2 orders, 1 payment, 1 instance RUNNING");
    }

    private RunSummary summary(RunId run) {
        return client.runs().stream()
                .filter(each -> each.runId().equals(run))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"ITEM_FAILS", "VANISHES"})
    void noticesWhatWillNotComeThoughEachTurnBeginsFromTheJournal(Fate fate) {
        cloud.account.nextInstance(fate);
        RunId run = client.begin(Cloud.request("plant-7").build());

        Broken broken = catchThrowableOfType(Broken.class, () -> loop(run));

        assertThat(broken.step()).isEqualTo("AwaitInstance");
        assertThat(cloud.ledger()).startsWith("ledger: 1 order, 1 payment");
    }

    @Test
    void noticesItWhenEachTurnIsAnotherProcesssToo() {
        cloud.account.nextInstance(Fate.ITEM_FAILS);
        RunId run = client.begin(Cloud.request("plant-7").build());
        Broken broken = catchThrowableOfType(Broken.class, () -> {
            Advance next = client.advance(run);
            while (next instanceof Waiting look) {
                cloud.timeSource.advance(look.after().multipliedBy(7));
                try (var other = cloud.client()) {
                    next = other.advance(run);
                }
            }
        });

        assertThat(broken.step()).isEqualTo("AwaitInstance");
    }
}
