package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of a run that is done, and what to do about one that is not, is true. */
class TrueAdviceTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final RunId KEY = RunId.of("order-4711");

    private final Cloud cloud = Cloud.inProcess();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void logsMoneyOnceToWhoAsksForIt() {
        assertThat(cloud.builder().listener(ProvisioningListener.loggingMoney()).listeners())
                .doesNotHaveDuplicates();
    }

    @Test
    void doesNotSayThatNothingWasOrderedOfAPaidRun() {
        try (var client = cloud.client()) {
            client.create(KEY, Cloud.request("plant-7").build(), HOUR);
            var dearer =
                    Cloud.request("plant-7").spendAtMost(Money.cny("99.00")).build();
            assertThat(catchThrowableOfType(Invalid.class, () -> client.create(KEY, dearer, HOUR)))
                    .hasMessageStartingWith("Nothing more was ordered.");
        }
    }

    @Test
    void givesUpNoRunThatIsDone() {
        try (var client = cloud.client()) {
            client.create(KEY, Cloud.request("plant-7").build(), HOUR);
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.resolve(KEY, Resolution.giveUp())))
                    .returns(UnfinishedReason.RESOLUTION_REFUSED, Unfinished::reason)
                    .hasMessageContaining("the run is done");
            assertThat(client.run(KEY).orElseThrow().ended()).contains(RunSummary.Ending.DONE);
        }
    }

    /** A policy of the caller's need not know the ceiling. */
    @Test
    void advisesNoCeilingWhereThePolicyObjectsToSomethingElse() {
        try (var client = cloud.builder()
                .paymentPolicy((order, request) -> Optional.of("the purchase department says no"))
                .build()) {
            var request = Cloud.request("plant-7").build();
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.create(KEY, request, HOUR)))
                    .returns(UnfinishedReason.POLICY_OBJECTS, Unfinished::reason)
                    .returns("Do what the payment policy asks for and resume, or let it expire.", Unfinished::remedy);
        }
    }
}
