package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.JournalException;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.FaultBuilder;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every ending is true, whoever says it: it follows from what the journal holds, not from an exception's type. */
class TrueEndingsTest {

    private static final Duration HOUR = Duration.ofMinutes(60);
    private static final String DONE = "ledger: 1 order, 1 payment, 1 instance RUNNING";

    private final Cloud cloud = Cloud.inProcess(SimulatorBuilder::loose);
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void close() {
        cloud.close();
    }

    private record Refusal(String name, Consumer<FaultBuilder> arm) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> refusalsThatProveNothing() {
        List<Refusal> refusals = List.of(
                new Refusal("400 without a body", fault -> fault.emptyBody(400)),
                new Refusal("403 without a body", fault -> fault.emptyBody(403)),
                new Refusal("404 without a body", fault -> fault.emptyBody(404)),
                new Refusal("429 without a body", fault -> fault.emptyBody(429)),
                new Refusal("403 and nothing else", fault -> fault.bareStatus(403)),
                new Refusal("403 of a proxy", fault -> fault.html(403)),
                new Refusal("400 with other words", fault -> fault.error(400, 400, "NOT_TODAY", "no")),
                new Refusal("400 without a status", fault -> fault.odd("{\"error\":{\"code\":400}}", 400)),
                new Refusal("429 of the service", FaultBuilder::rateLimited));
        return Stream.of(Route.CREATE_INSTANCE, Route.PAY_ORDER)
                .flatMap(route -> refusals.stream().map(refusal -> Arguments.of(route, refusal)));
    }

