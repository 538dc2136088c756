package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the list of runs tells of one that stopped, to whichever process asks. */
class StoppedRunsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Cloud cloud = Cloud.inProcess();

    @AfterEach
    void close() {
        cloud.close();
    }

    private RunId overTheCeiling() {
        cloud.account.cash("900").orderAmount("88.00");
        try (var client = cloud.client()) {
            var request =
                    Cloud.request("plant-7").spendAtMost(Money.cny("20.00")).build();
            return catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR))
                    .runId()
                    .orElseThrow();
        }
    }

    private RunSummary summary(RunId run) {
        try (var other = cloud.client()) {
            return other.run(run).orElseThrow();
        }
    }

    private List<Kind> kinds(RunId run) {
        return cloud.journal.read(run).stream().map(entry -> entry.kind()).toList();
    }

    @Test
    void tellsWhyAndWhichOrderAndHowOld() {
        RunId run = overTheCeiling();
        cloud.timeSource.advance(HOUR);

        RunSummary summary = summary(run);
        assertThat(summary.reason()).contains(UnfinishedReason.OVER_THE_CEILING);
        assertThat(summary.step()).contains("ConfirmOrder");
        assertThat(summary.ended()).isEmpty();
        KnownOrder order = summary.order().orElseThrow();
        assertThat(order.number())
                .isEqualTo(cloud.simulator.ledger().orders().get(0).number());
        assertThat(order.amount()).contains(Money.cny("88.00"));
        assertThat(order.expiresAt()).isPresent();
        assertThat(summary.age().orElseThrow()).isGreaterThanOrEqualTo(HOUR).isLessThan(HOUR.multipliedBy(2));
    }

    @Test
    void isOverWhenTheRunGoesOn() {
        RunId run = overTheCeiling();
        try (var client = cloud.client()) {
            client.resume(run, HOUR, Money.cny("100.00"));
        }
        assertThat(summary(run).reason()).isEmpty();
        assertThat(summary(run).ended()).contains(Ending.DONE);
        assertThat(summary(run).order().flatMap(KnownOrder::amount)).contains(Money.cny("88.00"));
    }

    @Test
    void isWrittenOnceForOneReason() {
        RunId run = overTheCeiling();
        int before = kinds(run).size();
        for (int i = 0; i < 5; i++) {
            try (var client = cloud.client()) {
                assertThat(catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR)))
                        .isNotNull();
            }
        }
        assertThat(kinds(run)).hasSize(before).containsOnlyOnce(Kind.STOPPED);
    }

    @Test
    void isNotWrittenByAClientOfAnotherAccount() {
        RunId run = overTheCeiling();
        int before = kinds(run).size();
        cloud.simulator.account("other-access", "other-secret-key").userAuth(1);
        var other =
                cloud.builder(CredentialsProvider.of(Credentials.of("other-access", Secret.of("other-secret-key"))));
        try (var client = other.build()) {
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR)))
                    .returns(UnfinishedReason.OTHER_ACCOUNT, Unfinished::reason);
        }
        assertThat(kinds(run)).hasSize(before);
        assertThat(summary(run).reason()).contains(UnfinishedReason.OVER_THE_CEILING);
    }

    @Test
    void isNotKeptWhenTheThreadWasInterrupted() {
        try (var client = cloud.client()) {
            RunId run = client.begin(Cloud.request("plant-7").build());
            Thread.currentThread().interrupt();
            Unfinished stopped = catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(stopped.reason()).isEqualTo(UnfinishedReason.INTERRUPTED);
            assertThat(summary(run).reason()).isEmpty();
        }
    }

    @Test
    void endedRunsTellTheirEndingInstead() {
        RunId run = overTheCeiling();
        try (var client = cloud.client()) {
            client.abandon(run);
        }
        assertThat(summary(run).reason()).isEmpty();
        assertThat(summary(run).ended()).contains(Ending.ABANDONED);
    }
}
