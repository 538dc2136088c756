package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.DriftFinding.Tier;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Nothing;
import io.github.iothubsdk.provisioning.wire.WireOperation;
import java.util.Optional;

/** What a refusal says of a dialect: that a route is closed, or is not there. */
final class DriftRefusal {

    private DriftRefusal() {}

    /** Empty where the service says no in its own words, which it may. */
    static Optional<DriftFinding> of(WireOperation operation, int status, Members answer) {
        Members error = answer.get("error")
                .filter(each -> !(each instanceof Nothing))
                .map(each -> each instanceof Members fields ? fields : null)
                .orElse(answer);
        if (error.get("code").isEmpty() || error.text("status").isEmpty()) {
            return Optional.of(new DriftFinding(
                    Tier.ERROR, "not-understood", operation.key(), "error", "a refusal has no code and status word"));
        }
        if (error.text("message").filter("this api is not allowed [gw]"::equals).isPresent()) {
            return Optional.of(new DriftFinding(
                    Tier.ERROR, "route-closed", operation.key(), "", "the gateway does not open this route"));
        }
        boolean byId = operation == WireOperation.SHOW || operation == WireOperation.DELETE;
        return (status == 404 && !byId) || status == 501
                ? Optional.of(new DriftFinding(
                        Tier.ERROR, "route-absent", operation.key(), "", "the service does not have this route"))
                : Optional.empty();
    }
}
