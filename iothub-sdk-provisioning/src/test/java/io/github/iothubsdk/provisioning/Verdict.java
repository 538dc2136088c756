package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import java.time.Duration;
import java.util.List;

/** What preflight says about a request in a simulated cloud, by a plan and by a create that is to be refused. */
final class Verdict {

    static final CheckId REGION = CheckId.REGION_IS_SUPPORTED;
    static final CheckId REAL_NAME = CheckId.REAL_NAME_IS_VERIFIED;
    static final CheckId BALANCE = CheckId.BALANCE_SUFFICES;
    static final CheckId VPC = CheckId.VPC_EXISTS;
    static final CheckId SUBNET = CheckId.SUBNET_FITS;
    static final CheckId SERVER = CheckId.DATABASE_SERVER_FITS;
    static final CheckId DATABASE = CheckId.DATABASE_IS_WRITABLE;
    static final CheckId NAME = CheckId.NAME_IS_FREE;
    static final CheckId ORDERS = CheckId.ORDER_LIST_IS_READABLE;
    static final CheckId FIRST = CheckId.FIRST_IN_REGION;
    static final CheckId TERMS = CheckId.TERMS_ARE_ACCEPTED;
    static final CheckId CLOCK = CheckId.CLOCK_AGREES;
    static final CheckId JOURNAL = CheckId.JOURNAL_IS_WRITABLE;
    static final CheckId SCHEMA = CheckId.SCHEMA_TARGET_IS_READY;
    static final List<CheckId> ALL = List.of(
            REAL_NAME, BALANCE, VPC, SUBNET, SERVER, DATABASE, NAME, ORDERS, SCHEMA, FIRST, CLOCK, JOURNAL, REGION,
            TERMS);

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

    static CheckResult of(Preflight preflight, CheckId check) {
        return preflight.checks().stream()
                .filter(result -> result.id().equals(check))
                .findFirst()
                .orElseThrow();
    }

    /** One result of the preflight for a request that fits the demo account. */
    static CheckResult of(Cloud cloud, CheckId check) {
        return of(preflight(cloud, Cloud.request("plant-7").build()), check);
    }

    /** Asserts that exactly these checks fail, in the preflight and in the create, and that nothing was ordered. */
    static ProvisioningException.Invalid refuses(Cloud cloud, CreateInstanceRequest request, CheckId... checks) {
        Preflight preflight = preflight(cloud, request);
        assertThat(preflight.ready()).isFalse();
        assertThat(preflight.blocking())
                .filteredOn(result -> result.outcome() == Outcome.FAILED)
                .extracting(CheckResult::id)
                .containsExactlyInAnyOrder(checks);
        return refusesToCreate(cloud, request, checks);
    }

    /** Asserts that exactly these checks stop the create, that nothing was ordered and that nothing is left over. */
    static ProvisioningException.Invalid refusesToCreate(
            Cloud cloud, CreateInstanceRequest request, CheckId... checks) {
        try (var client = cloud.client()) {
            var invalid = catchThrowableOfType(
                    ProvisioningException.Invalid.class, () -> client.create(request, Duration.ofMinutes(60)));
            assertThat(invalid).isNotNull().hasMessageContaining("Nothing was ordered");
            assertThat(invalid.step()).isEqualTo("Preflight");
            assertThat(invalid.violations())
                    .extracting(each -> CheckId.of(each.code()))
                    .containsExactlyInAnyOrder(checks);
            assertThat(invalid.violations()).allSatisfy(each -> {
                assertThat(each.value()).isPresent();
                assertThat(each.rule()).isNotBlank();
                assertThat(each.remedy()).isNotBlank();
            });
            assertThat(cloud.simulator.ledger().writes()).isZero();
            assertThat(client.unfinishedRuns()).isEmpty();
            return invalid;
        }
    }
}
