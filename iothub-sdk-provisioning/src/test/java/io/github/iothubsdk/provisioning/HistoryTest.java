package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunHistory.Kind;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happened to a run, and where the money is, from the journal alone. */
class HistoryTest {

    private static final Duration BUDGET = Duration.ofHours(1);
    private static final RunId RUN = RunId.of("order-4711");

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private RunHistory history() {
        RunHistory told = client.history(RUN).orElseThrow();
        assertThat(told.entries())
                .allSatisfy(entry -> assertThat(entry.words())
                        .isNotBlank()
                        .doesNotContain("null", "Optional", "[", Demo.DB_PASSWORD, Demo.SECRET_KEY));
        return told;
    }

    @Test
    void tellsARunFromItsBeginningToItsEnd() {
        cloud.account.orderAmount("88.00");
        client.create(
                RUN, Cloud.request("plant-7").spendAtMost(Money.cny("100.00")).build(), BUDGET);

        RunHistory told = history();

        String order = cloud.simulator.ledger().orders().get(0).number();
        assertThat(told.money()).isEqualTo("Order " + order + " is settled, for CNY 88.00.");
        assertThat(told.entries())
                .extracting(RunHistory.Entry::kind)
                .startsWith(Kind.BEGUN)
                .endsWith(Kind.ENDED);
        assertThat(told.entries())
                .extracting(RunHistory.Entry::words)
                .anyMatch(words -> words.startsWith("plant-7 in cn-north-1 for at most CNY 100.00, at "))
                .anyMatch(words -> words.contains("order " + order + " is this run's"))
                .anyMatch(words -> words.contains("costs CNY 88.00, and may be paid"))
                .anyMatch(words -> words.startsWith("about to be sent, attempt 1"));
        assertThat(told.approvedBy()).isEmpty();
    }

    @Test
    void saysThatNothingWasOrdered() {
        client.begin(RUN, Cloud.request("plant-7").build());

        assertThat(history().money()).isEqualTo("This run has ordered nothing and paid nothing.");
        assertThat(client.history(RunId.of("other"))).isEmpty();
    }

    @Test
    void saysThatItIsNotKnownWhetherAnOrderWasPlaced() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).beforeEffect().dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(RUN, Cloud.request("plant-7").build(), Duration.ofSeconds(30)));

        RunHistory told = history();

        assertThat(told.money()).startsWith("It is not known whether an order was placed");
        assertThat(told.entries())
                .anySatisfy(entry -> assertThat(entry.toString()).contains("ANSWERED PlaceOrder: LOST"));
    }

    @Test
    void saysThatAnOrderIsNotPaid() {
        cloud.account.orderAmount("88.00");
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(RUN, Cloud.request("plant-7").build(), BUDGET));

        RunHistory told = history();

        assertThat(told.money()).startsWith("Order ").contains(", for CNY 88.00: this run has sent no payment.");
        assertThat(told.entries())
                .last()
                .satisfies(entry -> assertThat(entry.words())
                        .startsWith("OVER_THE_CEILING: order ")
                        .endsWith("CNY 88.00"));
    }

    /** A payment was sent, and refused. */
    @Test
    void saysThatAPaymentWasRefused() {
        cloud.account.orderAmount("88.00");
        cloud.simulator.faults().on(Route.PAY_ORDER).error(400, 400, "INVALID_ARGUMENT", "not this one");
        assertThatExceptionOfType(ProvisioningException.class)
                .isThrownBy(() -> client.create(
                        RUN,
                        Cloud.request("plant-7")
                                .spendAtMost(Money.cny("100.00"))
                                .build(),
                        BUDGET));

        assertThat(history().money()).contains("a payment was sent").doesNotContain("sent no payment");
    }

    @Test
    void tellsWhoHasDecidedAndWhoHasApproved() {
        var request = Cloud.request("plant-7").build();
        Approval approval = client.approve(client.preflight(request), "jane", BUDGET);
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).beforeEffect().dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(approval, Duration.ofSeconds(30)));
        client.resolve(approval.runId(), Resolution.orderAgain().by("li").because("none is there"));

        RunHistory told = client.history(approval.runId()).orElseThrow();

        assertThat(told.approvedBy()).contains("jane");
        assertThat(told.entries())
                .extracting(RunHistory.Entry::words)
                .anyMatch(words -> words.matches(
                        ".*approved by jane on .*, until .*, by what was looked at on " + approval.lookedAt() + ".*"))
                .anyMatch(words -> words.matches("li decided: .* because none is there"));
    }
}
