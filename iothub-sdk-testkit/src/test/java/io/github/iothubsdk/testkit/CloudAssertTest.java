package io.github.iothubsdk.testkit;

import static io.github.iothubsdk.testkit.IotHubAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each assertion passes, and fails with what it expected, what it found, and the ledger. */
@Timeout(60)
@IotHubCloud
class CloudAssertTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static void fails(Simulator cloud, Consumer<CloudAssert> asserting, String expected, String found) {
        ThrowingCallable call = () -> asserting.accept(assertThat(cloud));
        Throwable failure = catchThrowable(call);
        assertThat(failure).isInstanceOf(AssertionError.class);
        assertThat(failure.getMessage())
                .contains("Expected: " + expected)
                .containsPattern("Found: " + found)
                .contains(
                        "The cloud's ledger:",
                        cloud.ledger().lines().get(cloud.ledger().lines().size() - 1));
    }

    @Test
    void ofACloudInWhichNothingHappened(Simulator cloud) {
        assertThat(cloud)
                .hasNoOrder()
                .hasNoWrite()
                .paidNothing()
                .paid("0")
                .paidForNoColleague()
                .hasNoInstance("plant-7")
                .hasCalls(Route.PAY_ORDER, 0)
                .hasNoFaultLeft();
        fails(cloud, CloudAssert::hasOneOrder, "1 order", "no orders");
        fails(cloud, cloudAssert -> cloudAssert.hasOrders(2), "2 orders", "no orders");
        fails(cloud, CloudAssert::paidOnce, "1 payment for what callers ordered", "no payments");
        fails(cloud, cloudAssert -> cloudAssert.paid("88.00"), "88.00 paid", "0");
        fails(
                cloud,
                cloudAssert -> cloudAssert.runs("plant-7"),
                "instance plant-7, which callers ordered, is RUNNING",
                "no instances");
        fails(cloud, cloudAssert -> cloudAssert.hasCalls(Route.PAY_ORDER, 1), "1 call of PAY_ORDER", "no calls");
    }

    @Test
    void ofACloudInWhichSomethingWasBought(Simulator cloud, Account account, ProvisioningClient client) {
        account.orderAmount("12.50");
        account.colleague().order("plant-8").pay();
        client.create(DemoRequest.of("plant-7").spendAtMost(Money.cny("50.00")).build(), HOUR);

        assertThat(cloud)
                .hasOneOrder()
                .paidOnce()
                .paid("12.5")
                .paidForNoColleague()
                .runs("plant-7")
                .hasInstance("plant-7", "RUNNING")
                .hasCalls(Route.CREATE_INSTANCE, 1);
        fails(cloud, CloudAssert::hasNoOrder, "no orders", "1 order \\(\\d+ for plant-7, PAID\\)");
        fails(cloud, CloudAssert::paidNothing, "no payment", "1 payment \\(12\\.50 for \\d+\\)");
        fails(cloud, cloudAssert -> cloudAssert.paid("12.51"), "12.51 paid", "12\\.50 \\(12\\.50 for \\d+\\)");
        fails(
                cloud,
                CloudAssert::hasNoWrite,
                "no call that changes something",
                "2 such calls \\(CREATE_INSTANCE answered 200; PAY_ORDER answered 200\\)");
        fails(
                cloud,
                cloudAssert -> cloudAssert.hasInstance("plant-7", "BUILDING"),
                "instance plant-7, which callers ordered, is BUILDING",
                "2 instances \\(plant-8 RUNNING, a colleague's; plant-7 RUNNING\\)");
        fails(
                cloud,
                cloudAssert -> cloudAssert.runs("plant-8"),
                "instance plant-8, which callers ordered, is RUNNING",
                "2 instances \\(plant-8 RUNNING, a colleague's; plant-7 RUNNING\\)");
        fails(cloud, cloudAssert -> cloudAssert.hasNoInstance("plant-7"), "no instance plant-7", "2 instances");
        fails(
                cloud,
                cloudAssert -> cloudAssert.hasCalls(Route.CREATE_INSTANCE, 0),
                "no calls of CREATE_INSTANCE",
                "1 call \\(2026-.* answered 200\\)");
    }

    @Test
    @IotHubCloud(allow = Finding.PAID_FOR_A_COLLEAGUE)
    void ofAColleaguesOrderThatWasPaidInPlaceOfTheCallers(
            Simulator cloud, Account account, ProvisioningClient client, VirtualTime time) {
        account.orderAmount("88.00");
        var request = DemoRequest.of("plant-8").spendAtMost(Money.cny("50.00")).build();
        assertThatThrownBy(() -> client.create(request, HOUR)).isInstanceOf(ProvisioningException.Unfinished.class);
        FindingTest.pay(
                cloud, time, account.colleague().amount("7.00").order("plant-7").number());
        time.advance(HOUR);

        assertThat(cloud).hasOneOrder().paid("7.00");
        fails(
                cloud,
                CloudAssert::paidOnce,
                "1 payment for what callers ordered",
                "1 payment \\(7\\.00 for \\d+, a colleague's\\)");
        fails(cloud, CloudAssert::paidNothing, "no payment", "1 payment \\(7\\.00 for \\d+, a colleague's\\)");
        fails(
                cloud,
                cloudAssert -> cloudAssert.runs("plant-7"),
                "instance plant-7, which callers ordered, is RUNNING",
                "1 instance \\(plant-7 RUNNING, a colleague's\\)");
    }

    @Test
    @IotHubCloud(allow = Finding.PAID_FOR_A_COLLEAGUE)
    void ofAColleaguesOrderThatWasPaidBesideTheCallers(
            Simulator cloud, Account account, ProvisioningClient client, VirtualTime time) {
        client.create(DemoRequest.of("plant-7").build(), HOUR);
        assertThat(cloud).paidOnce();
        FindingTest.pay(
                cloud, time, account.colleague().amount("7.00").order("plant-8").number());

        fails(
                cloud,
                CloudAssert::paidOnce,
                "1 payment for what callers ordered, and no other",
                "2 payments \\(.*7\\.00 for \\d+, a colleague's\\)");
    }

    @Test
    void ofInstancesThatNobodyBought(Simulator cloud, Account account) {
        account.instance("plant-7");
        cloud.account("another-account", "its-secret").instance("plant-8");

        for (String name : List.of("plant-7", "plant-8")) {
            fails(
                    cloud,
                    cloudAssert -> cloudAssert.runs(name),
                    "instance " + name + ", which callers ordered, is RUNNING",
                    "2 instances \\(plant-7 RUNNING, put in ready-made; plant-8 RUNNING, put in ready-made\\)");
            fails(cloud, cloudAssert -> cloudAssert.hasNoInstance(name), "no instance " + name, "2 instances");
        }
    }

    @Test
    void saysWhatAnAmountIs(Simulator cloud) {
        assertThatThrownBy(() -> assertThat(cloud).paid("88,00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("yuan is an amount such as 88.00, not \"88,00\"");
    }

    @Test
    @IotHubCloud(allow = Finding.FAULT_NEVER_STRUCK)
    void ofAFaultThatIsLeft(Simulator cloud) {
        cloud.faults().on(Route.DELETE_INSTANCE).dropConnection();
        fails(
                cloud,
                CloudAssert::hasNoFaultLeft,
                "every fault has struck as often as it was to",
                "1 fault \\(dropConnection on call 1");
    }
}
