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
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A simulated cloud with the demo account, a settable time, and clients of it that write down what they are told. */
public final class Cloud implements AutoCloseable {

    /** The port of a simulator that listens nowhere. */
    private static final int NOWHERE = 1;

    final VirtualTime timeSource = new VirtualTime();
    final List<ProvisioningEvent> events = new CopyOnWriteArrayList<>();
    final Journal journal = Journals.inMemory();
    public final Simulator simulator;
    final Account account;

    public Cloud() {
        this(builder -> builder);
    }

    public Cloud(UnaryOperator<SimulatorBuilder> character) {
        this(character, SimulatorBuilder::start);
    }

    private Cloud(UnaryOperator<SimulatorBuilder> character, Function<SimulatorBuilder, Simulator> way) {
        simulator = way.apply(character.apply(Simulator.builder().clock(timeSource)));
        account = simulator.demoAccount();
    }

    /** One without a socket, for tests in which no HTTP client matters: many times as fast. */
    public static Cloud inProcess() {
        return inProcess(builder -> builder);
    }

    public static Cloud inProcess(UnaryOperator<SimulatorBuilder> character) {
        return new Cloud(character, SimulatorBuilder::inProcess);
    }

    /** A client with the demo account's keys. */
    public ProvisioningClient client() {
        return builder().build();
    }

    public ProvisioningClientBuilder builder() {
        return builder(Demo.SECRET_KEY);
    }

    public ProvisioningClientBuilder builder(String secretKey) {
        return builder(CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(secretKey))));
    }

    public ProvisioningClientBuilder builder(CredentialsProvider credentials) {
        ProvisioningClientBuilder builder = ProvisioningClient.builder(credentials);
        if (simulator.endpoint().getPort() == NOWHERE) {
            builder.transport(() -> new InProcess(simulator));
        }
        return builder.endpoint(simulator.endpoint())
                .journal(journal)
                .timeSource(timeSource)
                .pollInterval(Duration.ofSeconds(10))
                .secrets(database -> java.util.Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .listener(events::add);
    }

    /** A request that fits the demo account. */
    public static CreateInstanceRequest.Builder request(String name) {
        return CreateInstanceRequest.builder(Demo.REGION, name)
                .description("line 7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(database())
                .acceptServiceTerms();
    }

    public static RdsDatabase database() {
        return RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD));
    }

    /** The last line of the simulator's ledger. */
    public String ledger() {
        List<String> lines = simulator.ledger().lines();
        return lines.get(lines.size() - 1);
    }

    @Override
    public void close() {
        simulator.close();
        Wording.check(events);
    }
}
