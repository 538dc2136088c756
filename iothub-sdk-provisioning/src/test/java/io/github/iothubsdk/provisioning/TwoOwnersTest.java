package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.internal.journal.JdbcJournal;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Owners that race for one run, one that comes back after its lease, and two that buy the same name. */
@Timeout(60)
class TwoOwnersTest {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration BUDGET = Duration.ofHours(2);

    private final String database = "jdbc:h2:mem:" + RunId.random() + ";DB_CLOSE_DELAY=-1";

    @Test
    void aPausedOwnerThatComesBackAfterItsLeaseCannotOrder() {
        // The nastiest service: it honours no token and takes a name twice.
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false).honourClientTokens(false));
                var other = cloud.builder().journal(journal(cloud, "other")).build()) {
            AtomicBoolean paused = new AtomicBoolean();
            Journal pausing = new PausingJournal(journal(cloud, "paused"), run -> {
                if (paused.compareAndSet(false, true)) {
                    cloud.timeSource.advance(LEASE.plusSeconds(1));
                    other.resume(run, BUDGET);
                }
            });
            try (var client = cloud.builder().journal(pausing).build()) {
                assertThatThrownBy(() -> client.create(Cloud.request("plant-7").build(), BUDGET))
                        .isInstanceOf(ProvisioningException.Unfinished.class)
                        .hasMessageContaining("taken over by another owner");
            }
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void anOwnerPausedForTooLongInTheMiddleOfSendingIsRefusedForItsDateAndDoesNotSayHowTheRunEnded() {
        pauseInTheMiddleOfSending(Duration.ofMinutes(20));
    }

    @Test
    void anOwnerPausedInTheMiddleOfSendingOrdersOnceWhereTheServiceHonoursTokens() {
        pauseInTheMiddleOfSending(Duration.ofMinutes(5));
    }

    private void pauseInTheMiddleOfSending(Duration building) {
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false).building(building));
                var other = cloud.builder().journal(journal(cloud, "other")).build()) {
            AtomicBoolean paused = new AtomicBoolean();
            HttpTransport inner = new InProcess(cloud.simulator);
            HttpTransport pausing = new PausingTransport(inner, request -> {
                if (request.service().equals("iothub")
                        && request.method().equals("POST")
                        && paused.compareAndSet(false, true)) {
                    cloud.timeSource.advance(LEASE.plusSeconds(1));
                    other.resume(other.unfinishedRuns().get(0).runId(), BUDGET);
                }
            });
            try (var client = cloud.builder()
                    .journal(journal(cloud, "paused"))
                    .transport(() -> pausing)
                    .build()) {
                assertThatThrownBy(() -> client.create(Cloud.request("plant-7").build(), BUDGET))
                        .isInstanceOf(ProvisioningException.Unfinished.class)
                        .hasMessageContaining("taken over by another owner");
            }
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void ownersThatRaceForOneRunOrderOnce() {
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false).honourClientTokens(false));
                var first = cloud.builder().journal(journal(cloud, "first")).build()) {
            RunId run = first.begin(Cloud.request("plant-7").build());
            Queue<String> refusals = new ConcurrentLinkedQueue<>();
            IntStream.range(0, 8).parallel().forEach(i -> {
                try (var client =
                        cloud.builder().journal(journal(cloud, "node " + i)).build()) {
                    client.resume(run, BUDGET);
                } catch (ProvisioningException.Unfinished e) {
                    refusals.add(String.valueOf(e.getMessage()));
                }
            });
            assertThat(refusals).allMatch(text -> text.contains("is being worked on by"));
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void theSecondOfTwoJournalsIsStoppedByPreflight() {
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false));
                var one = cloud.builder().journal(Journals.inMemory()).build();
                var two = cloud.builder().journal(Journals.inMemory()).build()) {
            one.create(Cloud.request("plant-7").build(), BUDGET);

            assertThatThrownBy(() -> two.create(Cloud.request("plant-7").build(), BUDGET))
                    .isInstanceOf(ProvisioningException.Invalid.class)
                    .hasMessageContaining("the name is free");
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void inTheSameInstantAServiceWithUniqueNamesRefusesOne() {
        try (var cloud = Cloud.inProcess()) {
            List<ProvisioningException> failures = buyTogether(cloud);

            assertThat(failures).hasSize(1).first().isInstanceOf(ProvisioningException.Unknown.class);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void inTheSameInstantAServiceThatTakesNamesTwiceSellsTwoAndBothAreTold() {
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false))) {
            assertThat(buyTogether(cloud)).isEmpty();
            assertThat(cloud.ledger()).isEqualTo("ledger: 2 orders, 2 payments, 2 instances RUNNING");
            assertThat(cloud.events)
                    .filteredOn(event -> event instanceof ProvisioningEvent.Warned warned
                            && warned.what().contains("too"))
                    .isNotEmpty();
        }
    }

    @Test
    void aListThatCannotBeReadKeepsNoRunningInstanceFromItsEnd() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            cloud.account.instances(150);
            // Preflight reads two pages twice and to the end; the sixth call is the look for others of the name.
            cloud.simulator.faults().on(Route.LIST_INSTANCES).call(6).error(403, 403, "HTTP_FORBIDDEN", "not now");

            client.create(Cloud.request("plant-7").build(), BUDGET);

            assertThat(cloud.simulator.faults().remaining()).isEmpty();
            assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        }
    }

    /** Two owners with journals of their own who both stand before the order at the same time. */
    private static List<ProvisioningException> buyTogether(Cloud cloud) {
        CyclicBarrier both = new CyclicBarrier(2);
        return IntStream.range(0, 2)
                .parallel()
                .boxed()
                .flatMap(i -> {
                    try (var client = cloud.builder()
                            .journal(Journals.inMemory())
                            .transport(() -> new OrderingTogether(new InProcess(cloud.simulator), both))
                            .build()) {
                        client.create(Cloud.request("plant-7").build(), BUDGET);
                        return java.util.stream.Stream.<ProvisioningException>of();
                    } catch (ProvisioningException e) {
                        return java.util.stream.Stream.of(e);
                    }
                })
                .toList();
    }

    /** Sends the order once both have claimed one, and goes on once both are answered: else one's waiting costs the other its time. */
    private record OrderingTogether(HttpTransport inner, CyclicBarrier both) implements HttpTransport {
        @Override
        public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            boolean orders =
                    request.service().equals("iothub") && request.method().equals("POST");
            if (orders) {
                await(both);
            }
            try {
                return inner.send(request);
            } finally {
                if (orders) {
                    await(both);
                }
            }
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Journal journal(Cloud cloud, String owner) {
        return new JdbcJournal(JdbcConnectionPool.create(database, "sa", ""), LEASE, owner, cloud.timeSource);
    }
}
