package io.github.iothubsdk.testkit;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Everything that one test has: a cloud, its time, a journal, and the clients that were asked for. Thread-safe. */
final class TestCloud implements AutoCloseable {

    /** What a test can ask for, by its type. */
    static final Map<Class<?>, Function<TestCloud, Object>> GIVEN = Map.of(
            Simulator.class, cloud -> cloud.simulator,
            Account.class, cloud -> cloud.account,
            VirtualTime.class, cloud -> cloud.time,
            Journal.class, cloud -> cloud.journal,
            ProvisioningClientBuilder.class, TestCloud::builder,
            ProvisioningClient.class, TestCloud::client);

    private static final Duration POLL = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final Journal journal = Journals.inMemory();
    private final List<ProvisioningClient> clients = new CopyOnWriteArrayList<>();
    private final CloudSettings settings;
    private final Simulator simulator;
    private final Account account;

    TestCloud(CloudSettings settings) {
        this.settings = settings;
        simulator = settings.character().apply(Simulator.builder().clock(time)).start();
        account = simulator.demoAccount();
        try {
            settings.furnishing().accept(account);
        } catch (RuntimeException | Error e) {
            simulator.close();
            throw e;
        }
    }

    private ProvisioningClientBuilder builder() {
        Credentials keys = Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY));
        return settings.client()
                .apply(ProvisioningClient.builder(CredentialsProvider.of(keys))
                        .endpoint(simulator.endpoint())
                        .journal(journal)
                        .timeSource(time)
                        .pollInterval(POLL)
                        .secrets(database -> Optional.of(Secret.of(Demo.DB_PASSWORD))));
    }

    private ProvisioningClient client() {
        ProvisioningClient client = builder().build();
        clients.add(client);
        return client;
    }

    /** What the ledger and the time have against the test, once its clients are closed. */
    Optional<AssertionError> verdict() {
        clients.forEach(ProvisioningClient::close);
        return Verdict.on(simulator, time.failures(), settings.allowed());
    }

    /** Doing so again changes nothing. */
    @Override
    public void close() {
        clients.forEach(ProvisioningClient::close);
        simulator.close();
    }
}
