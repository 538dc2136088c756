package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is there now is held against what was approved: what each check had warned of, and which checks there were. */
class ApprovalDriftTest {

    private static final Duration BUDGET = Duration.ofHours(1);
    private static final Duration VALID = Duration.ofHours(4);

    private final Cloud cloud = Cloud.inProcess();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void close() {
        cloud.close();
    }

    private record Own(Function<PreflightCheck, CheckResult> looks) implements PreflightCheck {
        @Override
        public CheckId id() {
            return CheckId.of("budget-is-left");
        }

        @Override
        public String name() {
            return "budget is left";
        }

        @Override
        public CheckResult look(CreateInstanceRequest request) {
            return looks.apply(this);
        }
    }

    private ProvisioningClient client(Function<PreflightCheck, CheckResult> looks) {
        return cloud.builder().check(new Own(looks)).build();
    }

    private ProvisioningClient warning(String found) {
        return client(check -> check.warning(found, "more", "Ask for more."));
    }

    private Approval approvedBy(ProvisioningClient client) {
        return Approval.parse(
                client.approve(client.preflight(request), "jane", VALID).toJson());
    }

    private void assertDrifted(ProvisioningClient client, Approval approval, String... words) {
        var refused = catchThrowableOfType(ProvisioningException.Invalid.class, () -> client.create(approval, BUDGET));
        assertThat(refused).as("the refusal").isNotNull();
        assertThat(refused.violations())
                .singleElement()
                .satisfies(drift -> assertThat(drift.code()).isEqualTo("approval-drifted"));
        assertThat(refused).hasMessageContainingAll(words);
        assertThat(cloud.ledger()).contains("0 orders");
    }

    /** A warning is what somebody has agreed to: another one in its place is not. */
    @Test
    void isAWarningOfSomethingElse() {
        try (var before = warning("1 euro");
                var after = warning("the budget is closed")) {
            Approval approval = approvedBy(before);

            assertDrifted(after, approval, "WARNING now: the budget is closed", "WARNING: 1 euro, as when");

            before.create(approval, BUDGET); // what was approved is still that
            assertThat(cloud.ledger()).contains("1 order, 1 payment");
        }
    }

    @Test
    void isAWarningOfMore() {
        try (var before = warning("1 euro");
                var after = warning("1 euro; the budget is closed")) {
            assertDrifted(after, approvedBy(before), "WARNING now: 1 euro; the budget", "WARNING of less, as when");
        }
    }

    @Test
    void isNoWarningOfLess() {
        try (var before = warning("1 euro; the budget is closed");
                var after = warning("the budget is closed")) {
            after.create(approvedBy(before), BUDGET);
        }
        assertThat(cloud.ledger()).contains("1 order, 1 payment");
    }

    /** So that what was refused behind its script can be created again when it is put right. */
    @Test
    void isNoWarningBesideAScriptThatWasRunSince() {
        try (var before = warning("MariaDB, no rows in the way; charset is utf8mb4");
                var after = warning("MariaDB, this script was applied already; charset is utf8mb4")) {
            after.create(approvedBy(before), BUDGET);
        }
        assertThat(cloud.ledger()).contains("1 order, 1 payment");
    }

    @Test
    void isAWarningWhereAllWasWell() {
        try (var before = client(check -> check.passed("5 euros"));
                var after = warning("1 euro")) {
            assertDrifted(after, approvedBy(before), "WARNING now: 1 euro", "PASSED, as when");
        }
    }

    @Test
    void isNoWarningThatPassesNow() {
        try (var before = warning("1 euro");
                var after = client(check -> check.passed("5 euros"))) {
            after.create(approvedBy(before), BUDGET);
        }
        assertThat(cloud.ledger()).contains("1 order, 1 payment");
    }

    /** It moves with every order of a colleague's; that there are others was agreed to. */
    @Test
    void isNoOtherNumberOfInstances() {
        cloud.account.instance("plant-1");
        try (var client = cloud.client()) {
            Approval approval = approvedBy(client);
            cloud.account.instance("plant-2");
            cloud.timeSource.advance(Duration.ofMinutes(1));

            client.create(approval, BUDGET);
        }
        assertThat(cloud.ledger()).contains("1 order, 1 payment");
    }

    /** Who orders has left out what the approver had looked at. */
    @Test
    void isACheckThatIsNotLookedAtNow() {
        try (var before = client(check -> check.passed("5 euros"));
                var without = cloud.client()) {
            Approval approval = approvedBy(before);

            assertDrifted(without, approval, "budget-is-left", "no such check is looked at now", "PASSED, as when");

            before.create(approval, BUDGET);
        }
        assertThat(cloud.ledger()).contains("1 order, 1 payment");
    }
}
