package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.simulator.Envelope;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How waiting for a paid instance ends. */
class InstanceEndingsTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private static CreateInstanceRequest request() {
        return Cloud.request("plant-7").spendAtMost(Money.cny("20.00")).build();
    }

    @Test
    void saysThatMoneyWasTakenWhenTheServiceGivesTheInstanceUp() {
        cloud.account.nextInstance(Fate.ITEM_FAILS).orderAmount("20.00");

        Broken broken = catchThrowableOfType(Broken.class, () -> client.create(request(), HOUR));

        String number = cloud.simulator.ledger().orders().get(0).number();
        assertThat(broken.whatHappened()).contains(number, "PAID", "paid: CNY 20.00");
        assertThat(broken.remedy()).contains("refund");
        assertThat(broken.resumable()).isFalse();
        assertThat(cloud.ledger()).startsWith("ledger: 1 order, 1 payment, ");
    }

    @Test
    void takesUpASuspendedInstanceWhenItRunsAgain() {
        cloud.account.nextInstance(Fate.SUSPENDS);

        Broken broken = catchThrowableOfType(Broken.class, () -> client.create(request(), HOUR));

        var row = cloud.simulator.ledger().instances().get(0);
        assertThat(broken.whatHappened()).contains(row.id(), "suspended");
        assertThat(broken.remedy()).contains("Settle the account", "resume");
        assertThat(broken.resumable()).isTrue();
        String running = "{\"requestId\":\"r\",\"result\":{\"page\":{\"totalSize\":1},\"instances\":[{\"instanceId\":\""
                + row.id() + "\",\"name\":\"plant-7\",\"instanceStatus\":\"RUNNING\",\"progressValue\":100}]}}";
        cloud.simulator.faults().on(Route.LIST_INSTANCES).always().odd(running, 200);
        cloud.timeSource.advance(Duration.ofSeconds(10));

        ProvisioningResult done = client.resume(broken.runId().orElseThrow(), HOUR);

        assertThat(done.instance().status()).isEqualTo(InstanceStatus.RUNNING);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance SUSPENDING");
    }

    @Test
    void waitsToTheEndOfTheBudgetForAnInstanceThatNeverAppears() {
        cloud.account.nextInstance(Fate.NEVER_APPEARS);
        var before = cloud.timeSource.now();

        Unfinished unfinished = catchThrowableOfType(Unfinished.class, () -> client.create(request(), HOUR));

        assertThat(unfinished.step()).isEqualTo("AwaitInstance");
        assertThat(unfinished.lastSeen()).contains("not in the instance list");
        assertThat(Duration.between(before, cloud.timeSource.now())).isBetween(HOUR, HOUR.plusSeconds(30));
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 0 instances");
    }

    @Test
    void givesUpAnInstanceThatVanishedOnlyAfterVanishAfter() {
        cloud.account.nextInstance(Fate.VANISHES);
        var start = cloud.timeSource.now();

        Broken broken = catchThrowableOfType(Broken.class, () -> client.create(request(), HOUR));

        String number = cloud.simulator.ledger().orders().get(0).number();
        assertThat(broken.whatHappened()).contains(number, "missing for");
        assertThat(broken.resumable()).isTrue();
        // Built for half of 15 minutes after 30 seconds, then missing for the default 5 minutes.
        assertThat(Duration.between(start, cloud.timeSource.now()))
                .isBetween(Duration.ofSeconds(480 + 300), Duration.ofSeconds(480 + 300 + 90));
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 0 instances");
    }

    @Test
    void givesUpAVanishedInstanceEvenWhenLooksFailInBetween() {
        cloud.account.nextInstance(Fate.VANISHES);
        int gone = 49 + 3;
        for (int look = gone; look < gone + 400; look += 20) {
            for (int attempt = 0; attempt < 5; attempt++) {
                cloud.simulator
                        .faults()
                        .on(Route.LIST_INSTANCES)
                        .call(look + attempt)
                        .html(502);
            }
        }

        Broken broken = catchThrowableOfType(Broken.class, () -> client.create(request(), HOUR));

        assertThat(broken.whatHappened()).contains("missing for");
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 0 instances");
    }

    @Test
    void runsThroughAListThatFlickers() {
        cloud.account.nextInstance(Fate.FLICKERS);

        ProvisioningResult done = client.create(request(), HOUR);

        assertThat(done.instance().status()).isEqualTo(InstanceStatus.RUNNING);
        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.Looked.class::isInstance)
                .extracting(event -> ((ProvisioningEvent.Looked) event).seen())
                .contains("not in the instance list");
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void keepsWaitingOnAStatusWordThatItDoesNotKnow() {
        cloud.account.nextInstance(Fate.ODD_WORD);

        ProvisioningResult done = client.create(request(), HOUR);

        assertThat(done.instance().status()).isEqualTo(InstanceStatus.RUNNING);
        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.Looked.class::isInstance)
                .anySatisfy(event -> assertThat(event.toString()).contains("TRANSMOGRIFYING"));
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @ParameterizedTest
    @CsvSource({"100,true", "100,false", "250,true", "250,false", "99,false"})
    void findsTheInstanceBehindPagesThatRepeatOrSayNoTotals(int others, boolean totals) {
        cloud.account.instances(others);
        cloud.simulator
                .repeatLastPage(true)
                .totals(totals)
                .envelope(totals ? Envelope.FLAT_DATA : Envelope.TOTAL_COUNT);

        ProvisioningResult done = client.create(request(), HOUR);

        assertThat(done.instance().name()).isEqualTo("plant-7");
        assertThat(cloud.ledger()).startsWith("ledger: 1 order, 1 payment, " + (others + 1) + " instances RUNNING");
    }

    @Test
    void waitsForAnInstanceThatTheListShowsLate() {
        try (var slow = Cloud.inProcess(builder -> builder.listLag(Duration.ofMinutes(4)));
                var other = slow.client()) {
            ProvisioningResult done = other.create(request(), HOUR);

            assertThat(done.instance().status()).isEqualTo(InstanceStatus.RUNNING);
            assertThat(slow.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }
}
