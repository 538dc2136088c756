package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says and understands in one dialect or another. */
class DialectsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ONE = "ledger: 1 order, 1 payment, 1 instance RUNNING";

    private final CreateInstanceRequest request = Cloud.request("plant-7").build();
    private final Cloud cloud = Cloud.inProcess();

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static WireDialect changed(String from, String to) {
        return WireDialects.fromJson(WireDialects.iotHubInferred().toJson().replace(from, to));
    }

    private RunId begun() {
        try (var client = cloud.client()) {
            return catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofMinutes(1)))
                    .runId()
                    .orElseThrow();
        }
    }

    @Test
    void refuseARunThatWasBegunInAnother() {
        RunId run = begun();
        WireDialect otherDigest = changed("orderNumber@siblings", "orderNumbr@siblings");
        WireDialect otherName = changed("\"iotHubInferred\"", "\"mine\"");
        int calls = cloud.simulator.ledger().calls().size();
        for (WireDialect other : new WireDialect[] {otherDigest, otherName, WireDialects.iotCore2020()}) {
            try (var client = cloud.builder().dialect(other).build()) {
                var refused = catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR));
                assertThat(refused.reason()).isEqualTo(UnfinishedReason.OTHER_DIALECT);
                assertThat(refused).hasMessageContaining(other.digest());
            }
        }
        assertThat(cloud.simulator.ledger().calls()).hasSize(calls);
        try (var client = cloud.client()) {
            client.resume(run, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo(ONE);
    }

    @Test
    void letARunGoOnInAnotherWhenTold() {
        RunId run = begun();
        WireDialect mended = changed("instanceinfoVO@net\", \"instance@siblings", "instanceinfoVO@net");
        try (var client =
                cloud.builder().dialect(mended).goOnFromOtherDialects().build()) {
            assertThat(client.resume(run, HOUR).instance().status()).isEqualTo(InstanceStatus.RUNNING);
        }
        assertThat(cloud.ledger()).isEqualTo(ONE);
    }

    @Test
    void orderNothingWhereThereIsNoRouteForIt() {
        try (var client = cloud.builder().dialect(WireDialects.iotCore2020()).build()) {
            var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR));
            assertThat(invalid.violations()).extracting(Violation::code).contains(CheckId.DIALECT_ORDERS.value());
            assertThatThrownBy(() -> client.instances(Demo.REGION).delete("iothub-1"))
                    .isInstanceOf(ApiException.Misconfigured.class)
                    .hasMessageContaining("iotCore2020")
                    .hasMessageContaining("Nothing was sent");
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    /** An answer that tells one thing by two names tells neither. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\":[],\"data\":[{\"instanceId\":\"i\",\"name\":\"plant-7\"}]}",
                "{\"instances\":[],\"iotcoreInstances\":[],\"totalCount\":0}",
                "{\"instances\":{},\"totalCount\":0}",
                "{\"instances\":[1],\"totalCount\":0}",
                "{\"data\":[{\"instanceId\":[\"i\"],\"name\":\"n\"}]}",
                "{\"data\":[{\"instanceId\":\"i\",\"name\":{\"n\":1}}]}",
                "{\"instances\":[],\"totalCount\":\"many\"}",
                "{\"instances\":[],\"page\":{\"totalSize\":99999999999}}",
                "{\"instances\":[{\"instanceId\":\"i\",\"instanceId\":\"j\",\"name\":\"n\"}]}"
            })
    void orderNothingOnAnAnswerThatContradictsItself(String result) {
        cloud.simulator
                .faults()
                .on(Route.LIST_INSTANCES)
                .always()
                .odd("{\"requestId\":\"r\",\"result\":" + result + "}", 200);
        try (var client = cloud.client()) {
            var unfinished = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
            assertThat(unfinished).hasMessageContaining("not understood");
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    /** The larger count is believed: what is counted and not shown proves no absence. */
    @Test
    void believeTheLargerOfTwoCounts() {
        cloud.simulator
                .faults()
                .on(Route.LIST_INSTANCES)
                .always()
                .odd(
                        "{\"requestId\":\"r\",\"result\":{\"data\":[],\"totalCount\":0,\"pageinfo\":{\"totalSize\":3}}}",
                        200);
        try (var client = cloud.client()) {
            assertThatThrownBy(() -> client.create(request, HOUR)).isInstanceOf(Unfinished.class);
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }
}