    /** Once: "Nothing was ordered", with a paid instance there and no unfinished run; or two orders. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusalsThatProveNothing")
    void findsWhatWasDoneBeforeARefusalThatProvesNothing(Route route, Refusal refusal) {
        refusal.arm.accept(cloud.simulator.faults().on(route).afterEffect());
        try (var client = cloud.client()) {
            client.create(request, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo(DONE);
        assertThat(cloud.simulator.ledger().calls(route)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusalsThatProveNothing")
    void ordersOnceAfterARefusalThatProvesNothingAndDidNothing(Route route, Refusal refusal) {
        refusal.arm.accept(cloud.simulator.faults().on(route).beforeEffect());
        try (var client = cloud.client()) {
            client.create(request, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo(DONE);
    }

    @Test
    void stopsWithTheWordsOfARefusalThatItDoesNotUnderstandAndThatStays() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).always().error(400, 400, "NOT_TODAY", "come back later");
        try (var client = cloud.client()) {
            var stopped = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
            assertThat(stopped).hasMessageContaining("come back later").hasMessageContaining("left no trace");
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(2);
        }
    }

    /** The service's own no beside an order of the name since then: one of the two is not true. */
    @Test
    void letsAPersonDecideWhenANoAndAnOrderContradictEachOther() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().error(400, 400, "INVALID_ARGUMENT", "no");
        try (var client = cloud.client()) {
            var unknown = catchThrowableOfType(Unknown.class, () -> client.create(request, HOUR));
            assertThat(unknown)
                    .hasMessageContaining(
                            cloud.simulator.ledger().orders().get(0).number())
                    .hasMessageContaining("INVALID_ARGUMENT");
            assertThat(client.unfinishedRuns()).hasSize(1);
        }
    }

    private static final Where NOWHERE = new Where(null, "mine", null, null);

    static Stream<Arguments> liars() {
        return Stream.of(
                        new Invalid(NOWHERE, List.of(Violation.of("a", "a", "b", "c", "d"))),
                        new Unknown(NOWHERE, List.of("who knows")),
                        new Broken(NOWHERE, "it broke", "cry"),
                        new IllegalStateException("oops"),
                        new StackOverflowErrorOfMine())
                .map(Arguments::of);
    }

    /** An Error of the caller's own. */
    private static final class StackOverflowErrorOfMine extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static void throwIt(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @ParameterizedTest
    @MethodSource("liars")
    void isUnfinishedWhateverAPolicyThrowsAfterTheOrder(Throwable thrown) {
        try (var client = cloud.builder()
                .paymentPolicy((order, wanted) -> {
                    throwIt(thrown);
                    return Optional.empty();
                })
                .build()) {
            var unfinished = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
            assertThat(unfinished)
                    .hasMessageContaining("the payment policy threw")
                    .hasCause(thrown);
            assertThat(client.unfinishedRuns()).hasSize(1);
            assertThat(catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR)))
                    .as("the name is not free")
                    .hasMessageContaining("is creating plant-7");
        }
        try (var client = cloud.client()) {
            client.resume(client.unfinishedRuns().get(0).runId(), HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo(DONE);
    }

    @ParameterizedTest
    @MethodSource("liars")
    void goesOnWhateverAListenerThrows(Throwable thrown) {
        try (var client = cloud.builder().listener(event -> throwIt(thrown)).build()) {
            client.create(request, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo(DONE);
    }

    @ParameterizedTest
    @MethodSource("liars")
    void isUnfinishedWhateverASecretSourceThrows(Throwable thrown) {
        try (var client = cloud.builder()
                .secrets(database -> {
                    throwIt(thrown);
                    return Optional.empty();
                })
                .build()) {
            var database = new RdsDatabase(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Optional.empty());
            var asking = request.toBuilder().database(database).build();
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.create(asking, HOUR)))
                    .hasMessageContaining("the source of secrets threw");
        }
    }

    @Test
    void refusesABadCeilingBeforeAnythingIsWritten() {
        cloud.account.orderAmount("9.00");
        try (var client = cloud.client()) {
            RunId run = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR))
                    .runId()
                    .orElseThrow();
            int entries = cloud.journal.read(run).size();
            for (Money bad :
                    List.of(Money.cny(java.math.BigDecimal.ONE.negate()), new Money(java.math.BigDecimal.TEN, "USD"))) {
                assertThatThrownBy(() -> client.resume(run, HOUR, bad)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(cloud.journal.read(run)).hasSize(entries);
            client.resume(run, HOUR, Money.cny("9.00"));
        }
        assertThat(cloud.ledger()).isEqualTo(DONE);
    }

    /** An order that arrived after the quiet period, then a crash: one order explains everything. */
    @Test
    void findsTheOrderThatArrivedAfterTheQuietPeriodAfterACrash() {
        cloud.account.autoPaid(true);
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofSeconds(431));
        AtomicInteger orders = new AtomicInteger();
        try (var client = cloud.builder()
                .transport(() -> new InProcess(cloud.simulator) {
                    @Override
                    public HttpResponse send(HttpRequest call) throws IOException, InterruptedException {
                        if (PlainTransport.orders(call) && orders.incrementAndGet() == 2) {
                            throw new Blackout.Dead(); // before the second copy leaves
                        }
                        return super.send(call);
                    }
                })
                .build()) {
            assertThat(catchThrowable(() -> client.create(request, HOUR))).isInstanceOf(Blackout.Dead.class);
        }
        cloud.timeSource.advance(Duration.ofDays(2));
        try (var client = cloud.client()) {
            client.resume(client.unfinishedRuns().get(0).runId(), HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo(DONE);
    }

    @Test
    void aClosedClientRefusesEveryCall() {
        ProvisioningClient client = cloud.client();
        RunId run = client.begin(request);
        client.close();
        for (Runnable call : List.<Runnable>of(
                () -> client.create(request, HOUR),
                () -> client.preflight(request),
                () -> client.begin(request),
                () -> client.advance(run),
                () -> client.resume(run, HOUR),
                () -> client.abandon(run),
                () -> client.run(run),
                client::runs,
                client::unfinishedRuns,
                () -> client.instances("cn-north-1"))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
        assertThat(catchThrowable(() -> client.start(request).result().join())).hasCauseInstanceOf(Invalid.class);
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void aClientThatIsClosedMeanwhileSpendsNothing() {
        ProvisioningClient[] held = new ProvisioningClient[1];
        try (var client = cloud.builder()
                .paymentPolicy((order, wanted) -> {
                    held[0].close();
                    return Optional.empty();
                })
                .build()) {
            held[0] = client;
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR)))
                    .hasMessageContaining("the client was closed");
        }
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).isEmpty();
        try (var client = cloud.client()) {
            client.resume(client.unfinishedRuns().get(0).runId(), HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo(DONE);
    }

    @Test
    void aWrongJournalPathIsNoJournalWithoutRuns(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        for (Path wrong : List.of(file, directory.resolve("mistyped"), file.resolve("below"))) {
            try (var client =
                    cloud.builder().journal(Journals.inDirectory(wrong)).build()) {
                for (Runnable call : List.<Runnable>of(
                        client::unfinishedRuns,
                        client::runs,
                        () -> client.run(new RunId("run-1")),
                        () -> client.resume(new RunId("run-1"), HOUR),
                        () -> client.abandon(new RunId("run-1")))) {
                    assertThatThrownBy(call::run).isInstanceOf(Unfinished.class).hasMessageContaining(wrong.toString());
                }
            }
        }
        assertThat(directory.resolve("mistyped")).doesNotExist();
    }

    @Test
    void namesNoRunThatTheJournalDoesNotHave() {
        try (var client = cloud.client()) {
            RunId unknown = new RunId("run-nobody-knows");
            for (ProvisioningException failure : List.of(
                    catchThrowableOfType(Unfinished.class, () -> client.resume(unknown, HOUR)),
                    catchThrowableOfType(Unfinished.class, () -> client.advance(unknown)),
                    catchThrowableOfType(Unfinished.class, () -> client.abandon(unknown)))) {
                assertThat(failure.runId()).isEmpty();
            }
            assertThat(client.run(unknown)).isEmpty();
            assertThat(cloud.journal.runs()).isEmpty();
        }
    }

    /** "Choose another name" would buy a second instance. */
    @Test
    void namesTheRunThatIsCreatingTheNameAlreadyInThePlan() {
        cloud.simulator.faults().on(Route.LIST_INSTANCES).call(4).html(502);
        try (var client = cloud.client()) {
            RunId run = catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofSeconds(45)))
                    .runId()
                    .orElseThrow();
            assertThat(client.preflight(request).blocking())
                    .singleElement()
                    .satisfies(taken -> assertThat(taken.remedy().orElseThrow()).contains("Resume run " + run));
        }
    }

    @Test
    void abandonLeavesAFinishedRunAsItEnded() {
        try (var client = cloud.client()) {
            RunId run = client.create(request, HOUR).runId();
            assertThat(client.abandon(run).ended()).contains(RunSummary.Ending.DONE);
            assertThat(client.run(run).orElseThrow().ended()).contains(RunSummary.Ending.DONE);
        }
    }

    @Test
    void aRunThatWasAbandonedAndGoesOnIsUnfinishedAgainInTheJournalToo() {
        try (var client = cloud.client()) {
            RunId run = catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofMinutes(3)))
                    .runId()
                    .orElseThrow();
            client.abandon(run);
            assertThatThrownBy(() -> client.resume(run, Duration.ofSeconds(30))).isInstanceOf(Unfinished.class);
            assertThat(client.unfinishedRuns()).extracting(RunSummary::runId).containsExactly(run);
        }
    }

    @Test
    void anInterruptBeforeARunIsBegunIsUnfinishedWithoutARun() {
        try (var client = cloud.client()) {
            Thread.currentThread().interrupt();
            Unfinished stopped = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(stopped).hasMessageContaining("interrupted before a run was begun");
            assertThat(stopped.runId()).isEmpty();
            assertThat(client.runs()).isEmpty();
        }
    }

    @Test
    void aJournalThatCannotLetGoHidesNoResult() {
        var stuck = new ForwardingJournal(cloud.journal) {
            @Override
            void close(OwnedRun owned) {
                owned.close();
                throw new JournalException("cannot be closed", null);
            }
        };
        try (var client = cloud.builder().journal(stuck).build()) {
            assertThat(client.create(request, HOUR).instance().name()).isEqualTo("plant-7");
        }
    }
}
