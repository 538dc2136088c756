package io.github.iothubsdk.provisioning;

import static io.github.iothubsdk.provisioning.AsyncLoop.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two owners, two accounts and damaged lines must not bring about. Each was once a defect. */
class OwnersAndKeysTest {
    static final Duration HOUR = Duration.ofHours(1);
    static final RunId KEY = RunId.of("order-4711");

    private static void attempt(ThrowingCallable call) {
        var unused = catchThrowable(call);
    }

    static CreateInstanceRequest request() {
        return Cloud.request("plant-7").build();
    }

    /** two nodes take turns under one key; the second copy of the order, sent by B, is in flight. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void twoNodesTakeTurns(boolean dates) {
        try (var cloud = Cloud.inProcess(b -> b.dates(dates).uniqueNames(false).honourClientTokens(false));
                var a = cloud.client();
                var b = cloud.client()) {
            cloud.simulator
                    .faults()
                    .on(Route.CREATE_INSTANCE)
                    .call(1)
                    .beforeEffect()
                    .dropConnection();
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(2).landLate(Duration.ofSeconds(100));
            attempt(() -> a.create(KEY, request(), Duration.ofSeconds(60)));
            while (cloud.simulator.ledger().calls(Route.CREATE_INSTANCE).size() < 2) {
                attempt(() -> b.create(KEY, request(), Duration.ofSeconds(20)));
            }
            attempt(() -> a.create(KEY, request(), HOUR));
            cloud.timeSource.advance(HOUR);

            assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        }
    }

    /** the same, where orders are settled by themselves. */
    @Test
    void twoNodesTakeTurnsAndBothOrdersArePaid() {
        try (var cloud = Cloud.inProcess(b -> b.dates(false).uniqueNames(false).honourClientTokens(false));
                var a = cloud.client();
                var b = cloud.client()) {
            cloud.account.cash("900").autoPaid(true);
            cloud.simulator
                    .faults()
                    .on(Route.CREATE_INSTANCE)
                    .call(1)
                    .beforeEffect()
                    .dropConnection();
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(2).landLate(Duration.ofSeconds(100));
            attempt(() -> a.create(KEY, request(), Duration.ofSeconds(60)));
            while (cloud.simulator.ledger().calls(Route.CREATE_INSTANCE).size() < 2) {
                attempt(() -> b.create(KEY, request(), Duration.ofSeconds(20)));
            }
            attempt(() -> a.create(KEY, request(), HOUR));
            cloud.timeSource.advance(HOUR);

            assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        }
    }

