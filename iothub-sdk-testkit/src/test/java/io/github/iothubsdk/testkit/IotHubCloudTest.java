package io.github.iothubsdk.testkit;

import static io.github.iothubsdk.testkit.IotHubAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test has a cloud of its own, wherever and however it asks for it. */
@Timeout(60)
class IotHubCloudTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Nested
    @IotHubCloud
    class ByParameters {
        private final Simulator ofConstructor;
        private Simulator before;

        ByParameters(Simulator cloud) {
            ofConstructor = cloud;
            before = cloud;
        }

        @BeforeEach
        void takeIt(Simulator cloud, Account account) {
            before = cloud;
            account.cash("900.00");
        }

        @AfterEach
        void lookAtIt(Simulator cloud) {
            assertThat(cloud).isSameAs(before);
        }

        @Test
        void areOfOneCloud(
                Simulator cloud,
                Account account,
                VirtualTime time,
                Journal journal,
                ProvisioningClient client,
                ProvisioningClientBuilder builder) {
            assertThat(cloud).isSameAs(ofConstructor).isSameAs(before);
            assertThat(account.cash()).isEqualByComparingTo("900.00");
            client.create(DemoRequest.of("plant-7").build(), HOUR);
            assertThat(Duration.between(VirtualTime.START, time.instant())).isGreaterThan(Duration.ofMinutes(15));
            assertThat(journal.runs()).hasSize(1);
            try (ProvisioningClient second = builder.build()) {
                assertThat(second.runs()).hasSize(1);
                assertThat(second.instances("cn-north-1").list()).hasSize(1);
            }
            assertThat(cloud).hasOneOrder().paidOnce().runs("plant-7");
        }

        @ParameterizedTest
        @ValueSource(strings = {"plant-1", "plant-2"})
        void areNewForEachArgument(String name, Simulator cloud, ProvisioningClient client) {
            assertThat(cloud).isSameAs(ofConstructor).hasNoOrder();
            client.create(DemoRequest.of(name).build(), HOUR);
            assertThat(cloud).hasOneOrder().runs(name);
        }

        @RepeatedTest(2)
        void areNewForEachRepetition(Simulator cloud, ProvisioningClient client) {
            assertThat(cloud).isSameAs(ofConstructor).hasNoOrder();
            client.create(DemoRequest.of("plant-7").build(), HOUR);
            assertThat(cloud).hasOneOrder();
        }

        @Nested
        class InAClassWithin {
            private final Simulator ofInnerConstructor;

            InAClassWithin(Simulator cloud) {
                ofInnerConstructor = cloud;
            }

            @Test
            void areStillOfOneCloud(Simulator cloud) {
                assertThat(cloud)
                        .isSameAs(ofInnerConstructor)
                        .isSameAs(ofConstructor)
                        .isSameAs(before);
            }
        }
    }

    @Nested
    @IotHubCloud
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WithOneInstanceForAllTests {
        private final Set<URI> seen = ConcurrentHashMap.newKeySet();
        private final Set<Simulator> clouds = ConcurrentHashMap.newKeySet();

        @BeforeEach
        void takeIt(Simulator cloud) {
            assertThat(clouds.add(cloud)).isTrue();
        }

        @RepeatedTest(3)
        void theCloudIsNew(Simulator cloud) {
            seen.add(cloud.endpoint());
            assertThat(clouds).contains(cloud);
            assertThat(cloud).hasNoOrder();
        }
    }

    /** Both are in their tests at once, or the barrier breaks; it is run with JUnit's own threads. */
    @IotHubCloud
    @Execution(ExecutionMode.CONCURRENT)
    static class AtOnce {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @Test
        void one(Simulator cloud, ProvisioningClient client) throws Exception {
            buy(cloud, client, "plant-1");
        }

        @Test
        void other(Simulator cloud, ProvisioningClient client) throws Exception {
            buy(cloud, client, "plant-2");
        }

        private static void buy(Simulator cloud, ProvisioningClient client, String name) throws Exception {
            BOTH.await(30, TimeUnit.SECONDS);
            client.create(DemoRequest.of(name).build(), HOUR);
            BOTH.await(30, TimeUnit.SECONDS);
            assertThat(cloud).hasOneOrder().paidOnce().runs(name);
        }
    }

    @Test
    void serveTestsThatRunAtOnce() {
        EngineRun.of(
                        AtOnce.class,
                        "junit.jupiter.execution.parallel.enabled=true",
                        "junit.jupiter.execution.parallel.config.strategy=fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism=4")
                .assertStatistics(all -> all.succeeded(2).failed(0));
    }

    @Nested
    class ByTheRegisteredExtension {

        @RegisterExtension
        static final IotHubCloudExtension CLOUD = IotHubCloudExtension.builder()
                .simulator(builder -> builder.building(Duration.ofHours(2)))
                .account(account -> account.orderAmount("12.00"))
                .client(builder -> builder.pollInterval(Duration.ofMinutes(1)))
                .allow(Finding.FAULT_NEVER_STRUCK)
                .build();

        @Test
        void areAsItSays(Simulator cloud, ProvisioningClient client, VirtualTime time) {
            cloud.faults().on(Route.DELETE_INSTANCE).dropConnection();
            client.create(
                    DemoRequest.of("plant-7").spendAtMost(Money.cny("50.00")).build(), HOUR.multipliedBy(3));
            assertThat(Duration.between(VirtualTime.START, time.instant())).isGreaterThan(Duration.ofHours(2));
            assertThat(cloud).paid("12").runs("plant-7");
        }
    }

    @Nested
    class InAnotherDialect {

        @Test
        @IotHubCloud(dialect = "iotHub2020", loose = true)
        void bothSpeakIt(Simulator cloud, ProvisioningClient client, Account account) {
            account.colleague().order("plant-7");
            account.colleague().order("plant-7");
            client.create(DemoRequest.of("plant-8").build(), HOUR);
            assertThat(cloud).hasOneOrder().runs("plant-8").hasCalls(Route.CREATE_INSTANCE, 1);
        }
    }

    /** What is said nearest to the test adds to what is said around it. */
    @Nested
    @IotHubCloud(dialect = "iotHub2020", loose = true, allow = Finding.FAULT_NEVER_STRUCK)
    class InTheDialectOfTheClass {

        private static void speaks2020(Simulator cloud, Account account, ProvisioningClient client) {
            account.colleague().order("plant-7");
            account.colleague().order("plant-7");
            cloud.faults().on(Route.DELETE_INSTANCE).dropConnection();
            client.create(DemoRequest.of("plant-8").build(), HOUR);
            assertThat(client.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.dialect()).contains("iotHub2020"));
        }

        @Test
        @IotHubCloud(allow = Finding.PAID_TWICE)
        void aTestThatAllowsMoreSpeaksItToo(Simulator cloud, Account account, ProvisioningClient client) {
            speaks2020(cloud, account, client);
        }

        @Test
        @IotHubCloud(loose = false)
        void aTestMaySayOtherwise(Account account) {
            account.colleague().order("plant-7");
            assertThatThrownBy(() -> account.colleague().order("plant-7")).isInstanceOf(IllegalStateException.class);
        }

        @Nested
        @IotHubCloud(allow = Finding.PAID_TWICE)
        class AndOfThatAroundIt {

            @Test
            void speaksItToo(Simulator cloud, Account account, ProvisioningClient client) {
                speaks2020(cloud, account, client);
            }
        }
    }
}
