package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refusal leaves an approval good, so that giving its run up means something. */
class ApprovalGivenUpTest {

    private static final Duration BUDGET = Duration.ofHours(1);

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();
    private final Approval approval = client.approve(client.preflight(request), "jane", Duration.ofHours(4));

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private void refusedAtOnce() {
        cloud.account.cash("20.00");
        assertThat(catchThrowableOfType(Invalid.class, () -> client.create(approval, BUDGET)))
                .hasMessageContaining("20.00");
        cloud.account.cash("5000.00");
    }

    private void assertUsed() {
        assertThat(catchThrowableOfType(Invalid.class, () -> client.create(approval, BUDGET)))
                .hasMessageContaining("is over: ABANDONED");
        assertThat(cloud.ledger()).contains("0 orders");
    }

    @Test
    void ordersNothingAfterItsRunWasAbandoned() {
        refusedAtOnce();

        assertThat(client.abandon(approval.runId()).ended()).contains(Ending.ABANDONED);

        assertUsed();
        assertThat(client.abandon(approval.runId()).ended()).contains(Ending.ABANDONED);
    }

    @Test
    void ordersNothingAfterAPersonGaveItsRunUp() {
        refusedAtOnce();

        var decision = Resolution.giveUp().by("jane").because("the project was stopped");
        assertThat(client.resolve(approval.runId(), decision).ended()).contains(Ending.ABANDONED);

        assertUsed();
        assertThat(client.history(approval.runId()).orElseThrow().entries())
                .extracting(RunHistory.Entry::words)
                .anySatisfy(words -> assertThat(words).contains("jane", "the project was stopped"));
        assertThat(client.resolve(approval.runId(), decision).ended()).contains(Ending.ABANDONED);
    }

    /** Who resumes it after all gives a word of their own; all is looked at again, as after every refusal. */
    @Test
    void looksAtEverythingAgainWhenItGoesOnAfterAll() {
        Journal pausing = new ForwardingJournal(cloud.journal) {
            @Override
            void append(OwnedRun owned, JournalEntry entry) {
                owned.append(entry);
                if (entry.kind() == JournalEntry.Kind.REACHED && entry.step().equals(StepIds.PREFLIGHT)) {
                    cloud.account.instance("plant-7");
                    cloud.timeSource.advance(Duration.ofMinutes(1));
                }
            }
        };
        try (ProvisioningClient slow = cloud.builder().journal(pausing).build()) {
            assertThat(catchThrowableOfType(Invalid.class, () -> slow.create(approval, BUDGET)))
                    .hasMessageContaining("plant-7");
        }
        client.abandon(approval.runId());
        cloud.account.removeInstance("plant-7").cash("20.00");
        cloud.timeSource.advance(Duration.ofMinutes(1));

        assertThat(catchThrowableOfType(Invalid.class, () -> client.resume(approval.runId(), BUDGET)))
                .hasMessageContaining("20.00");
        assertThat(cloud.ledger()).contains("0 orders");
    }

    /** An order was refused under it: it is used up, and nothing is left to give up. */
    @Test
    void isNotSaidToBeGivenUpWhenItIsOver() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).quotaExceeded();
        assertThat(catchThrowableOfType(Invalid.class, () -> client.create(approval, BUDGET)))
                .isNotNull();

        assertThat(catchThrowableOfType(Unfinished.class, () -> client.resolve(approval.runId(), Resolution.giveUp())))
                .returns(UnfinishedReason.RESOLUTION_REFUSED, Unfinished::reason)
                .hasMessageContaining("the run is over: it ended INVALID");
        assertThat(client.abandon(approval.runId()).ended()).contains(Ending.INVALID);
    }
}
