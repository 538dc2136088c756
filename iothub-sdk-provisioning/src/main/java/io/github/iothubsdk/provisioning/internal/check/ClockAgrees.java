package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Dates are signed and orders are searched by time; how much the service tolerates is not published. */
record ClockAgrees(Facts facts, Supplier<Optional<Duration>> ahead) implements PreflightCheck {

    private static final Duration MOST = Duration.ofMinutes(5);

    @Override
    public CheckId id() {
        return CheckId.CLOCK_AGREES;
    }

    @Override
    public String name() {
        return "the clock agrees with the service's";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        try {
            facts.user();
        } catch (ApiException.Rejected e) {
            // A refusal carries the service's date as well as an answer does.
        }
        Duration off = ahead.get().orElse(null);
        if (off == null) {
            return warning(
                    "the service did not tell its time",
                    "within " + MOST.toMinutes() + " minutes",
                    "Keep the clock synchronised.");
        }
        String found = off.abs().toSeconds() + " s " + (off.isNegative() ? "behind" : "ahead");
        return off.abs().compareTo(MOST) <= 0
                ? passed(found)
                : failed(found, "within " + MOST.toMinutes() + " minutes", "Set this machine's clock.");
    }
}
