package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.Orphan.Kind;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is there and no run of the journal explains. */
class OrphansTest {

    private static final Duration BUDGET = Duration.ofHours(1);

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    @Test
    void areWhatOthersHaveOrderedAndWhatIsThereWithoutAnOrder() {
        client.create(RunId.of("order-1"), Cloud.request("plant-1").build(), BUDGET);
        cloud.account.orderAmount("88.00");
        cloud.account.colleague().order("plant-2");
        cloud.account.colleague().order("plant-3").pay();
        cloud.account.colleague().order("plant-4").cancel();
        cloud.account.colleague().service("Virtual Machine").order("vm-1").pay();
        cloud.account.instance("plant-5");
        cloud.timeSource.advance(BUDGET.dividedBy(2));

        var orphans = client.orphans(Demo.REGION);

        assertThat(orphans)
                .extracting(Orphan::kind, orphan -> orphan.name().orElse("-"))
                .containsExactlyInAnyOrder(
                        tuple(Kind.UNPAID_ORDER, "plant-2"),
                        tuple(Kind.PAID_ORDER, "plant-3"),
                        tuple(Kind.INSTANCE, "plant-5"));
        assertThat(orphans)
                .filteredOn(orphan -> orphan.kind() == Kind.PAID_ORDER)
                .allSatisfy(orphan -> assertThat(orphan.instance()).isPresent());
        assertThat(cloud.simulator.ledger().payments()).hasSize(3);
    }

    /** Nothing comes of it any more, and the money is not back. */
    @Test
    void arePaidOrdersThatFailed() {
        cloud.account.colleague().amount("88.00").order("plant-2").pay().fail();
        assertThat(cloud.simulator.ledger().orders())
                .extracting(order -> order.status())
                .containsExactly("FAILED");

        assertThat(client.orphans(Demo.REGION))
                .singleElement()
                .satisfies(orphan ->
                        assertThat(orphan.order().orElseThrow().paid()).isEqualTo(Money.cny("88.00")));
    }

    @Test
    void nameTheRunThatMayHaveOrderedThem() {
        RunId doubtful = RunId.of("order-1");
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(
                        () -> client.create(doubtful, Cloud.request("plant-7").build(), Duration.ofSeconds(5)));
        cloud.account.colleague().order("plant-8");

        assertThat(client.orphans(Demo.REGION))
                .extracting(orphan -> orphan.name().orElse("-"), Orphan::runInDoubt)
                .containsExactlyInAnyOrder(tuple("plant-7", Optional.of(doubtful)), tuple("plant-8", Optional.empty()));
    }

    /** Its journal was lost: the order that waits to be paid is found by another. */
    @Test
    void areTheOrdersOfALostJournal() {
        cloud.account.orderAmount("88.00");
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(Cloud.request("plant-7").build(), BUDGET));
        assertThat(client.orphans(Demo.REGION)).isEmpty();

        try (ProvisioningClient other =
                cloud.builder().journal(Journals.inMemory()).build()) {
            assertThat(other.orphans(Demo.REGION))
                    .singleElement()
                    .satisfies(orphan -> assertThat(orphan.kind()).isEqualTo(Kind.UNPAID_ORDER));
        }
    }

    /** Its order stays reserved. */
    @Test
    void areNotWhatAForgottenRunHasBought() {
        RunId run = RunId.of("order-1");
        client.create(run, Cloud.request("plant-1").build(), BUDGET);
        client.forget(run);

        assertThat(client.orphans(Demo.REGION)).isEmpty();
    }

    /** The snapshot of an order looks at the newest alone; here all matter. */
    @Test
    void areFoundHoweverManyOrdersCameSince() {
        cloud.account.colleague().amount("88.00").order("plant-2");
        cloud.timeSource.advance(Duration.ofMinutes(3));
        for (int i = 0; i < 60; i++) {
            cloud.account
                    .colleague()
                    .service("Virtual Machine")
                    .order("vm-" + i)
                    .pay();
        }

        assertThat(client.orphans(Demo.REGION))
                .singleElement()
                .satisfies(orphan -> assertThat(orphan.name()).contains("plant-2"));
    }
}
