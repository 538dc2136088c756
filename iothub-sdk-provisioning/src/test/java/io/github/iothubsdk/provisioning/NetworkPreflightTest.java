package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.util.List;
import java.util.Optional;
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
        var nowhere =
                Cloud.request("plant-7").network("vpc-missing", Demo.SUBNET).build();
        assertThat(Verdict.refuses(cloud, nowhere, Verdict.VPC).violations())
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.checks()).containsExactly(Verdict.VPC, Verdict.SUBNET, Verdict.SERVER);
                    assertThat(told.value()).contains("no vpc-missing in cn-north-1");
                });
    }

    @Test
    void doesNotBlameTheSubnetForAVpcThatDoesNotExist() {
        var nowhere =
                Cloud.request("plant-7").network("vpc-missing", Demo.SUBNET).build();
        var preflight = Verdict.preflight(cloud, nowhere);
        for (CheckId waits : List.of(Verdict.SUBNET, Verdict.SERVER)) {
            assertThat(Verdict.of(preflight, waits))
                    .returns(Outcome.UNCHECKED, CheckResult::outcome)
                    .returns(Optional.of("vpc-exists"), CheckResult::cause);
        }
    }

    @Test
    void blamesTheSubnetWhenTheVpcCannotBeLookedAt() {
        cloud.account.deny(Route.DESCRIBE_VPC).subnet(Demo.SUBNET, "s", "vpc-other", "10.1.0.0/24", 9);
        assertThat(Verdict.of(Verdict.preflight(cloud, request), Verdict.SUBNET).outcome())
                .isEqualTo(Outcome.FAILED);
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
