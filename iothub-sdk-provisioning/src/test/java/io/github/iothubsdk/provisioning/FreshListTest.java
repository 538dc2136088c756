package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiters may look seldom; what is bought is decided by what is there now. */
class FreshListTest {

    private static final Duration BUDGET = Duration.ofHours(3);
    private static final Duration SELDOM = Duration.ofMinutes(30);

    private final Cloud cloud = Cloud.inProcess(account -> account.uniqueNames(false));
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();
    private final ProvisioningClient client = seldom(cloud.journal);

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private ProvisioningClient seldom(Journal journal) {
        return cloud.builder().journal(journal).pollInterval(SELDOM).build();
    }

    @Test
    void ordersNothingOfANameThatAnotherNodeHasMadeSinceTheLastLook() {
        assertThat(client.preflight(request).ready()).isTrue();
        cloud.timeSource.advance(Duration.ofMinutes(14));
        try (ProvisioningClient other = cloud.client()) {
            other.create(request, BUDGET);
        }
        cloud.timeSource.advance(Duration.ofMinutes(14));

        assertNameIsTaken(() -> client.create(request, BUDGET));
        assertThat(cloud.ledger()).contains("1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void ordersNothingOfANameThatWasTakenSinceThePreflight() {
        Journal pausing = new ForwardingJournal(cloud.journal) {
            @Override
            void append(OwnedRun owned, JournalEntry entry) {
                owned.append(entry);
                if (entry.kind() == Kind.REACHED && entry.step().equals(StepIds.PREFLIGHT)) {
                    cloud.account.instance("plant-7");
                    cloud.timeSource.advance(Duration.ofSeconds(10));
                }
            }
        };
        try (ProvisioningClient slow = seldom(pausing)) {
            assertNameIsTaken(() -> slow.create(request, BUDGET));
        }
        assertThat(cloud.ledger()).contains("0 orders");
    }

    @Test
    void aPreflightTellsWhatIsThereNow() {
        assertThat(client.preflight(Cloud.request("plant-1").build()).ready()).isTrue();
        cloud.account.instance("plant-7");
        cloud.timeSource.advance(Duration.ofSeconds(10));

        assertThat(client.preflight(request).checks())
                .filteredOn(check -> check.id().equals(CheckId.NAME_IS_FREE))
                .extracting(CheckResult::outcome)
                .containsExactly(CheckResult.Outcome.FAILED);
    }

    private static void assertNameIsTaken(ThrowingCallable call) {
        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.violations().get(0).code()).isEqualTo(CheckId.NAME_IS_FREE.value()))
                .withMessageContaining("plant-7");
    }
}
