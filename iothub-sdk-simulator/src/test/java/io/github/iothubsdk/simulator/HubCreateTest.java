package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubCreateTest {
    private final SettableClock clock = new SettableClock();
    private Simulator simulator = Simulator.builder().clock(clock).start();
    private Account demo = simulator.demoAccount();
    private Wire wire = new Wire(simulator, clock);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void restart(SimulatorBuilder builder) {
        simulator.close();
        simulator = builder.clock(clock).start();
        demo = simulator.demoAccount();
        wire = new Wire(simulator, clock);
    }

    @Test
    void answersTheSameForTheSameClientToken() throws Exception {
        Wire.Answer first = wire.create("plant-7", "t");
        assertThat(wire.create("plant-7", "t").result()).isEqualTo(first.result());
        assertThat(simulator.ledger().orders()).hasSize(1);
    }

    @Test
    void ordersTwiceWhenItKnowsNeitherClientTokensNorUniqueNames() throws Exception {
        restart(Simulator.builder().honourClientTokens(false).uniqueNames(false));
        wire.create("plant-7", "t");
        wire.create("plant-7", "t");
        assertThat(simulator.ledger().orders()).hasSize(2);
    }

    @Test
    void refusesANameInUseOrOnOrder() throws Exception {
        demo.instance("plant-1");
        wire.create("plant-7", "t");
        assertThat(wire.create("plant-1", "u").error()).startsWith("409 ALREADY_EXISTS");
        assertThat(wire.create("plant-7", "u").error()).startsWith("409 ALREADY_EXISTS");
        clock.advance(Duration.ofDays(15));
        assertThat(wire.create("plant-7", "v").status())
                .as("its order has expired")
                .isEqualTo(200);
    }

    @Test
    void refusesMoreThanTheQuota() throws Exception {
        demo.maxInstances(1);
        wire.create("plant-7", "t");
        assertThat(wire.create("plant-8", "u").error()).isEqualTo("429 QUOTA_EXCEEDED: Out of resource quota");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "vpcId",
                "subnetId",
                "rdsInstanceId",
                "rdsDatabase",
                "rdsHostName",
                "rdsUserName",
                "rdsPassword"
            })
    void refusesABodyWithout(String field) throws Exception {
        String body = Wire.createBody("plant-7", "t").replace('"' + field + '"', "\"other\"");
        assertThat(wire.post("iothub", Wire.HUB, body).send().error())
                .isEqualTo("400 INVALID_ARGUMENT: Request field " + field + " is missing.");
    }

    @Test
    void takesThePasswordByItsPublishedNameOnly() throws Exception {
        String body = Wire.createBody("plant-7", "t").replace("rdsPassword", "rdsPasswd");
        assertThat(wire.post("iothub", Wire.HUB, body).send().error())
                .isEqualTo("400 INVALID_ARGUMENT: Request field rdsPassword is missing.");
        assertThat(simulator.ledger().orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "plant.7", "abcdefghijklmnopqrstuvwxyz-1234567"})
    void refusesTheName(String name) throws Exception {
        assertThat(wire.create(name, "t").error()).startsWith("400 INVALID_ARGUMENT: Invalid parameter: name");
    }

    @Test
    void acceptsAChineseName() throws Exception {
        assertThat(wire.create("七号厂_7-a", "t").status()).isEqualTo(200);
    }

    @Test
    void refusesResourcesThatDoNotExistAndBodiesThatAreNotJson() throws Exception {
        String body = Wire.createBody("plant-7", "t");
        for (String id : new String[] {Demo.VPC, Demo.SUBNET, Demo.RDS + "\""}) {
            assertThat(wire.post("iothub", Wire.HUB, body.replace(id, "x" + id))
                            .send()
                            .error())
                    .startsWith("400 INVALID_ARGUMENT")
                    .endsWith("no such resource");
        }
        assertThat(wire.post("iothub", Wire.HUB, "{'name':'lenient'}").send().error())
                .isEqualTo("400 INVALID_ARGUMENT: Invalid parameter: the body is not JSON");
        assertThat(simulator.ledger().orders()).isEmpty();
    }

    @Test
    void namesTheOrdersNumberAsTold() throws Exception {
        simulator.orderField("buyId");
        assertThat(wire.create("plant-7", "t").result().keySet()).containsExactly("instanceId", "buyId");
    }
}
