package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.simulator.Demo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkPreflightTest {

    private final Cloud cloud = new Cloud();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void refusesAVpcThatDoesNotExist() {
        Verdict.refuses(
                cloud,
                Cloud.request("plant-7").network("vpc-missing", Demo.SUBNET).build(),
                Verdict.VPC,
                Verdict.SUBNET,
                Verdict.SERVER);
    }

    @Test
    void refusesASubnetThatDoesNotExist() {
        Verdict.refuses(
                cloud,
                Cloud.request("plant-7").network(Demo.VPC, "subnet-missing").build(),
                Verdict.SUBNET);
    }

    @Test
    void refusesASubnetOfAnotherVpc() {
        cloud.account.vpc("vpc-other", "other", "10.1.0.0/16").subnet(Demo.SUBNET, "s", "vpc-other", "10.1.0.0/24", 9);
        assertThat(Verdict.refuses(cloud, request, Verdict.SUBNET)).hasMessageContaining("is in vpc-other");
    }

    @Test
    void refusesASubnetWithoutAFreeAddress() {
        cloud.account.subnet(Demo.SUBNET, "s", Demo.VPC, "10.0.0.0/24", 0);
        assertThat(Verdict.refuses(cloud, request, Verdict.SUBNET)).hasMessageContaining("has no free address");
        cloud.account.subnet(Demo.SUBNET, "s", Demo.VPC, "10.0.0.0/24", 1);
        try (var client = cloud.client()) {
            assertThat(client.preflight(request).ready()).isTrue();
        }
    }
}
