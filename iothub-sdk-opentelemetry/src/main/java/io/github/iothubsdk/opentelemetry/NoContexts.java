package io.github.iothubsdk.opentelemetry;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.RunId;
import java.util.Optional;

/** Remembers nothing. */
enum NoContexts implements RunContexts {
    NONE;

    @Override
    public void keep(RunId run, String traceparent) {
        requireNonNull(run, "run");
        requireNonNull(traceparent, "traceparent");
    }

    @Override
    public Optional<String> last(RunId run) {
        requireNonNull(run, "run");
        return Optional.empty();
    }
}
