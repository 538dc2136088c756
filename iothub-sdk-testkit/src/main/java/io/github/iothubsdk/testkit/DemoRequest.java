package io.github.iothubsdk.testkit;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.simulator.Demo;

/** Requests that fit the simulator's demo account. */
public final class DemoRequest {

    private DemoRequest() {}

    /** A request for an instance of this name in the demo account's network, with its database and accepted terms. */
    public static CreateInstanceRequest.Builder of(String name) {
        requireNonNull(name, "name");
        return CreateInstanceRequest.builder(Demo.REGION, name)
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms();
    }
}
