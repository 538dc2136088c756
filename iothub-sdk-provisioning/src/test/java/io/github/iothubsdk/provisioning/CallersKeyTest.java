package io.github.iothubsdk.provisioning;

import static io.github.iothubsdk.provisioning.AsyncLoop.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.simulator.Demo;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One key of the caller's is one run, whoever calls with it and however often. */
class CallersKeyTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final RunId KEY = RunId.of("order-4711");

    private final Cloud cloud = Cloud.inProcess();

    @AfterEach
    void close() {
        cloud.close();
    }

    private static CreateInstanceRequest request() {
        return Cloud.request("plant-7").build();
    }

    private int orders() {
        return cloud.simulator.ledger().orders().size();
    }

    private ProvisioningResult finished(ProvisioningRun run) {
        until(cloud, run.result()::isDone);
        return run.result().join();
    }

    @Test
    void returnsTheResultThatIsThere() {
        ProvisioningResult first;
        try (var client = cloud.client()) {
            first = client.create(KEY, request(), HOUR);
        }
        try (var other = cloud.client()) {
            assertThat(other.create(KEY, request(), HOUR)).isEqualTo(first);
            assertThat(finished(other.start(KEY, request(), HOUR))).isEqualTo(first);
        }
        assertThat(first.runId()).isEqualTo(KEY);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void goesOnWhereAnotherNodeStopped() {
        try (var client = cloud.client()) {
            assertThat(catchThrowableOfType(
                            Unfinished.class, () -> client.create(KEY, request(), Duration.ofSeconds(20))))
                    .returns(UnfinishedReason.TIME_USED_UP, Unfinished::reason)
                    .returns(Optional.of(KEY), Unfinished::runId);
        }
        try (var other = cloud.client()) {
            assertThat(other.create(KEY, request(), HOUR).runId()).isEqualTo(KEY);
        }
        assertThat(orders()).isEqualTo(1);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void isOneRunForManyCallersAtOnce() {
        try (var client = cloud.client();
                var other = cloud.client()) {
            var all = IntStream.range(0, 20)
                    .mapToObj(i -> (i % 2 == 0 ? client : other).start(KEY, request(), HOUR))
                    .toList();
            until(cloud, () -> all.stream().allMatch(run -> run.result().isDone()));
            long done = all.stream()
                    .map(ProvisioningRun::result)
                    .map(result -> result.handle((value, failure) -> failure == null))
                    .map(CompletableFuture::join)
                    .filter(ok -> ok)
                    .count();
            assertThat(done).isPositive();
        }
        assertThat(orders()).isEqualTo(1);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void tellsThatAnotherNodeHasIt() {
        try (var client = cloud.client();
                var owned = cloud.journal.own(client.begin(KEY, request()))) {
            Unfinished refused = catchThrowableOfType(Unfinished.class, () -> client.create(KEY, request(), HOUR));
            assertThat(refused.reason()).isEqualTo(UnfinishedReason.OWNED_ELSEWHERE);
            assertThat(refused.reason().mayPass()).isTrue();
            assertThat(refused.runId()).contains(KEY);
            assertThat(owned.entries()).hasSize(1);
        }
    }

    /** What owns a run that has not begun has not ordered; its id is not in the journal yet. */
    @Test
    void namesNoRunThatTheJournalDoesNotHave() {
        try (var client = cloud.client();
                var owned = cloud.journal.own(KEY)) {
            assertThat(owned.entries()).isEmpty();
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.create(KEY, request(), HOUR))
                            .runId())
                    .isEmpty();
        }
    }

    static Stream<UnaryOperator<CreateInstanceRequest.Builder>> others() {
        return Stream.of(
                builder -> builder.description("another"),
                builder -> builder.spendAtMost(Money.cny("51.00")),
                builder -> builder.couponsWorth(Money.cny("1.00")),
                builder -> builder.zone("cn-north-1b"),
                builder -> builder.network("vpc-other12345", Demo.SUBNET),
                builder -> builder.database(
                        RdsDatabase.of(Demo.RDS, "another", Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD))),
                builder -> builder.bootstrapSchema(
                        SchemaBootstrap.of(SchemaScripts.bytes("CREATE TABLE t (a INT);".getBytes(UTF_8)))),
                CreateInstanceRequest.Builder::markInDescription);
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesTheKeyWithAnotherRequest(UnaryOperator<CreateInstanceRequest.Builder> other) {
        try (var client = cloud.client()) {
            client.begin(KEY, request());
            int before = cloud.journal.read(KEY).size();
            var changed = other.apply(Cloud.request("plant-7")).build();
            Invalid refused = catchThrowableOfType(Invalid.class, () -> client.create(KEY, changed, HOUR));
            assertThat(refused).hasMessageContaining("run order-4711 was begun with another request; what differs: ");
            assertThat(refused.runId()).isEmpty();
            assertThat(cloud.journal.read(KEY)).hasSize(before);
            client.create(KEY, request(), HOUR);
        }
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void refusesAnotherNameAndAnotherPlace() {
        try (var client = cloud.client();
                var elsewhere = cloud.builder()
                        .endpoint(URI.create("http://127.0.0.1:9"))
                        .build()) {
            client.create(KEY, request(), HOUR);
            var name = Cloud.request("plant-8").build();
            assertThat(catchThrowableOfType(Invalid.class, () -> client.create(KEY, name, HOUR)))
                    .hasMessageContaining("what differs: name");
            assertThat(catchThrowableOfType(Invalid.class, () -> elsewhere.create(KEY, request(), HOUR)))
                    .hasMessageContaining("what differs: endpoint");
        }
    }

    /** A ceiling that a person has raised is not lowered by a redelivered message. */
    @Test
    void keepsACeilingThatWasGivenOnResume() {
        cloud.account.cash("900").orderAmount("88.00");
        var cheap = Cloud.request("plant-7").spendAtMost(Money.cny("20.00")).build();
        try (var client = cloud.client()) {
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.create(KEY, cheap, HOUR)))
                    .returns(UnfinishedReason.OVER_THE_CEILING, Unfinished::reason);
            assertThat(catchThrowableOfType(
                            Unfinished.class, () -> client.resume(KEY, Duration.ofSeconds(20), Money.cny("100.00"))))
                    .returns(UnfinishedReason.TIME_USED_UP, Unfinished::reason);
            assertThat(client.create(KEY, cheap, HOUR).paid()).isEqualTo(Money.cny("88.00"));
        }
    }

    @Test
    void doesNotReviveARunThatWasGivenUp() {
        try (var client = cloud.client()) {
            client.begin(KEY, request());
            client.abandon(KEY);
            Unfinished refused = catchThrowableOfType(Unfinished.class, () -> client.create(KEY, request(), HOUR));
            assertThat(refused.reason()).isEqualTo(UnfinishedReason.GIVEN_UP);
            assertThat(refused.reason().mayPass()).isFalse();
            assertThat(client.run(KEY).orElseThrow().ended()).contains(Ending.ABANDONED);
            assertThat(orders()).isZero();
            client.resume(KEY, HOUR);
        }
    }

    /** A journal that cannot be read is no proof that nothing was ordered under the key. */
    @Test
    void doesNotSayNothingWasOrderedWhenTheJournalIsAway() {
        try (var client = cloud.client()) {
            client.create(KEY, request(), HOUR);
        }
        var broken = new ForwardingJournal(cloud.journal) {
            @Override
            public OwnedRun own(RunId run) {
                throw new JournalException("The disk is gone.", null);
            }
        };
        try (var client = cloud.builder().journal(broken).build()) {
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.create(KEY, request(), HOUR)))
                    .returns(UnfinishedReason.JOURNAL, Unfinished::reason);
        }
    }

    @Test
    void beginsOnceForAnEngineThatRepeatsItself() {
        try (var client = cloud.client()) {
            assertThat(client.begin(KEY, request())).isEqualTo(KEY);
            Advance first = client.advance(KEY);
            assertThat(first).isInstanceOf(Advance.Waiting.class);
            assertThat(client.begin(KEY, request())).isEqualTo(KEY);
            client.resume(KEY, HOUR);
            assertThat(client.begin(KEY, request())).isEqualTo(KEY);
        }
        assertThat(orders()).isEqualTo(1);
    }

    /** The password and the script's text are in no journal; the caller's request has them. */
    @Test
    void takesThePasswordFromTheRequest() {
        try (var client = cloud.client()) {
            client.begin(KEY, request());
        }
        try (var other = cloud.builder().secrets(database -> Optional.empty()).build()) {
            assertThat(other.create(KEY, request(), HOUR).runId()).isEqualTo(KEY);
        }
    }

    @Test
    void tellsWhatARunIsDoing() {
        try (var client = cloud.client()) {
            ProvisioningRun run = client.start(KEY, request(), HOUR);
            assertThat(run.id()).isEqualTo(KEY);
            assertThat(run.state().phase()).isIn(ProvisioningRun.Phase.WAITING, ProvisioningRun.Phase.WORKING);
            until(cloud, () -> run.state().step().equals(Optional.of("AwaitInstance")));
            until(cloud, run.result()::isDone);
            assertThat(run.state().phase()).isEqualTo(ProvisioningRun.Phase.DONE);
            assertThat(run.cancel()).isFalse();
            ProvisioningRun other = client.start(KEY, Cloud.request("plant-8").build(), HOUR);
            until(cloud, other.result()::isDone);
            assertThat(other.result()).isCompletedExceptionally();
            assertThat(other.state().phase()).isEqualTo(ProvisioningRun.Phase.STOPPED);
            assertThat(other.toString()).contains("run order-4711: STOPPED");
        }
    }
}
