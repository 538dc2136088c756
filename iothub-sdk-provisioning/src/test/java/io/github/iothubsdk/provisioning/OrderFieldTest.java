package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFieldTest {

    private final Cloud cloud = Cloud.inProcess();

    @AfterEach
    void close() {
        cloud.close();
    }

    private ProvisioningResult create() {
        try (var client = cloud.client()) {
            return client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(60));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderNumber", "orderId", "orderNum", "orderNo", "buyId"})
    void findsTheOrdersNumberUnderTheNamesOfSiblingProducts(String field) {
        cloud.simulator.orderField(field);

        assertThat(create().orderNumber())
                .isEqualTo(cloud.simulator.ledger().orders().get(0).number());
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        assertThat(cloud.simulator.ledger().calls(Route.QUERY_ORDERS)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchaseNumber", "order"})
    void looksForTheOrderWhenItsNumberHasAnotherName(String field) {
        cloud.simulator.orderField(field);

        assertThat(create().orderNumber())
                .isEqualTo(cloud.simulator.ledger().orders().get(0).number());
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
    }
}
