package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
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
            return CheckResult.warning(
                    name(),
                    "the service did not tell its time",
                    "within " + MOST.toMinutes() + " minutes",
                    "Keep the clock synchronised.");
        }
        String found = off.abs().toSeconds() + " s " + (off.isNegative() ? "behind" : "ahead");
        return off.abs().compareTo(MOST) <= 0
                ? CheckResult.passed(name(), found)
                : CheckResult.failed(
                        name(), found, "within " + MOST.toMinutes() + " minutes", "Set this machine's clock.");
    }
}
