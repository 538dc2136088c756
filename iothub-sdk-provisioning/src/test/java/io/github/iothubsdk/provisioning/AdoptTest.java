package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of what is there: it pays within the ceiling, and never orders. */
class AdoptTest {

    private static final Duration BUDGET = Duration.ofHours(1);

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();
    private final CreateInstanceRequest request =
            Cloud.request("plant-7").spendAtMost(Money.cny("100.00")).build();

    @BeforeEach
    void price() {
        cloud.account.orderAmount("88.00");
    }

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private String number() {
        return cloud.simulator.ledger().orders().get(0).number();
    }

    @Test
    void paysAnUnpaidOrderAndWaits() {
        cloud.account.colleague().amount("88.00").order("plant-7");

        var done = client.adopt(number(), request, BUDGET);

        assertThat(done.orderNumber()).isEqualTo(number());
        assertThat(done.paid()).isEqualTo(Money.cny("88.00"));
        assertThat(cloud.ledger())
                .contains("0 orders, 1 payment, 1 instance RUNNING, and of colleagues: 1 order, 0 payments");
        assertThat(client.orphans("cn-north-1")).isEmpty();
        assertThat(client.history(done.runId()).orElseThrow().entries().get(0).words())
                .contains("it is to adopt " + number() + ", and orders nothing");
    }

    /** By the instance's id, and without a payment. */
    @Test
    void takesWhatWasBoughtInTheConsole() {
        cloud.account.colleague().amount("88.00").order("plant-7").pay();
        cloud.timeSource.advance(BUDGET);
        String id = client.instances("cn-north-1").list().get(0).id();

        var done = client.adopt(id, request, BUDGET);

        assertThat(done.instance().id()).isEqualTo(id);
        assertThat(cloud.ledger())
                .contains("0 orders, 0 payments, 1 instance RUNNING, and of colleagues: 1 order, 1 payment");
    }

    @Test
    void goesOnWithTheOrderOfALostJournal() {
        try (ProvisioningClient lost =
                cloud.builder().journal(Journals.inMemory()).build()) {
            assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                    .isThrownBy(() -> lost.create(Cloud.request("plant-7").build(), BUDGET));
        }

        client.adopt(number(), request, BUDGET);

        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "network", "product", "ceiling", "dead", "absent"})
    void refusesWhatDoesNotFit(String what) {
        var colleague = cloud.account.colleague().amount("88.00");
        if (what.equals("product")) {
            colleague.service("Virtual Machine");
        }
        var order = colleague.order(what.equals("name") ? "plant-8" : "plant-7");
        if (what.equals("dead")) {
            order.cancel();
        }
        if (what.equals("network")) {
            order.pay();
            cloud.timeSource.advance(BUDGET);
        }
        CreateInstanceRequest wanted = switch (what) {
            case "network" ->
                request.toBuilder()
                        .network("vpc-elsewhere1", "subnet-elsewher1")
                        .build();
            case "ceiling" ->
                request.toBuilder().spendAtMost(Money.cny("87.99")).build();
            default -> request;
        };
        String before = cloud.ledger();

        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> client.adopt(what.equals("absent") ? "2020" : number(), wanted, BUDGET))
                .satisfies(e ->
                        assertThat(e.violations().stream().map(Violation::code)).containsExactly("adoption-refused"));

        assertThat(cloud.ledger()).isEqualTo(before);
        assertThat(client.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.ended()).contains(RunSummary.Ending.INVALID));
    }

    @Test
    void refusesTheOrderOfAnotherRun() {
        client.create(request, BUDGET);

        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> client.adopt(number(), request, BUDGET))
                .withMessageContaining("another run's");
        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
    }

    /**
     * Its answer was lost, and it was given up: resumed once another run has its order, it would find that it has none, and
     * order again.
     */
    @Test
    void refusesWhatARunInDoubtMayHaveOrdered() {
        RunId doubtful = RunId.of("order-1");
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(doubtful, request, Duration.ofSeconds(5)));
        client.abandon(doubtful);

        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> client.adopt(number(), request, BUDGET))
                .withMessageContaining("order-1")
                .satisfies(e -> assertThat(e.violations().get(0).otherRun()).contains(doubtful));
        assertThat(cloud.ledger()).contains("1 order, 0 payments");

        client.resolve(doubtful, Resolution.adopt(number()).by("li").because("it is its own"));
        client.resume(doubtful, BUDGET);
        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
    }

    /** Whatever it is cut off by, and wherever: it knows from its first line on that it orders nothing. */
    @Test
    void neverOrdersWhereverItIsCutOff() {
        cloud.account.colleague().amount("88.00").order("plant-7");
        int writes = 0;
        boolean cut = true;
        while (cut) {
            int last = ++writes;
            int[] seen = {0};
            Journal failing = new ForwardingJournal(cloud.journal) {
                @Override
                void append(OwnedRun owned, JournalEntry entry) {
                    if (++seen[0] > last) {
                        throw new JournalException("the power is gone", null);
                    }
                    owned.append(entry);
                }
            };
            try (ProvisioningClient dying = cloud.builder().journal(failing).build()) {
                dying.adopt(number(), request, BUDGET);
                cut = false;
            } catch (ProvisioningException e) {
                client.unfinishedRuns().forEach(run -> {
                    client.resume(run.runId(), BUDGET);
                    assertThat(cloud.simulator.ledger().orders()).hasSize(1);
                });
                cut = cloud.simulator.ledger().payments().isEmpty();
            }
            assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        }
        assertThat(cloud.ledger())
                .contains("0 orders, 1 payment, 1 instance RUNNING, and of colleagues: 1 order, 0 payments");
    }
}
