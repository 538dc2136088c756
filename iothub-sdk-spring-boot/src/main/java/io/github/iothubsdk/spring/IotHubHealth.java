package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the health indicator of each line tells: which runs need a person. It never speaks against the instance itself, which
 * serves as well as before, and it looks at nothing: it tells what the last look at the journal found. Thread-safe.
 */
public final class IotHubHealth {

    private final Supplier<Optional<RunLook>> lastLook;

    IotHubHealth(Supplier<Optional<RunLook>> lastLook) {
        this.lastLook = lastLook;
    }

    /** Whether the journal could be read when it was last looked at; UP then, and else UNKNOWN, never DOWN. */
    public boolean isKnown() {
        return lastLook.get().filter(look -> look.failure().isEmpty()).isPresent();
    }

    /** {@code moneyMayHaveMoved} and {@code waitForAPerson}, a line for each run; {@code open}, {@code lookedAt}, {@code journal}. */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        lastLook.get().ifPresent(look -> {
            details.put("moneyMayHaveMoved", lines(look.inDoubt()));
            details.put("waitForAPerson", lines(look.forAPerson()));
            details.put("open", look.open().size());
            details.put("lookedAt", look.at().toString());
            if (!look.failure().isEmpty()) {
                details.put("journal", look.failure());
            }
        });
        return details;
    }

    private static List<String> lines(List<RunSummary> runs) {
        return runs.stream().map(IotHubHealth::line).toList();
    }

    private static String line(RunSummary run) {
        return run.runId()
                + run.name().map(name -> " (" + name + ")").orElse("")
                + run.order()
                        .map(KnownOrder::number)
                        .map(number -> ", order " + number)
                        .orElse("")
                + run.reason()
                        .map(UnfinishedReason::name)
                        .map(reason -> ": " + reason)
                        .orElse("");
    }
}
