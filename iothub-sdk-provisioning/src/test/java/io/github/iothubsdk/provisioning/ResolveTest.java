package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.simulator.ColleagueOrder;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person ends a run of which nobody could tell whether it has ordered. */
class ResolveTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud = Cloud.inProcess(SimulatorBuilder::loose);
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();
    private final ProvisioningClient client = cloud.client();
    private final List<ColleagueOrder> theirs = new ArrayList<>();
    private RunId run = new RunId("none");

    /** Ours and a colleague's, made in the same second. */
    @BeforeEach
    void inDoubt() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        cloud.simulator
                .faults()
                .on(Route.CREATE_INSTANCE)
                .afterEffect()
                .meanwhile(() -> theirs.add(cloud.account.colleague().order("plant-7")));
        Unknown unknown = catchThrowableOfType(Unknown.class, () -> client.create(request, HOUR));
        assertThat(unknown)
                .hasMessageContaining("Resolution.adopt")
                .hasMessageContaining("Resolution.orderAgain")
                .hasMessageContaining("Resolution.giveUp");
        run = unknown.runId().orElseThrow();
    }

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private Ledger.Order ours() {
        return cloud.simulator.ledger().orders().stream()
                .filter(order -> !order.colleague())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void adoptsTheOrderThatAPersonNames() {
        RunSummary now =
                client.resolve(run, Resolution.adopt(ours().number()).by("jane").because("it has our description"));
        assertThat(now.order().map(KnownOrder::number)).contains(ours().number());
        assertThat(now.ended()).isEmpty();
        assertThat(cloud.journal.read(run))
                .anySatisfy(entry -> assertThat(entry.data()).contains("jane").contains("it has our description"));
        client.resume(run, HOUR);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
        assertThat(cloud.simulator.ledger().paymentsOfColleagueOrders()).isEmpty();
    }

    @Test
    void adoptsTheOrderOfAnInstanceThatAPersonNames() {
        theirs.get(0).cancel();
        cloud.account.autoPaid(false);
        try (var paid = Cloud.inProcess(builder -> builder.loose().unpaidInstancesListed(true));
                var other = paid.client()) {
            paid.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            paid.simulator
                    .faults()
                    .on(Route.CREATE_INSTANCE)
                    .afterEffect()
                    .meanwhile(() -> paid.account.colleague().order("plant-7"));
            RunId doubt = catchThrowableOfType(Unknown.class, () -> other.create(request, HOUR))
                    .runId()
                    .orElseThrow();
            Ledger.Order mine = paid.simulator.ledger().orders().stream()
                    .filter(order -> !order.colleague())
                    .findFirst()
                    .orElseThrow();
            assertThat(other.resolve(doubt, Resolution.adopt(mine.instanceId()))
                            .order()
                            .map(KnownOrder::number))
                    .contains(mine.number());
            other.resume(doubt, HOUR);
        }
    }

    @Test
    void ordersAgainWhenAPersonSaysThatNothingWasOrdered() {
        theirs.get(0).cancel();
        client.resolve(run, Resolution.orderAgain().by("jane").because("I cancelled both"));
        client.resume(run, HOUR);
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(2);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
        assertThat(cloud.simulator.ledger().paymentsOfColleagueOrders()).isEmpty();
    }

    @Test
    void givesUpAndFreesTheName() {
        assertThat(client.resolve(run, Resolution.giveUp()).ended()).contains(RunSummary.Ending.ABANDONED);
        assertThat(client.unfinishedRuns()).isEmpty();
        client.create(request, HOUR);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    private void refused(Resolution resolution, String why) {
        int entries = cloud.journal.read(run).size();
        assertThat(catchThrowableOfType(Unfinished.class, () -> client.resolve(run, resolution)))
                .hasMessageContaining(why)
                .hasMessageContaining("Nothing was written")
                .returns(UnfinishedReason.RESOLUTION_REFUSED, Unfinished::reason);
        assertThat(cloud.journal.read(run)).hasSize(entries);
    }

    @Test
    void refusesWhatDoesNotFitBeforeAnythingIsWritten() {
        refused(Resolution.adopt("20991231"), "shows no order");
        refused(Resolution.adopt(cloud.account.colleague().order("plant-8").number()), "is not for plant-7");
        theirs.get(0).cancel();
        refused(Resolution.adopt(theirs.get(0).number()), "is CANCELED");
        refused(
                Resolution.adopt(cloud.account
                        .colleague()
                        .amount("88.00")
                        .order("plant-7")
                        .number()),
                "costs CNY 88.00");
    }

    @Test
    void refusesAnOrderForAnotherNetwork() {
        cloud.account
                .vpc(Nature.OTHER_VPC, "other-vpc", "10.1.0.0/16")
                .subnet(Nature.OTHER_SUBNET, "other-subnet", Nature.OTHER_VPC, "10.1.0.0/24", 250);
        ColleagueOrder elsewhere = cloud.account
                .colleague()
                .network(Nature.OTHER_VPC, Nature.OTHER_SUBNET)
                .order("plant-7");
        elsewhere.pay();
        refused(Resolution.adopt(elsewhere.number()), "which is not the network of this run");
    }

    @Test
    void refusesAnOrderThatIsAnotherRuns() {
        String key = "order " + cloud.simulator.endpoint() + " " + cloud.account.accountId() + " " + ours().number();
        cloud.journal.reserve(key, new RunId("run-other"), java.util.Optional.empty());
        refused(Resolution.adopt(ours().number()), "is another run's");
    }

    @Test
    void refusesARunThatIsNotInDoubt() {
        theirs.get(0).cancel();
        client.resolve(run, Resolution.orderAgain());
        client.resume(run, HOUR);
        refused(Resolution.orderAgain(), "not in doubt");
        refused(Resolution.adopt(ours().number()), "not in doubt");
    }

    /** It would be journaled and believed, and the run would go on in doubt of nothing. */
    @Test
    void refusesWhoeverHoldsAnotherAccountsKey() {
        cloud.simulator.account("other-access", "other-secret-key").userAuth(1).cash("900");
        int entries = cloud.journal.read(run).size();
        try (var other = cloud.builder(
                        CredentialsProvider.of(Credentials.of("other-access", Secret.of("other-secret-key"))))
                .build()) {
            for (Resolution word : List.of(Resolution.orderAgain(), Resolution.adopt(ours().number()))) {
                assertThat(catchThrowableOfType(Unfinished.class, () -> other.resolve(run, word)))
                        .hasMessageContaining("was begun by account " + cloud.account.accountId());
                assertThat(cloud.journal.read(run)).hasSize(entries);
            }
        }
        client.resolve(run, Resolution.adopt(ours().number()));
        client.resume(run, HOUR);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "\u001b[31m"})
    void refusesATextThatCannotBeJournaled(String subject) {
        assertThatThrownBy(() -> Resolution.adopt(subject)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Resolution.giveUp().because("x\u0007")).isInstanceOf(IllegalArgumentException.class);
    }
}
