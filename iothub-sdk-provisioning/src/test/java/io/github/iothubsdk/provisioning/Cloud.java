package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A simulated cloud with the demo account, a settable time, and clients of it that write down what they are told. */
final class Cloud implements AutoCloseable {

    final SettableTicker ticker = new SettableTicker();
    final List<ProvisioningEvent> events = new CopyOnWriteArrayList<>();
    final Journal journal = Journals.inMemory();
    final Simulator simulator;
    final Account account;

    Cloud() {
        this(builder -> builder);
    }

    Cloud(UnaryOperator<SimulatorBuilder> character) {
        simulator = character.apply(Simulator.builder().clock(ticker)).start();
        account = simulator.demoAccount();
    }

    /** A client with the demo account's keys. */
    ProvisioningClient client() {
        return builder().build();
    }

    ProvisioningClientBuilder builder() {
        return builder(Demo.SECRET_KEY);
    }

    ProvisioningClientBuilder builder(String secretKey) {
        return builder(CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(secretKey))));
    }

    ProvisioningClientBuilder builder(CredentialsProvider credentials) {
        return ProvisioningClient.builder(credentials)
                .endpoint(simulator.endpoint())
                .journal(journal)
                .ticker(ticker)
                .pollInterval(Duration.ofSeconds(10))
                .secrets(database -> java.util.Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .listener(events::add);
    }

    /** A request that fits the demo account. */
    static CreateInstanceRequest.Builder request(String name) {
        return CreateInstanceRequest.builder(Demo.REGION, name)
                .description("line 7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(database())
                .acceptServiceTerms();
    }

    static RdsDatabase database() {
        return RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD));
    }

    /** The last line of the simulator's ledger. */
    String ledger() {
        List<String> lines = simulator.ledger().lines();
        return lines.get(lines.size() - 1);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
