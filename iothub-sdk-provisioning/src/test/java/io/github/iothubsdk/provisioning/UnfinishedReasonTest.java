package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a program is told of a run that is not finished: why, and which order. */
class UnfinishedReasonTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(20);

    private final Cloud cloud = Cloud.inProcess();

    @AfterEach
    void close() {
        cloud.close();
    }

    private static CreateInstanceRequest request(String most) {
        return Cloud.request("plant-7").spendAtMost(Money.cny(most)).build();
    }

    private Unfinished create(ProvisioningClientBuilder builder, String most, Duration budget) {
        try (var client = builder.build()) {
            return catchThrowableOfType(Unfinished.class, () -> client.create(request(most), budget));
        }
    }

    private Unfinished resume(ProvisioningClientBuilder builder, RunId run) {
        try (var client = builder.build()) {
            return catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR));
        }
    }

    private RunId begun() {
        try (var client = cloud.client()) {
            return client.begin(request("500.00"));
        }
    }

    private String orderNumber() {
        return cloud.simulator.ledger().orders().get(0).number();
    }

    @Test
    void tellsTheOrderThatIsOverTheCeiling() {
        cloud.account.cash("900").orderAmount("88.00");
        Unfinished over = create(cloud.builder(), "20.00", HOUR);
        assertThat(over.reason()).isEqualTo(UnfinishedReason.OVER_THE_CEILING);
        KnownOrder order = over.order().orElseThrow();
        assertThat(order.number()).isEqualTo(orderNumber());
        assertThat(order.amount()).contains(Money.cny("88.00"));
        assertThat(order.expiresAt()).isPresent();
    }

    @Test
    void tellsThatThePolicyObjectsToWhatIsWithinTheCeiling() {
        cloud.account.cash("900").orderAmount("88.00");
        var never = cloud.builder().paymentPolicy((order, wanted) -> Optional.of("jane says no"));
        Unfinished refused = create(never, "500.00", HOUR);
        assertThat(refused.reason()).isEqualTo(UnfinishedReason.POLICY_OBJECTS);
        assertThat(refused.order().flatMap(KnownOrder::amount)).contains(Money.cny("88.00"));
    }

    @Test
    void tellsThatThePolicyThrew() {
        cloud.account.cash("900").orderAmount("88.00");
        var broken = cloud.builder().paymentPolicy((order, wanted) -> {
            throw new IllegalStateException("no");
        });
        Unfinished thrown = create(broken, "500.00", HOUR);
        assertThat(thrown.reason()).isEqualTo(UnfinishedReason.CALLERS_CODE);
        assertThat(thrown.order().map(KnownOrder::number)).contains(orderNumber());
    }

    @Test
    void tellsThatThePaymentWasRefused() {
        cloud.account.cash("66.80").orderAmount("88.00");
        Unfinished refused = create(cloud.builder(), "500.00", HOUR);
        assertThat(refused.reason()).isEqualTo(UnfinishedReason.PAYMENT_REFUSED);
        assertThat(refused.order()).contains(KnownOrder.of(orderNumber()).costing(Money.cny("88.00")));
    }

    @Test
    void tellsThatTheTimeIsUsedUpWhileItIsBuilt() {
        Unfinished late = create(cloud.builder(), "500.00", SHORT);
        assertThat(late.reason()).isEqualTo(UnfinishedReason.TIME_USED_UP);
        assertThat(late.order().map(KnownOrder::number)).contains(orderNumber());
    }

    @Test
    void tellsThatTheOrderIsNotThereYet() {
        cloud.account.cash("900").orderAmount("88.00");
        RunId run = create(cloud.builder(), "20.00", HOUR).runId().orElseThrow();
        cloud.simulator.faults().on(Route.QUERY_ORDER).always().error(404, 404, "NOT_FOUND", "no such order");
        try (var client = cloud.client()) {
            var missing = catchThrowableOfType(Unfinished.class, () -> client.resume(run, SHORT));
            assertThat(missing.reason()).isEqualTo(UnfinishedReason.ORDER_NOT_LISTED);
        }
    }

    @Test
    void tellsThatARunCannotBeReadAndWillNotPass() {
        RunId run = begun();
        try (var owned = cloud.journal.own(run)) {
            owned.append(new JournalEntry(cloud.timeSource.instant(), JournalEntry.Kind.REACHED, "Nowhere", "{}"));
        }
        Unfinished unreadable = resume(cloud.builder(), run);
        assertThat(unreadable.reason()).isEqualTo(UnfinishedReason.RUN_UNREADABLE);
        assertThat(unreadable.reason().mayPass()).isFalse();
    }

    @Test
    void tellsThatTheServiceIsAway() {
        RunId run = begun();
        cloud.simulator.faults().on(Route.DESCRIBE_USER).always().beforeEffect().dropConnection();
        assertThat(resume(cloud.builder(), run).reason()).isEqualTo(UnfinishedReason.SERVICE_UNREACHABLE);
    }

    /** The call had no more than what was left of the time: of the service nothing is known. */
    @Test
    void tellsThatTheTimeWasUsedUpDuringALook() {
        RunId run = begun();
        Unfinished late = resumeSlowly(run, Duration.ofSeconds(7));
        assertThat(late.reason()).isEqualTo(UnfinishedReason.TIME_USED_UP);
        assertThat(late).hasMessageContaining("the time is used up").hasMessageNotContaining("could not be reached");
        try (var client = cloud.client()) {
            assertThat(client.run(run).orElseThrow().reason()).contains(UnfinishedReason.TIME_USED_UP);
        }
    }

    /** Whole calls had no answer; that the last one was cut off changes nothing. */
    @Test
    void tellsThatTheServiceIsSilentForLongerThanACall() {
        RunId run = begun();
        Unfinished silent = resumeSlowly(run, Duration.ofSeconds(207));
        assertThat(silent.reason()).isEqualTo(UnfinishedReason.SERVICE_UNREACHABLE);
        assertThat(silent).hasMessageContaining("could not be reached");
    }

    /** Every call takes all the time that it has. */
    private Unfinished resumeSlowly(RunId run, Duration budget) {
        var slow = cloud.builder().transport(() -> new InProcess(cloud.simulator) {
            @Override
            public HttpResponse send(HttpRequest asked) throws IOException {
                cloud.timeSource.advance(asked.timeout());
                throw new IOException("no whole answer came in time");
            }
        });
        slow.checkers = Optional.of(new CallerRuns());
        try (var client = slow.build()) {
            return catchThrowableOfType(Unfinished.class, () -> client.resume(run, budget));
        }
    }

    @Test
    void tellsThatTheThreadWasInterrupted() {
        Thread.currentThread().interrupt();
        Unfinished interrupted = create(cloud.builder(), "500.00", HOUR);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.reason()).isEqualTo(UnfinishedReason.INTERRUPTED);
        assertThat(interrupted.order()).isEmpty();
    }

    @Test
    void tellsWhoseTheRunIs() {
        RunId run = begun();
        cloud.simulator.account("other-access", "other-secret-key").userAuth(1);
        var other =
                cloud.builder(CredentialsProvider.of(Credentials.of("other-access", Secret.of("other-secret-key"))));
        assertThat(resume(other, run).reason()).isEqualTo(UnfinishedReason.OTHER_ACCOUNT);
        var elsewhere = cloud.builder().endpoint(URI.create("http://127.0.0.1:9"));
        assertThat(resume(elsewhere, run).reason()).isEqualTo(UnfinishedReason.OTHER_ENDPOINT);
        try (var owned = cloud.journal.own(run)) {
            assertThat(resume(cloud.builder(), run).reason()).isEqualTo(UnfinishedReason.OWNED_ELSEWHERE);
            assertThat(owned.entries()).isNotEmpty();
        }
        assertThat(resume(cloud.builder(), RunId.random()).reason()).isEqualTo(UnfinishedReason.NO_SUCH_RUN);
    }

    @Test
    void tellsTheOrderOfAnInstanceThatDoesNotCome() {
        cloud.account.nextInstance(Fate.ORDER_FAILS);
        try (var client = cloud.client()) {
            var broken = catchThrowableOfType(Broken.class, () -> client.create(request("500.00"), HOUR));
            assertThat(broken.order().map(KnownOrder::number)).contains(orderNumber());
        }
    }

    @Test
    void tellsTheSameToWhoeverWaitsForAFuture() {
        cloud.account.cash("900").orderAmount("88.00");
        try (var client = cloud.client()) {
            var future = client.start(request("20.00")).result();
            AsyncLoop.until(cloud, future::isDone);
            Throwable failure =
                    catchThrowableOfType(ExecutionException.class, future::get).getCause();
            assertThat(failure).isInstanceOfSatisfying(Unfinished.class, unfinished -> {
                assertThat(unfinished.reason()).isEqualTo(UnfinishedReason.OVER_THE_CEILING);
                assertThat(unfinished.order().flatMap(KnownOrder::amount)).contains(Money.cny("88.00"));
            });
        }
    }

    @Test
    void tellsThatTheClientWasClosed() {
        var client = cloud.client();
        var future = client.start(request("500.00")).result();
        AsyncLoop.until(cloud, () -> AsyncLoop.waits(cloud, "AwaitInstance"));
        client.close();
        Throwable failure =
                catchThrowableOfType(ExecutionException.class, future::get).getCause();
        assertThat(failure).isInstanceOfSatisfying(Unfinished.class, unfinished -> {
            assertThat(unfinished.reason()).isEqualTo(UnfinishedReason.CLIENT_CLOSED);
            assertThat(unfinished.order().map(KnownOrder::number)).contains(orderNumber());
        });
    }

    @Test
    void tellsThatAnOrderWithoutATraceIsSentAgainOnlyOnResume() {
        cloud.simulator
                .faults()
                .on(Route.CREATE_INSTANCE)
                .always()
                .beforeEffect()
                .dropConnection();
        Unfinished lost = create(cloud.builder(), "500.00", Duration.ofHours(20));
        assertThat(lost.reason()).isEqualTo(UnfinishedReason.ORDER_WITHOUT_TRACE);
    }

    @Test
    void tellsThatTheServiceUsesOtherWords() {
        RunId run = begun();
        cloud.simulator.faults().on(Route.DESCRIBE_USER).always().beforeEffect().odd("{\"hello\":1}", 200);
        assertThat(resume(cloud.builder(), run).reason()).isEqualTo(UnfinishedReason.NOT_UNDERSTOOD);
    }

    @Test
    void tellsThatTheServiceRefusesWhatTheRunNeeds() {
        cloud.account.cash("900").orderAmount("88.00");
        RunId run = create(cloud.builder(), "20.00", HOUR).runId().orElseThrow();
        cloud.account.deny(Route.QUERY_ORDER);
        assertThat(resume(cloud.builder(), run).reason()).isEqualTo(UnfinishedReason.SERVICE_REFUSED);
    }

    @Test
    void tellsThatThePasswordIsMissing() {
        RunId run = begun();
        var without = cloud.builder().secrets(database -> Optional.empty());
        Unfinished missing = resume(without, run);
        assertThat(missing.reason()).isEqualTo(UnfinishedReason.PASSWORD_MISSING);
        assertThat(missing.reason().mayPass()).isFalse();
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void tellsThatTheJournalFails() {
        RunId run = begun();
        Journal failing = new ForwardingJournal(cloud.journal) {
            @Override
            void append(OwnedRun owned, JournalEntry entry) {
                throw new JournalException("The disk is on fire.", null);
            }
        };
        Unfinished lost = resume(cloud.builder().journal(failing), run);
        assertThat(lost.reason()).isEqualTo(UnfinishedReason.JOURNAL);
        assertThat(lost.runId()).contains(run);
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }
}
