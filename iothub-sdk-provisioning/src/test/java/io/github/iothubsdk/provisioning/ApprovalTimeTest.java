package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An approval and its preflight hold for a time, also when a process or its machine stands still meanwhile. */
class ApprovalTimeTest {

    private static final Duration BUDGET = Duration.ofHours(100);
    private static final Duration VALID = Duration.ofHours(4);
    private static final Duration LONG = Duration.ofDays(3);

    private final Cloud cloud = Cloud.inProcess();
    private final SleepingMachine machine = new SleepingMachine(cloud.timeSource);
    private final ProvisioningClient client =
            cloud.builder().timeSource(machine).build();
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

    /** Behind one answer, when all others have come: what arrived later would be signed too long ago. */
    private final class SleepsBehind implements HttpTransport {
        final AtomicInteger answers = new AtomicInteger();
        volatile int last = -1;
        private final HttpTransport sending;

        SleepsBehind(HttpTransport sending) {
            this.sending = sending;
        }

        @Override
        public HttpResponse send(HttpRequest sent) throws IOException, InterruptedException {
            HttpResponse answer = sending.send(sent);
            if (answers.incrementAndGet() == last) {
                machine.sleep(LONG);
            }
            return answer;
        }

        @Override
        public void close() {
            sending.close();
        }
    }

    @Test
    void datesAPreflightFromBeforeTheMachineSleptInTheMiddleOfIt() {
        List<SleepsBehind> wires = new ArrayList<>();
        try (var sleepy = cloud.builder()
                .timeSource(machine)
                .aroundTransport(sending -> {
                    wires.add(new SleepsBehind(sending));
                    return wires.get(0);
                })
                .build()) {
            sleepy.preflight(request); // so that its answers have told the service's time before
            SleepsBehind wire = wires.get(0);
            int first = wire.answers.get();
            Preflight good = sleepy.preflight(request);
            int second = wire.answers.get();
            wire.last = second + second - first;
            Instant began = cloud.timeSource.instant();

            Instant lookedAt = sleepy.preflight(request).lookedAt().orElseThrow();

            assertThat(cloud.timeSource.instant()).isAfterOrEqualTo(began.plus(LONG));
            assertThat(lookedAt).isBeforeOrEqualTo(began);
            // What the clock was found to be depends on when it was looked at: the date alone is enough.
            assertThat(tooOld(Preflight.of(request, good.checks(), lookedAt))).contains("it looked at " + lookedAt);
        }
    }

    @Test
    void tellsNoTimeThatItDoesNotKnow() {
        Preflight looked = client.preflight(request);
        String lookedAt = looked.lookedAt().orElseThrow().toString();
        machine.sleep(Duration.ofHours(9));
        assertThat(tooOld(looked))
                .contains("it looked at " + lookedAt + ", and whether that is more than 15 minutes ago cannot be told")
                .doesNotContain("at the service");
        client.preflight(request); // asks anew
        assertThat(tooOld(looked))
                .contains("it looked at " + lookedAt + ", more than 15 minutes ago")
                .doesNotContain("at the service");
    }

    private String tooOld(Preflight looked) {
        Invalid refused = catchThrowableOfType(Invalid.class, () -> client.approve(looked, "jane", VALID));
        assertThat(refused.violations().get(0).code()).isEqualTo("preflight-old");
        return refused.violations().get(0).value().orElseThrow();
    }
}
