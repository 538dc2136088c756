package io.github.iothubsdk.provisioning.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovedRunTest {

    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final Place PLACE = new Place("http://127.0.0.1:1", "iotHubInferred", "0123456789abcdef");
    private static final Owner OWNER = new Owner("785455908941", "0123456789ab");
    private static final CreateInstanceRequest REQUEST = CreateInstanceRequest.builder("cn-north-1", "plant-7")
            .network("vpc-a", "subnet-b")
            .database(new RdsDatabase("mysql-1", "iothub", "host", "user", Optional.empty()))
            .acceptServiceTerms()
            .build();

    private static ApprovedRun approved() {
        return ApprovedRun.of(Preflight.of(REQUEST, List.of(), AT), PLACE, OWNER, "jane", AT, Duration.ofHours(1));
    }

    /** By an earlier version, or by a hand that has changed the journal. */
    @Test
    void refusesARunThatWasBegunWithoutIt() {
        ApprovedRun approval = approved();
        Progress found = Progress.begun(approval.runId(), REQUEST, "token", PLACE, Optional.of(OWNER), AT);

        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> approval.requireOpen(found))
                .withMessageContaining("was begun without it");
    }

    @Test
    void hasAnIdThatNothingElseHas() {
        assertThat(ApprovedRun.isItsId(approved().runId())).isTrue();
        for (String other : List.of(RunId.random().value(), "approved-4711", "approved-", "order-4711")) {
            assertThat(ApprovedRun.isItsId(RunId.of(other))).as(other).isFalse();
        }
    }
}
