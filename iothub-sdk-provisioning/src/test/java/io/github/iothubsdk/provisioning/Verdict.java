package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Duration;
import java.util.List;

/** What preflight says about a request in a simulated cloud, by a plan and by a create that is to be refused. */
final class Verdict {

    static final String REGION = "the region offers IoT Hub";
    static final String REAL_NAME = "the account is real-name verified";
    static final String BALANCE = "the balance is at least CNY 50.00";
    static final String VPC = "the VPC exists";
    static final String SUBNET = "the subnet is in the VPC and has free addresses";
    static final String SERVER = "the RDS instance runs in the same VPC";
    static final String DATABASE = "the database exists and its account may write";
    static final String NAME = "the name is free in the region";
    static final String ORDERS = "the order list can be read";
    static final String FIRST = "no other instance is in the region";
    static final String TERMS = "the service terms are accepted";
    static final String CLOCK = "the clock agrees with the service's";
    static final String SCHEMA = "the database can be initialised";
    static final List<String> ALL = List.of(
            REAL_NAME, BALANCE, VPC, SUBNET, SERVER, DATABASE, NAME, ORDERS, SCHEMA, FIRST, CLOCK, REGION, TERMS);

    private Verdict() {}

    /** The preflight, of which nothing was written anywhere. */
    static Preflight preflight(Cloud cloud, CreateInstanceRequest request) {
        try (var client = cloud.client()) {
            Preflight preflight = client.preflight(request);
            assertThat(cloud.simulator.ledger().writes()).isZero();
            assertThat(cloud.journal.runs()).isEmpty();
            assertThat(cloud.events).isEmpty();
            return preflight;
        }
    }

    static CheckResult of(Preflight preflight, String check) {
        return preflight.checks().stream()
                .filter(result -> result.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    /** One result of the preflight for a request that fits the demo account. */
    static CheckResult of(Cloud cloud, String check) {
        return of(preflight(cloud, Cloud.request("plant-7").build()), check);
    }

    /** Asserts that exactly these checks fail, in the preflight and in the create, and that nothing was ordered. */
    static ProvisioningException.Invalid refuses(Cloud cloud, CreateInstanceRequest request, String... checks) {
        Preflight preflight = preflight(cloud, request);
        assertThat(preflight.ready()).isFalse();
        assertThat(preflight.blocking()).extracting(CheckResult::check).containsExactlyInAnyOrder(checks);
        assertThat(preflight.blocking()).extracting(CheckResult::outcome).containsOnly(Outcome.FAILED);
        return refusesToCreate(cloud, request, checks);
    }

    /** Asserts that exactly these checks stop the create, that nothing was ordered and that nothing is left over. */
    static ProvisioningException.Invalid refusesToCreate(Cloud cloud, CreateInstanceRequest request, String... checks) {
        try (var client = cloud.client()) {
            var invalid = catchThrowableOfType(
                    ProvisioningException.Invalid.class, () -> client.create(request, Duration.ofMinutes(60)));
            assertThat(invalid).isNotNull().hasMessageContaining("Nothing was ordered");
            assertThat(invalid.step()).isEqualTo("Preflight");
            assertThat(invalid.violations()).extracting(Violation::field).containsExactlyInAnyOrder(checks);
            assertThat(invalid.violations()).allSatisfy(each -> {
                assertThat(each.value()).isNotBlank();
                assertThat(each.rule()).isNotBlank();
                assertThat(each.remedy()).isNotBlank();
            });
            assertThat(cloud.simulator.ledger().writes()).isZero();
            assertThat(client.unfinishedRuns()).isEmpty();
            return invalid;
        }
    }
}
