package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator does not mind equal names here: only the SDK stands between two runs and two orders. */
class OneRunPerNameTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud = Cloud.inProcess(builder -> builder.uniqueNames(false));
    private final ProvisioningClient client = cloud.client();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private static void refusesForRun(ProvisioningClient client, CreateInstanceRequest request, RunId run) {
        var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR));
        assertThat(invalid)
                .isNotNull()
                .hasMessageContaining("Resume run " + run + ", or, when it has ordered nothing, abandon it.");
        assertThat(invalid.violations()).singleElement().satisfies(each -> {
            assertThat(each.code()).isEqualTo("name-reserved");
            assertThat(each.value().orElseThrow()).contains("plant-7");
        });
    }

    /** A run whose order is placed and not paid, so that no list shows an instance of its name. */
    private RunId unpaid() {
        cloud.account.orderAmount("9.00");
        var unfinished = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
        return unfinished.runId().orElseThrow();
    }

    @Test
    void refusesANameThatAnUnfinishedRunIsCreating() {
        RunId run = unpaid();
        refusesForRun(client, request, run);
        assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        assertThat(client.unfinishedRuns()).extracting(RunSummary::runId).containsExactly(run);
    }

    @Test
    void refusesItToANewClientOfTheSameJournal() {
        RunId run = unpaid();
        try (var later = cloud.client()) {
            refusesForRun(later, request, run);
        }
        assertThat(cloud.simulator.ledger().orders()).hasSize(1);
    }

    @Test
    void refusesItToAClientThatReadTheJournalBeforeTheRunBegan() {
        try (var earlier = cloud.client()) {
            earlier.abandon(earlier.begin(Cloud.request("plant-6").build()));
            RunId run = unpaid();
            refusesForRun(earlier, request, run);
        }
        assertThat(cloud.simulator.ledger().orders()).hasSize(1);
    }

    @Test
    void letsAnotherNameBeCreatedMeanwhile() {
        unpaid();
        cloud.account.orderAmount("0");
        client.create(Cloud.request("plant-8").build(), HOUR);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void givesTheNameFreeWhenTheRunIsAbandoned() {
        RunId run = unpaid();
        assertThat(client.abandon(run).order().map(KnownOrder::number))
                .contains(cloud.simulator.ledger().orders().get(0).number());
        assertThat(client.unfinishedRuns()).isEmpty();
        cloud.account.orderAmount("0");
        client.create(request, HOUR);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void givesTheNameFreeWhenAnotherClientAbandonsTheRun() {
        RunId run = unpaid();
        try (var other = cloud.client()) {
            other.abandon(run);
        }
        cloud.account.orderAmount("0");
        client.create(request, HOUR);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void givesTheNameFreeWhenTheRunCouldNotBeJournaled() {
        var broken = new AtomicBoolean(true);
        var journal = new BreakableJournal(cloud.journal, entry -> !broken.get());
        try (var fragile = cloud.builder().journal(journal).build()) {
            var invalid = catchThrowableOfType(Invalid.class, () -> fragile.create(request, HOUR));
            assertThat(invalid).hasCauseInstanceOf(JournalException.class);
            assertThat(cloud.simulator.ledger().writes()).isZero();
            broken.set(false);
            fragile.create(request, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void refusesANameWhoseRunIsDoneSinceTheInstanceExists() {
        client.create(request, HOUR);
        var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR));
        assertThat(invalid.step()).isEqualTo("Preflight");
        assertThat(invalid.violations()).extracting(each -> each.code()).containsExactly("name-is-free");
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void refusesToResumeAnEndedRunWhoseNameAnotherRunHasTaken() {
        cloud.account.cash("1.00");
        var ended = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR));
        cloud.account.cash("1000.00");
        RunId second = unpaid();

        var refused = catchThrowableOfType(
                Unfinished.class, () -> client.resume(ended.runId().orElseThrow(), HOUR, Money.cny("9.00")));
        assertThat(refused).isNotNull().hasMessageContaining("Resume run " + second);
        assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        assertThat(cloud.simulator.ledger().payments()).isEmpty();
    }

    @Test
    void resumesAnEndedRunWhoseNameIsFreeAndKeepsItInHand() {
        cloud.account.cash("1.00");
        var ended = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR));
        RunId run = ended.runId().orElseThrow();
        cloud.account.cash("1000.00").orderAmount("9.00");
        assertThat(catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR)))
                .isNotNull();

        refusesForRun(client, request, run);
        client.resume(run, HOUR, Money.cny("9.00"));
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void doesNotTakeTheOrderOfARunThatWasGivenUpForItsOwnWhichWasLost() {
        client.abandon(unpaid());
        String former = cloud.simulator.ledger().orders().get(0).number();
        cloud.account.orderAmount("0");
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(2).dropConnection();

        ProvisioningResult done =
                client.create(Cloud.request("plant-7").description("corrected").build(), HOUR);

        assertThat(done.orderNumber()).isNotEqualTo(former);
        assertThat(cloud.simulator.ledger().payments())
                .singleElement()
                .satisfies(payment -> assertThat(payment.orderNumber()).isEqualTo(done.orderNumber()));
        assertThat(cloud.ledger()).isEqualTo("ledger: 2 orders, 1 payment, 1 instance RUNNING");
    }

    @Test
    void doesNotTakeItInAThirdRunEither() {
        client.abandon(unpaid());
        client.abandon(unpaid());
        cloud.account.orderAmount("0");
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(3).dropConnection();

        client.create(request, HOUR);

        assertThat(cloud.ledger()).isEqualTo("ledger: 3 orders, 1 payment, 1 instance RUNNING");
    }

    @Test
    void doesNotOrderBesideTheInstanceOfARunThatHadTheNameMeanwhile() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).error(400, 400, "FAILED_PRECONDITION", "no");
        var refused = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR));
        client.create(request, HOUR);
        cloud.timeSource.advance(HOUR);

        var again = catchThrowableOfType(
                ProvisioningException.class, () -> client.resume(refused.runId().orElseThrow(), HOUR));

        assertThat(again).isNotNull();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }
}
