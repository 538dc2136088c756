package io.github.iothubsdk.provisioning.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightPageTest {

    private static final CreateInstanceRequest REQUEST = CreateInstanceRequest.builder("cn-north-1", "plant-7")
            .network("vpc-a", "subnet-b")
            .database(RdsDatabase.of("mysql-1", "iothub", "host", "user", Secret.of("canary-password")))
            .spendAtMost(Money.cny("88.00"))
            .acceptServiceTerms()
            .build();
    private static final CheckResult FREE =
            CheckResult.passed(CheckId.NAME_IS_FREE, "The name is free", "nobody has it");
    private static final CheckResult SHORT = CheckResult.failed(
            CheckId.BALANCE_SUFFICES, "The balance suffices", "CNY 12.00", "at least CNY 50.00", "Top it up.");

    @Test
    void tellsWhatWasFoundAndWhatIsPaidAtMost() {
        Preflight ready = Preflight.of(REQUEST, List.of(FREE));
        assertThat(ready.ready()).isTrue();
        assertThat(ready.ceiling()).isEqualTo(Money.cny("88.00"));
        assertThat(ready.describe()).isEqualTo("""
                        Preflight of plant-7 in cn-north-1
                          PASSED     The name is free: nobody has it
                        It can be ordered.
                        At most CNY 88.00 is paid; what it costs is told when the order exists, before it is paid.
                        """);
        assertThat(ready).hasToString("preflight of plant-7: ready");
    }

    @Test
    void tellsWhatToPutRight() {
        Preflight blocked = Preflight.of(REQUEST, List.of(FREE, SHORT));
        assertThat(blocked.describe())
                .contains("It cannot be ordered yet. To put right first:\n  - ")
                .contains("CNY 12.00")
                .contains("Top it up.")
                .doesNotContain("canary-password");
        assertThat(blocked).hasToString("preflight of plant-7: 1 to put right");
        assertThat(blocked).isEqualTo(Preflight.of(REQUEST, List.of(FREE, SHORT)));
        assertThat(blocked).isNotEqualTo(Preflight.of(REQUEST, List.of(FREE)));
        assertThat(Optional.of(blocked.hashCode()))
                .contains(Preflight.of(REQUEST, List.of(FREE, SHORT)).hashCode());
    }
}
