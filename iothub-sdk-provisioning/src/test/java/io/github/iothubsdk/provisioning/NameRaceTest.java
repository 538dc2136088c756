package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners of one journal who want the same name in the same instant, at a service that would sell it to each of them. */
class NameRaceTest {

    private static final int OWNERS = 8;
    private static final int ROUNDS = 10;

    @Test
    void ordersOnceFromADirectory(@TempDir Path directory) throws Exception {
        race(() -> Journals.inDirectory(directory));
    }

    @Test
    void ordersOnceFromADatabase() throws Exception {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        race(() -> Journals.jdbc(source));
    }

    private static void race(Supplier<Journal> journal) throws Exception {
        try (Cloud cloud = Cloud.inProcess(
                builder -> builder.uniqueNames(false).honourClientTokens(false).rateLimit(0))) {
            List<ProvisioningClient> clients = IntStream.range(0, OWNERS)
                    .mapToObj(i -> cloud.builder().journal(journal.get()).build())
                    .toList();
            var threads = Executors.newFixedThreadPool(OWNERS);
            for (int round = 0; round < ROUNDS; round++) {
                String name = "plant-" + round;
                List<Callable<Boolean>> creations = clients.stream()
                        .<Callable<Boolean>>map(client -> () -> creates(client, name))
                        .toList();
                assertThat(successes(threads.invokeAll(creations))).isEqualTo(1);
            }
            threads.shutdown();
            clients.forEach(ProvisioningClient::close);
            assertThat(cloud.simulator.ledger().orders()).hasSize(ROUNDS);
            assertThat(cloud.simulator.ledger().payments()).hasSize(ROUNDS);
        }
    }

    private static boolean creates(ProvisioningClient client, String name) {
        try {
            client.create(Cloud.request(name).build(), Duration.ofHours(1));
            return true;
        } catch (ProvisioningException.Invalid e) {
            return false;
        }
    }

    private static long successes(List<Future<Boolean>> creations) throws Exception {
        List<Boolean> all = new ArrayList<>();
        for (Future<Boolean> creation : creations) {
            all.add(creation.get());
        }
        return all.stream().filter(done -> done).count();
    }

    /** The owner of a run that has its name, and no entry yet, may be about to write one. */
    @Test
    void refusesANameThatIsBeingTaken(@TempDir Path directory) {
        Journal journal = Journals.inDirectory(directory);
        RunId other = new RunId("run-other");
        try (Cloud cloud = Cloud.inProcess();
                var client = cloud.builder().journal(journal).build()) {
            String name = "name " + cloud.simulator.endpoint() + " " + cloud.account.accountId() + " plant-7";
            try (Journal.OwnedRun beginning = journal.own(other)) {
                assertThat(journal.reserve(name, other, Optional.empty())).isEqualTo(other);
                assertThat(beginning.entries()).isEqualTo(List.<JournalEntry>of());
                assertThat(creates(client, "plant-7")).isFalse();
            }
            assertThat(creates(client, "plant-7"))
                    .as("its owner died before the first entry")
                    .isTrue();
        }
    }
}
