package io.github.iothubsdk.examples;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Faults;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A simulated JD Cloud that builds an instance within a second, and what every example needs to talk to it. */
public final class DemoCloud implements AutoCloseable {

    private final Simulator simulator = Simulator.builder()
            .preparing(Duration.ofMillis(200))
            .building(Duration.ofMillis(600))
            .uniqueNames(false)
            .start();
    private final Account account = simulator.demoAccount();

    /** A client of this cloud; the journal is for the example to choose. */
    public ProvisioningClientBuilder client() {
        return client(endpoint());
    }

    /** A client of a cloud that another process has started. */
    public static ProvisioningClientBuilder client(URI endpoint) {
        var credentials = Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY));
        return ProvisioningClient.builder(CredentialsProvider.of(credentials))
                .endpoint(endpoint)
                .secrets(database -> Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .quietPeriod(Duration.ofSeconds(2)) // this cloud loses nothing on the way; keep the default elsewhere
                .pollInterval(Duration.ofMillis(100));
    }

    /** A request that this cloud can fulfil. */
    public static CreateInstanceRequest request(String name) {
        return CreateInstanceRequest.builder(Demo.REGION, name)
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
    }

    /** Where it listens, on this machine only. */
    public URI endpoint() {
        return simulator.endpoint();
    }

    /** The simulator itself, for what is led to it. */
    public Simulator simulator() {
        return simulator;
    }

    /** The demo account, to change what it has and what it is offered. */
    public Account account() {
        return account;
    }

    /** The faults, to arm some. */
    public Faults faults() {
        return simulator.faults();
    }

    /** What arrived, and what it did. */
    public Ledger ledger() {
        return simulator.ledger();
    }

    /** Stops to serve. */
    @Override
    public void close() {
        simulator.close();
    }
}
