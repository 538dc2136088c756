package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An approval holds for a time, also when a process stands still meanwhile. */
class ApprovalTimeTest {

    private static final Duration BUDGET = Duration.ofHours(100);
    private static final Duration VALID = Duration.ofHours(4);
    private static final Duration LONG = Duration.ofDays(3);

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private Approval approval() {
        return client.approve(client.preflight(request), "jane", VALID);
    }

    private Journal standingStillAtClaim(int claim) {
        AtomicInteger claims = new AtomicInteger();
        return new ForwardingJournal(cloud.journal) {
            @Override
            void append(OwnedRun owned, JournalEntry entry) {
                owned.append(entry);
                if (entry.kind() == Kind.CLAIMED
                        && entry.step().equals(StepIds.PLACE_ORDER)
                        && !entry.data().contains("\"reply\":{")
                        && claims.incrementAndGet() == claim) {
                    cloud.timeSource.advance(LONG);
                }
            }
        };
    }

    @Test
    void sendsNoOrderAfterItExpiredWhileTheJournalStoodStill() {
        Approval approval = approval();
        try (ProvisioningClient slow =
                cloud.builder().journal(standingStillAtClaim(1)).build()) {
            assertExpired(catchThrowableOfType(Invalid.class, () -> slow.create(approval, BUDGET)));
        }
        assertNothingWasSent(approval);
    }

    @Test
    void sendsNoOrderAfterItExpiredWhileAListenerStoodStill() {
        Approval approval = approval();
        ProvisioningListener standing = event -> {
            if (event instanceof ProvisioningEvent.Claimed) {
                cloud.timeSource.advance(LONG);
            }
        };
        try (ProvisioningClient slow = cloud.builder().listener(standing).build()) {
            assertExpired(catchThrowableOfType(Invalid.class, () -> slow.create(approval, BUDGET)));
        }
        assertNothingWasSent(approval);
    }

    private static void assertExpired(Invalid refused) {
        assertThat(refused).hasMessageStartingWith("Nothing was ordered.").hasMessageContaining("it held until");
        assertThat(refused.violations().get(0).code()).isEqualTo("approval-expired");
    }

    private void assertNothingWasSent(Approval approval) {
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).isEmpty();
        assertThat(client.run(approval.runId()).flatMap(RunSummary::ended)).contains(Ending.INVALID);
    }

    /** What was sent while it held may still be there: that is not said to be nothing. */
    @Test
    void staysInDoubtWhenItExpiresBeforeALostOrderIsSentAgain() {
        Approval approval = approval();
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).beforeEffect().dropConnection();
        try (ProvisioningClient slow =
                cloud.builder().journal(standingStillAtClaim(2)).build()) {
            assertThat(catchThrowableOfType(Unknown.class, () -> slow.create(approval, BUDGET)))
                    .hasMessageContaining("it held until");
        }
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        assertThat(client.run(approval.runId()).flatMap(RunSummary::ended)).contains(Ending.UNKNOWN);
    }
}