    /** payment: A's payment lost; B pays again, lost and lands late; A pays a third time. */
    @Test
    void twoNodesPayInTurns() {
        try (var cloud = Cloud.inProcess(b -> b.dates(false));
                var a = cloud.client();
                var b = cloud.client()) {
            cloud.account.cash("900");
            cloud.simulator.faults().on(Route.PAY_ORDER).call(1).beforeEffect().dropConnection();
            cloud.simulator.faults().on(Route.PAY_ORDER).call(2).landLate(Duration.ofSeconds(100));
            attempt(() -> a.create(KEY, request(), Duration.ofSeconds(60)));
            while (cloud.simulator.ledger().calls(Route.PAY_ORDER).size() < 2) {
                attempt(() -> b.create(KEY, request(), Duration.ofSeconds(20)));
            }
            attempt(() -> a.create(KEY, request(), HOUR));
            cloud.timeSource.advance(HOUR);

            assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).hasSize(2);
        }
    }

    /** "Its order stays reserved, so that no other run takes it for its own". */
    @Test
    void theOrderOfAForgottenRunStaysReserved() {
        try (var cloud = Cloud.inProcess()) {
            Journal noOrders = new ForwardingJournal(cloud.journal) {
                @Override
                public RunId reserve(String key, RunId run, Optional<RunId> over) {
                    if (key.startsWith("order ")) {
                        throw new JournalException("The disk is full.", null);
                    }
                    return super.reserve(key, run, over);
                }
            };
            try (var client = cloud.builder().journal(noOrders).build()) {
                attempt(() -> client.create(KEY, request(), HOUR));
            }
            try (var client = cloud.client()) {
                KnownOrder order = client.abandon(KEY).order().orElseThrow();
                client.forget(KEY);
                String key =
                        "order " + cloud.simulator.endpoint() + " " + cloud.account.accountId() + " " + order.number();

                assertThat(cloud.journal.holder(key)).contains(KEY);
            }
        }
    }

    /** and another run adopts it by a person's word or by itself. */
    @Test
    void anotherRunAdoptsTheOrderOfAForgottenRun() {
        try (var cloud = Cloud.inProcess(
                b -> b.uniqueNames(false).honourClientTokens(false).orderListLag(Duration.ofSeconds(90)))) {
            cloud.account.cash("900");
            Journal noOrders = new ForwardingJournal(cloud.journal) {
                @Override
                public RunId reserve(String key, RunId run, Optional<RunId> over) {
                    if (key.startsWith("order ")) {
                        throw new JournalException("The disk is full.", null);
                    }
                    return super.reserve(key, run, over);
                }
            };
            try (var client = cloud.builder().journal(noOrders).build()) {
                attempt(() -> client.create(KEY, request(), HOUR));
            }
            try (var client = cloud.client()) {
                String order = client.abandon(KEY).order().orElseThrow().number();
                client.forget(KEY);
                cloud.simulator
                        .faults()
                        .on(Route.CREATE_INSTANCE)
                        .beforeEffect()
                        .dropConnection();
                String got = "";
                try {
                    got = client.create(RunId.of("second"), request(), HOUR).orderNumber();
                } catch (RuntimeException e) {
                    // it may end in doubt, and may not take the order
                }

                assertThat(got).isNotEqualTo(order);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"UNKNOWN", "BROKEN", "INVALID"})
    void beginLeavesARunAsItIs(Ending ending) {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            client.begin(KEY, request());
            try (var owned = cloud.journal.own(KEY)) {
                owned.append(
                        new JournalEntry(cloud.timeSource.now(), Kind.ENDED, "", "{\"ending\":\"" + ending + "\"}"));
            }
            assertThat(client.run(KEY).orElseThrow().ended()).contains(ending);
            int before = cloud.journal.read(KEY).size();
            client.begin(KEY, request());
            assertThat(client.run(KEY).orElseThrow().ended()).contains(ending);
            assertThat(cloud.journal.read(KEY)).hasSize(before);
        }
    }

    @Test
    void theReasonIsEmptyForARunThatIsUnderWay() {
        try (var cloud = Cloud.inProcess(b -> b.building(Duration.ofHours(3)));
                var client = cloud.client()) {
            attempt(() -> client.create(KEY, request(), Duration.ofMinutes(5)));
            assertThat(client.run(KEY).orElseThrow().reason()).contains(UnfinishedReason.TIME_USED_UP);
            ProvisioningRun run = client.start(KEY, request(), Duration.ofHours(4));
            long end = cloud.timeSource.nanos() + Duration.ofHours(2).toNanos();
            until(cloud, () -> cloud.timeSource.nanos() > end);
            assertThat(run.result()).isNotDone();

            assertThat(client.run(KEY).orElseThrow().reason()).isEmpty();
        }
    }

    @Test
    void oneRunThatCannotBeReadHidesNoOtherFromForgetting(@TempDir Path directory) throws IOException {
        try (var cloud = Cloud.inProcess();
                var client =
                        cloud.builder().journal(Journals.inDirectory(directory)).build()) {
            for (int i = 0; i < 4; i++) {
                client.abandon(client.begin(
                        RunId.of("run-" + i), Cloud.request("plant-" + i).build()));
            }
            Path target = Files.writeString(directory.resolve("elsewhere"), "x");
            Files.createSymbolicLink(directory.resolve("order-link.jsonl"), target);

            assertThat(client.forgetEnded(Duration.ZERO)).hasSize(4);
        }
    }

    @Test
    void preflightDoesNotSendToARunThatWasForgotten() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            client.create(KEY, request(), HOUR);
            String before = client.preflight(request()).describe();
            client.forget(KEY);
            String after = client.preflight(request()).describe();

            assertThat(before).doesNotContain("order-4711");
            assertThat(after).doesNotContain("order-4711");
        }
    }

    @Test
    void aClientOfAnotherAccountChangesNothing() {
        try (var cloud = Cloud.inProcess()) {
            cloud.account.cash("900").orderAmount("88.00");
            var cheap = Cloud.request("plant-7").spendAtMost(Money.cny("20.00")).build();
            cloud.simulator.account("other-access", "other-secret-key").userAuth(1);
            try (var client = cloud.client();
                    var other = cloud.builder(CredentialsProvider.of(
                                    Credentials.of("other-access", Secret.of("other-secret-key"))))
                            .build()) {
                attempt(() -> client.create(KEY, cheap, HOUR));
                attempt(() -> other.resume(KEY, HOUR, Money.cny("100.00")));

                attempt(() -> client.create(KEY, cheap, HOUR));
                assertThat(cloud.simulator.ledger().payments()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"UNKNOWN", "BROKEN", "INVALID"})
    void aClientOfAnotherAccountDoesNotUndoAnEnding(Ending ending) {
        try (var cloud = Cloud.inProcess()) {
            cloud.simulator.account("other-access", "other-secret-key").userAuth(1);
            try (var client = cloud.client();
                    var other = cloud.builder(CredentialsProvider.of(
                                    Credentials.of("other-access", Secret.of("other-secret-key"))))
                            .build()) {
                client.begin(KEY, request());
                try (var owned = cloud.journal.own(KEY)) {
                    owned.append(new JournalEntry(
                            cloud.timeSource.now(), Kind.ENDED, "", "{\"ending\":\"" + ending + "\"}"));
                }
                attempt(() -> other.create(KEY, request(), HOUR));

                assertThat(client.run(KEY).orElseThrow().ended()).contains(ending);
            }
        }
    }

    @Test
    void abandonDoesNotBringBackWhatWasForgotten() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            client.create(KEY, request(), HOUR);
            AtomicBoolean once = new AtomicBoolean();
            Journal racing = new ForwardingJournal(cloud.journal) {
                @Override
                public OwnedRun own(RunId run) {
                    if (once.compareAndSet(false, true)) {
                        client.forget(run);
                    }
                    return super.own(run);
                }
            };
            try (var other = cloud.builder().journal(racing).build()) {
                attempt(() -> other.abandon(KEY));
            }

            attempt(() -> client.create(KEY, request(), HOUR));
            assertThat(client.runs()).isEmpty();
        }
    }

    @Test
    void forgetOfOneThatWasForgottenMeanwhile() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            client.create(KEY, request(), HOUR);
            AtomicBoolean once = new AtomicBoolean();
            Journal racing = new ForwardingJournal(cloud.journal) {
                @Override
                public OwnedRun own(RunId run) {
                    if (once.compareAndSet(false, true)) {
                        client.forget(run);
                    }
                    return super.own(run);
                }
            };
            try (var other = cloud.builder().journal(racing).build()) {
                Unfinished e = catchThrowableOfType(Unfinished.class, () -> other.forget(KEY));

                assertThat(e.reason()).isEqualTo(UnfinishedReason.NO_SUCH_RUN);
            }
        }
    }

    @Test
    void theResultIsNotTheOtherAccounts() {
        try (var cloud = Cloud.inProcess()) {
            cloud.simulator.account("other-access", "other-secret-key").userAuth(1);
            try (var client = cloud.client();
                    var other = cloud.builder(CredentialsProvider.of(
                                    Credentials.of("other-access", Secret.of("other-secret-key"))))
                            .build()) {
                client.create(KEY, request(), HOUR);
                Throwable t = catchThrowable(() -> other.create(KEY, request(), HOUR));

                assertThat(t).isInstanceOf(Unfinished.class);
            }
        }
    }

    @Test
    void foreverIsNoCrash() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            client.begin(request());
            assertThat(client.forgetEnded(ChronoUnit.FOREVER.getDuration())).isEmpty();
        }
    }

    @Test
    void begunIsToldOnce() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            client.begin(KEY, request());
            client.begin(KEY, request());

            assertThat(cloud.events.stream().filter(e -> e instanceof ProvisioningEvent.Begun))
                    .hasSize(1);
        }
    }

    private void half(BiFunction<Cloud, RunId, JournalEntry> line) {
        try (var cloud = Cloud.inProcess(b -> b.uniqueNames(false).honourClientTokens(false))) {
            cloud.account.cash("900");
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(1).landLate(Duration.ofSeconds(100));
            try (var client = cloud.client()) {
                attempt(() -> client.create(KEY, request(), Duration.ofSeconds(5)));
                try (var owned = cloud.journal.own(KEY)) {
                    owned.append(line.apply(cloud, KEY));
                }

                Throwable t = catchThrowable(() -> client.create(KEY, request(), HOUR));
                cloud.timeSource.advance(HOUR);

                assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE))
                        .hasSize(1);
                assertThat(t).isInstanceOf(Unfinished.class).hasMessageContaining("cannot be read");
            }
        }
    }

    static JournalEntry changed(Cloud cloud, RunId run, Kind kind, String pattern, String with) {
        JournalEntry last = cloud.journal.read(run).stream()
                .filter(e -> e.kind() == Kind.CLAIMED)
                .reduce((x, y) -> y)
                .orElseThrow();
        return new JournalEntry(
                cloud.timeSource.now(), kind, last.step(), last.data().replaceAll(pattern, with));
    }

    @Test
    void claimWithoutOpen() {
        half((cloud, run) -> changed(cloud, run, Kind.CLAIMED, "\"open\":true,", ""));
    }

    @Test
    void claimOpenNull() {
        half((cloud, run) -> changed(cloud, run, Kind.CLAIMED, "\"open\":true,", "\"open\":null,"));
    }

    @Test
    void claimTwiceOpen() {
        half((cloud, run) -> changed(cloud, run, Kind.CLAIMED, "\"open\":true,", "\"open\":true,\"open\":false,"));
    }

    @Test
    void claimOpenText() {
        half((cloud, run) -> changed(cloud, run, Kind.CLAIMED, "\"open\":true,", "\"open\":\"yes\","));
    }

    @Test
    void releasedWithoutDoubtful() {
        half((cloud, run) -> changed(cloud, run, Kind.RELEASED, "\"open\":true,\"doubtful\":false,", ""));
    }

    @Test
    void reachedWithoutNumber() {
        half((cloud, run) ->
                new JournalEntry(cloud.timeSource.now(), Kind.REACHED, "PlaceOrder", "{\"instanceId\":\"i-1\"}"));
    }

    @Test
    void reachedWithNothing() {
        half((cloud, run) -> new JournalEntry(cloud.timeSource.now(), Kind.REACHED, "PlaceOrder", "{}"));
    }

    @Test
    void releasedOfAnotherStep() {
        half((cloud, run) -> changed(cloud, run, Kind.CLAIMED, "\"step\":\"PlaceOrder\"", "\"step\":\"PayOrder\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\":\"OVER_THE_CEILING\",\"order\":\"1\",\"amount\":1e400,\"currency\":\"CNY\"}",
                "{\"reason\":\"OVER_THE_CEILING\",\"order\":\"1\",\"amount\":\"x\",\"currency\":\"CNY\"}",
                "{\"reason\":\"OVER_THE_CEILING\",\"order\":\"1\",\"expiresAt\":\"never\"}",
                "{\"reason\":7}",
                "{}",
                "[]",
                "null",
                "{\"reason\":\"OVER_THE_CEILING\",\"order\":{}}",
                "{\"reason\":\"OVER_THE_CEILING\",\"order\":\"stranger-1\",\"amount\":1,\"currency\":\"USD\"}"
            })
    void hostileStop(String data) {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            client.begin(KEY, request());
            try (var owned = cloud.journal.own(KEY)) {
                owned.append(new JournalEntry(cloud.timeSource.now(), Kind.STOPPED, "Preflight", data));
            }

            Throwable t = catchThrowable(() -> client.create(KEY, request(), HOUR));

            assertThat(t).isNull();
        }
    }

    /** a redelivery of the first message blocks the corrected one. */
    @Test
    void aRedeliveredBeginDoesNotBlockTheName() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            var wrong = Cloud.request("plant-7")
                    .network("vpc-nothere123", Demo.SUBNET)
                    .build();
            attempt(() -> client.create(KEY, wrong, HOUR));
            client.begin(KEY, wrong); // delivered again
            Throwable t = catchThrowable(() -> client.create(RunId.of("order-4712"), request(), HOUR));

            assertThat(t).isNull();
        }
    }

    /** another endpoint's client raises the ceiling; nobody but resume's caller there wanted it. */
    @Test
    void aClientOfAnotherEndpointRaisesNoCeiling() {
        try (var cloud = Cloud.inProcess()) {
            cloud.account.cash("900").orderAmount("88.00");
            var cheap = Cloud.request("plant-7").spendAtMost(Money.cny("20.00")).build();
            try (var client = cloud.client();
                    var other = cloud.builder()
                            .endpoint(URI.create("http://127.0.0.1:9"))
                            .build()) {
                attempt(() -> client.create(KEY, cheap, HOUR));
                attempt(() -> other.resume(KEY, HOUR, Money.cny("100.00")));
                attempt(() -> client.create(KEY, cheap, HOUR));
                assertThat(cloud.simulator.ledger().payments()).isEmpty();
            }
        }
    }

    /** another account's client writes STOPPED over the reason. */
    @Test
    void aClientOfAnotherAccountDoesNotWriteWhyItStopped() {
        try (var cloud = Cloud.inProcess()) {
            cloud.account.cash("900").orderAmount("88.00");
            cloud.simulator.account("other-access", "other-secret-key").userAuth(1);
            var cheap = Cloud.request("plant-7").spendAtMost(Money.cny("20.00")).build();
            try (var client = cloud.client();
                    var other = cloud.builder(CredentialsProvider.of(
                                    Credentials.of("other-access", Secret.of("other-secret-key"))))
                            .build()) {
                attempt(() -> client.create(KEY, cheap, HOUR));
                for (Route r : Route.values()) {
                    cloud.simulator.faults().on(r).always().dropConnection();
                }
                attempt(() -> other.create(KEY, cheap, Duration.ofMinutes(2)));

                assertThat(client.run(KEY).orElseThrow().reason()).contains(UnfinishedReason.OVER_THE_CEILING);
            }
        }
    }
}
