package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
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

    private static Journal showingNoRuns(Journal whole) {
        return (Journal) Proxy.newProxyInstance(
                AdoptTest.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (proxy, method, arguments) ->
                        method.getName().equals("runs") ? List.of() : method.invoke(whole, arguments));
    }

    private RunId orderedAndGivenUp(boolean arrives) {
        RunId doubtful = RunId.of("order-1");
        var fault = cloud.simulator.faults().on(Route.CREATE_INSTANCE);
        (arrives ? fault.afterEffect() : fault.beforeEffect()).dropConnection();
        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(doubtful, request, Duration.ofSeconds(5)));
        client.abandon(doubtful);
        return doubtful;
    }

    /** Names are reserved for all regions, and an order does not tell its own. */
    @Test
    void refusesItUnderAnotherRegionToo() {
        orderedAndGivenUp(true);
        CreateInstanceRequest elsewhere = CreateInstanceRequest.builder("cn-east-2", "plant-7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(Cloud.database())
                .spendAtMost(Money.cny("100.00"))
                .acceptServiceTerms()
                .build();

        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> client.adopt(number(), elsewhere, BUDGET))
                .withMessageContaining("order-1");
        assertThat(cloud.ledger()).contains("1 order, 0 payments");
    }

    /** Whoever lets another run have it, by a journal that could not be read: the doubtful one never orders again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverOrdersAgainWhatAnotherRunHasTaken(boolean enforced) {
        try (var loose = Cloud.inProcess(builder -> enforced ? builder.strict() : builder.loose())) {
            loose.account.orderAmount("88.00");
            Journal journal = showingNoRuns(loose.journal);
            RunId doubtful = RunId.of("order-1");
            try (ProvisioningClient one = loose.client();
                    ProvisioningClient other = loose.builder().journal(journal).build()) {
                loose.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
                assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                        .isThrownBy(() -> one.create(doubtful, request, Duration.ofSeconds(5)));
                one.abandon(doubtful);
                other.adopt(loose.simulator.ledger().orders().get(0).number(), request, BUDGET);

                assertThatExceptionOfType(ProvisioningException.Unknown.class)
                        .isThrownBy(() -> one.resume(doubtful, BUDGET))
                        .withMessageContaining("which another run has taken");
                assertThat(loose.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
            }
        }
    }

    /** The run has noted what was there before it ordered. */
    @Test
    void takesWhatWasThereBeforeTheRunInDoubt() {
        cloud.account.colleague().amount("88.00").order("plant-7");
        orderedAndGivenUp(false);

        client.adopt(number(), request, BUDGET);

        assertThat(cloud.ledger())
                .contains("0 orders, 1 payment, 1 instance RUNNING, and of colleagues: 1 order, 0 payments");
    }

    /** An order does not tell its network; once the instance is there, whoever adopted it is told. */
    @Test
    void warnsOfAnInstanceInAnotherNetwork() {
        cloud.account
                .colleague()
                .network("vpc-theirs0000", "subnet-theirs000")
                .amount("88.00")
                .order("plant-7");

        client.adopt(number(), request, BUDGET);

        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.Warned.class::isInstance)
                .extracting(Object::toString)
                .anyMatch(words -> words.contains("vpc-theirs0000, subnet-theirs000"));
    }

    @Test
    void saysWhatItAdoptedInItsSummary() {
        cloud.account.colleague().amount("188.00").order("plant-7");

        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> client.adopt(number(), request, BUDGET));

        assertThat(client.runs().get(0).adopts()).contains(number());
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
