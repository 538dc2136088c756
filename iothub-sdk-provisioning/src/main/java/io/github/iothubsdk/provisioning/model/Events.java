package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.internal.words.Plain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The events as records, which are nobody's business: so they can gain components. */
final class Events {

    private Events() {}

    record Begun(RunId runId, String region, String name, Instant at) implements ProvisioningEvent.Begun {
        Begun {
            requireNonNull(runId, "runId");
            requireNonNull(region, "region");
            requireNonNull(name, "name");
            requireNonNull(at, "at");
        }
    }

    record Resumed(RunId runId, String step, Optional<String> lastSeen) implements ProvisioningEvent.Resumed {
        Resumed {
            requireNonNull(runId, "runId");
            requireNonNull(step, "step");
            lastSeen = requireNonNull(lastSeen, "lastSeen").map(Plain::line);
        }
    }

    record Checked(RunId runId, CheckResult result) implements ProvisioningEvent.Checked {
        Checked {
            requireNonNull(runId, "runId");
            requireNonNull(result, "result");
        }
    }

    record SchemaStarted(RunId runId, String database, String scriptSha256, int bytes)
            implements ProvisioningEvent.SchemaStarted {
        SchemaStarted {
            requireNonNull(runId, "runId");
            requireNonNull(database, "database");
            requireNonNull(scriptSha256, "scriptSha256");
        }
    }

    record SchemaNoted(RunId runId, SchemaNote note) implements ProvisioningEvent.SchemaNoted {
        SchemaNoted {
            requireNonNull(runId, "runId");
            requireNonNull(note, "note");
        }
    }

    record SchemaFailed(RunId runId, OptionalInt statement, String what) implements ProvisioningEvent.SchemaFailed {
        SchemaFailed {
            requireNonNull(runId, "runId");
            requireNonNull(statement, "statement");
            what = Plain.line(requireNonNull(what, "what"));
        }
    }

    record SchemaFinished(RunId runId, SchemaReport report) implements ProvisioningEvent.SchemaFinished {
        SchemaFinished {
            requireNonNull(runId, "runId");
            requireNonNull(report, "report");
        }
    }

    record Claimed(RunId runId, String step, int attempt) implements ProvisioningEvent.Claimed {
        Claimed {
            requireNonNull(runId, "runId");
            requireNonNull(step, "step");
        }
    }

    record Recovering(RunId runId, String step, List<String> evidence) implements ProvisioningEvent.Recovering {
        Recovering {
            requireNonNull(runId, "runId");
            requireNonNull(step, "step");
            evidence = requireNonNull(evidence, "evidence").stream()
                    .map(Plain::line)
                    .toList();
        }
    }

    record Ordered(RunId runId, String orderNumber, Optional<String> instanceId) implements ProvisioningEvent.Ordered {
        Ordered {
            requireNonNull(runId, "runId");
            requireNonNull(orderNumber, "orderNumber");
            requireNonNull(instanceId, "instanceId");
        }
    }

    record Confirmed(RunId runId, String orderNumber, Money amount, Optional<Instant> expiresAt)
            implements ProvisioningEvent.Confirmed {
        Confirmed {
            requireNonNull(runId, "runId");
            requireNonNull(orderNumber, "orderNumber");
            requireNonNull(amount, "amount");
            requireNonNull(expiresAt, "expiresAt");
        }
    }

    record Paid(RunId runId, String orderNumber, Money amount) implements ProvisioningEvent.Paid {
        Paid {
            requireNonNull(runId, "runId");
            requireNonNull(orderNumber, "orderNumber");
            requireNonNull(amount, "amount");
        }
    }

    record Looked(RunId runId, Optional<String> instanceId, String seen, Optional<Integer> progress)
            implements ProvisioningEvent.Looked {
        Looked {
            requireNonNull(runId, "runId");
            requireNonNull(instanceId, "instanceId");
            seen = Plain.line(requireNonNull(seen, "seen"));
            requireNonNull(progress, "progress");
        }
    }

    record Waiting(RunId runId, String step, String seen, Duration after) implements ProvisioningEvent.Waiting {
        Waiting {
            requireNonNull(runId, "runId");
            requireNonNull(step, "step");
            seen = Plain.line(requireNonNull(seen, "seen"));
            requireNonNull(after, "after");
        }
    }

    record Warned(RunId runId, String what) implements ProvisioningEvent.Warned {
        Warned {
            requireNonNull(runId, "runId");
            what = Plain.line(requireNonNull(what, "what"));
        }
    }

    record Finished(RunId runId, ProvisioningResult provisioned) implements ProvisioningEvent.Finished {
        Finished {
            requireNonNull(runId, "runId");
            requireNonNull(provisioned, "provisioned");
        }
    }

    record Stopped(RunId runId, ProvisioningException failure) implements ProvisioningEvent.Stopped {
        Stopped {
            requireNonNull(runId, "runId");
            requireNonNull(failure, "failure");
        }
    }
}
