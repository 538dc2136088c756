package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.opentest4j.TestAbortedException;

/** A test that passed fails after all when the cloud has something against it, and one that failed is not masked. */
@Timeout(60)
class FindingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** What is answered is of no interest. */
    record Nothing(@Nullable String orderNumber) {}

    static void pay(Simulator cloud, VirtualTime time, String number) {
        var keys = Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY));
        var config = ApiConfig.builder()
                .endpoint(cloud.endpoint())
                .timeSource(time)
                .transport(HttpTransports::jdk)
                .build();
        try (ApiClient client = new ApiClient(CredentialsProvider.of(keys), config)) {
            client.call(
                    ApiCall.post(new Service("order", "v2"), Demo.REGION, "/regions/{region}/order/{}:pay", number)
                            .body(Map.of("autoPay", true))
                            .commit(Nothing.class, any -> true),
                    Deadline.in(HOUR, time));
        }
    }

    @IotHubCloud
    static class PaysForAColleague {
        @Test
        void test(Simulator cloud, Account account, VirtualTime time) {
            pay(cloud, time, account.colleague().amount("7.00").order("plant-9").number());
        }
    }

    @IotHubCloud(allow = Finding.PAID_FOR_A_COLLEAGUE)
    static class MayPayForAColleague {
        @Test
        void test(Simulator cloud, Account account, VirtualTime time) {
            pay(cloud, time, account.colleague().amount("7.00").order("plant-9").number());
        }
    }

    /** A name that is bought again once its instance is gone: money was spent twice, whoever meant it. */
    private static void buyTwice(Account account, ProvisioningClient client, VirtualTime time) {
        client.create(DemoRequest.of("plant-7").build(), HOUR);
        account.removeInstance("plant-7");
        time.advance(Duration.ofMinutes(1));
        client.create(DemoRequest.of("plant-7").build(), HOUR);
    }

    @IotHubCloud
    static class BuysTwice {
        @Test
        void test(Account account, ProvisioningClient client, VirtualTime time) {
            buyTwice(account, client, time);
        }
    }

    /** By two keys of one account, with a journal each. */
    @IotHubCloud
    static class BuysTwiceByTwoKeys {
        @Test
        void test(Simulator cloud, Account account, ProvisioningClient one, VirtualTime time) {
            account.otherKey("another-key", "its-secret");
            var keys = CredentialsProvider.of(Credentials.of("another-key", Secret.of("its-secret")));
            try (ProvisioningClient other = ProvisioningClient.builder(keys)
                    .endpoint(cloud.endpoint())
                    .journal(Journals.inMemory())
                    .timeSource(time)
                    .secrets(database -> Optional.of(Secret.of(Demo.DB_PASSWORD)))
                    .build()) {
                one.create(DemoRequest.of("plant-7").build(), HOUR);
                account.removeInstance("plant-7"); // else the preflight of the second may see it
                time.advance(Duration.ofMinutes(1));
                other.create(DemoRequest.of("plant-7").build(), HOUR);
            }
        }
    }

    @IotHubCloud(allow = Finding.PAID_TWICE)
    static class MayBuyTwice {
        @Test
        void test(Account account, ProvisioningClient client, VirtualTime time) {
            buyTwice(account, client, time);
        }
    }

    @IotHubCloud
    static class LeavesAFault {
        @Test
        void test(Simulator cloud) {
            cloud.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();
        }
    }

    @IotHubCloud
    static class LeavesHalfAFault {
        @Test
        void test(Simulator cloud, ProvisioningClient client) {
            cloud.faults().on(Route.LIST_INSTANCES).times(100_000).status(503, "{}");
            assertThat(client.preflight(DemoRequest.of("plant-7").build()).ready())
                    .isFalse();
        }
    }

    @IotHubCloud
    static class LeavesAFaultWithLeave {
        @Test
        @IotHubCloud(allow = Finding.FAULT_NEVER_STRUCK)
        void test(Simulator cloud) {
            cloud.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();
        }
    }

    @IotHubCloud
    static class FailsByItself {
        @Test
        void test(Simulator cloud) {
            cloud.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();
            throw new IllegalStateException("its own");
        }
    }

    @IotHubCloud
    static class FailsAfterwards {
        @Test
        void test(Simulator cloud) {
            cloud.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();
        }

        @AfterEach
        void fail() {
            throw new IllegalStateException("its own");
        }
    }

    @IotHubCloud
    static class IsAborted {
        @Test
        void test(Simulator cloud) {
            cloud.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();
            Assumptions.abort("not here");
        }
    }

    @IotHubCloud
    static class AsksTooEarly {
        @BeforeAll
        static void ask(Simulator cloud) {
            cloud.reset();
        }

        @Test
        void test() {}
    }

    @IotHubCloud
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class AsksForAllTests {
        AsksForAllTests(ProvisioningClient client) {
            client.close();
        }

        @Test
        void test() {}
    }

    private static AssertionError finding(Class<?> tests) {
        List<Throwable> failures = EngineRun.failuresOf(tests);
        assertThat(failures).singleElement().isInstanceOf(AssertionError.class);
        return (AssertionError) failures.get(0);
    }

    @Test
    void failsATestThatPaidForAColleagueUnlessItMay() {
        assertThat(finding(PaysForAColleague.class))
                .hasMessageContaining("PAID_FOR_A_COLLEAGUE: order ")
                .hasMessageContaining("a call paid 7.00 for it")
                .hasMessageContaining("The cloud's ledger:")
                .hasMessageContaining("by a colleague of JDC_DEMO_ACCESS_KEY");
        assertThat(EngineRun.failuresOf(MayPayForAColleague.class)).isEmpty();
    }

    @Test
    void failsATestThatBoughtOneNameTwiceUnlessItMay() {
        assertThat(finding(BuysTwice.class))
                .hasMessageContaining("PAID_TWICE: orders ")
                .hasMessageContaining(" are all for plant-7 and were all paid");
        assertThat(finding(BuysTwiceByTwoKeys.class))
                .hasMessageContaining("PAID_TWICE: orders ")
                .hasMessageContaining(" are all for plant-7 and were all paid")
                .hasMessageContaining("by another-key");
        assertThat(EngineRun.failuresOf(MayBuyTwice.class)).isEmpty();
    }

    @Test
    void failsATestWhoseFaultNeverStruckUnlessItMay() {
        assertThat(finding(LeavesAFault.class))
                .hasMessageContaining("FAULT_NEVER_STRUCK: dropConnection on call 1 of PAY_ORDER, after the effect");
        assertThat(EngineRun.failuresOf(LeavesAFaultWithLeave.class)).isEmpty();
        assertThat(EngineRun.failuresOf(LeavesHalfAFault.class)).isEmpty();
    }

    @Test
    void masksNoFailureAndAddsToIt() {
        for (Class<?> tests : List.of(FailsByItself.class, FailsAfterwards.class)) {
            List<Throwable> failures = EngineRun.failuresOf(tests);
            assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
            assertThat(failures.get(0)).hasMessage("its own");
            assertThat(failures.get(0).getSuppressed())
                    .singleElement()
                    .satisfies(added -> assertThat(added).hasMessageContaining("FAULT_NEVER_STRUCK"));
        }
    }

    @Test
    void leavesATestThatWasAbortedAlone() {
        assertThat(EngineRun.failuresOf(IsAborted.class))
                .singleElement()
                .isInstanceOf(TestAbortedException.class)
                .satisfies(aborted -> assertThat(aborted.getSuppressed()).isEmpty());
    }

    @Test
    void saysWhereACloudCanBeAskedFor() {
        for (Class<?> tests : List.of(AsksTooEarly.class, AsksForAllTests.class)) {
            assertThat(EngineRun.allFailuresOf(tests))
                    .singleElement()
                    .isInstanceOf(ParameterResolutionException.class)
                    .satisfies(failure -> assertThat(failure)
                            .hasMessageContaining("each test has a cloud of its own, and none has begun")
                            .hasMessageContaining("in @BeforeEach"));
        }
    }

    /** The simulator takes no order's money twice; another cloud may. */
    @Test
    void findsAnOrderThatWasPaidTwice() {
        var one = new Ledger.Payment("o-1", BigDecimal.ONE, VirtualTime.START, true);
        var colleagues = new Ledger.Payment("o-2", BigDecimal.ONE, VirtualTime.START, false);

        assertThat(Verdict.paidTwice(List.of(), List.of(one, one, colleagues, colleagues)))
                .containsExactly("PAID_TWICE: order o-1 was paid 2 times");
        assertThat(Verdict.paidTwice(List.of(), List.of(one, colleagues))).isEmpty();
    }
}
