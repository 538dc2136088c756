package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Envelope;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    /** It lists other instances: a paid one would be missing there. */
    @Test
    void takeOverNoRunWhenTheyAreReadOnly() {
        RunId run = begun();
        try (var client = cloud.builder()
                .dialect(WireDialects.iotCore2020())
                .goOnFromOtherDialects()
                .build()) {
            var refused = catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR));
            assertThat(refused.reason()).isEqualTo(UnfinishedReason.OTHER_DIALECT);
        }
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
                "{\"instances\":[{\"instanceId\":\"i\",\"name\":\"n\",\"instanceName\":\"plant-7\"}]}",
                "{\"data\":[{\"instanceId\":\"i\",\"name\":\"n\",\"subnetId\":\"a\",\"subNetId\":\"b\"}]}",
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
            assertThat(unfinished).message().containsAnyOf("not understood", "not the service's JSON");
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Envelope.class)
    void createInEveryEnvelopeThatIsKnown(Envelope envelope) {
        cloud.simulator.envelope(envelope);
        try (var client = cloud.client()) {
            client.create(request, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo(ONE);
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

    @Nested
    class IotHub2020 {
        private final Cloud then = Cloud.inProcess(builder -> builder.dialect("iotHub2020"));

        @AfterEach
        void stop() {
            then.close();
        }

        private ProvisioningClient client() {
            return then.builder().dialect(WireDialects.iotHub2020()).build();
        }

        @Test
        void createsAnInstanceByStatusNumbersAndASecondWitness() {
            try (var client = client()) {
                Instance instance = client.create(request, HOUR).instance();
                assertThat(instance.status()).isEqualTo(InstanceStatus.RUNNING);
                assertThat(instance.subnetId()).contains(Demo.SUBNET);
                assertThat(client.instances(Demo.REGION).list())
                        .extracting(Instance::id)
                        .containsExactly(instance.id());
            }
            assertThat(then.ledger()).isEqualTo(ONE);
            assertThat(then.simulator.ledger().calls(Route.CHECK_PRIVATE_USER)).isNotEmpty();
        }

        /** A list that hides what the account has is no reason to believe that a name is free. */
        @Test
        void ordersNothingWhileTheListHidesWhatTheWitnessShows() {
            then.account.instance("plant-6");
            then.simulator
                    .faults()
                    .on(Route.LIST_INSTANCES)
                    .always()
                    .odd("{\"requestId\":\"r\",\"result\":{\"pageinfo\":{\"totalSize\":0},\"data\":[]}}", 200);
            try (var client = client()) {
                var unfinished = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
                assertThat(unfinished).hasMessageContaining("does not show instance iothub-");
            }
            assertThat(then.simulator.ledger().writes()).isZero();
        }

        /** What it may not be asked, or answers in other words, it does not tell. */
        @Test
        void doesWithoutAWitnessThatDoesNotSpeak() {
            for (String answer : new String[] {
                "{\"requestId\":\"r\",\"result\":{}}",
                "{\"requestId\":\"r\",\"result\":{\"instanceId\":null}}",
                "{\"requestId\":\"r\",\"result\":{\"instanceId\":\"\"}}"
            }) {
                then.simulator.faults().clear();
                then.simulator.faults().on(Route.CHECK_PRIVATE_USER).always().odd(answer, 200);
                try (var client = client()) {
                    client.create(Cloud.request("plant-" + answer.length()).build(), HOUR);
                }
            }
            then.simulator.faults().clear();
            then.account.closeRoute(Route.CHECK_PRIVATE_USER);
            try (var client = client()) {
                client.create(request, HOUR);
            }
            assertThat(then.simulator.ledger().orders()).hasSize(4);
        }
    }

    @Test
    void listWhatTheAccountHasInIotCore() {
        try (Cloud core = Cloud.inProcess(builder -> builder.dialect("iotCore2020"))) {
            core.account.instance("line-1");
            try (var client = core.builder().dialect(WireDialects.iotCore2020()).build()) {
                var instances = client.instances(Demo.REGION);
                assertThat(instances.list()).singleElement().satisfies(instance -> {
                    assertThat(instance.name()).isEqualTo("line-1");
                    assertThat(instance.status()).isEqualTo(InstanceStatus.RUNNING);
                });
                assertThat(instances.findById(instances.list().get(0).id())).isPresent();
            }
        }
    }

    /** A cloud whose words nobody knows sells nothing to who does not understand it. */
    @Test
    void orderNothingInWordsThatNobodyKnows() {
        try (Cloud strange = Cloud.inProcess(builder -> builder.dialect("unknown"))) {
            for (WireDialect dialect : WireDialects.builtIn()) {
                try (var client = strange.builder().dialect(dialect).build()) {
                    assertThatThrownBy(() -> client.create(request, HOUR)).isInstanceOf(ProvisioningException.class);
                }
            }
            assertThat(strange.simulator.ledger().writes()).isZero();
        }
    }
}
