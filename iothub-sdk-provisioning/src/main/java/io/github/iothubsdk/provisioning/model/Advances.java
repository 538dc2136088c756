package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What a turn came to as records, which are nobody's business: so they can gain components. */
final class Advances {

    private Advances() {}

    record Finished(ProvisioningResult provisioned) implements Advance.Finished {
        Finished {
            requireNonNull(provisioned, "provisioned");
        }
    }

    record Waiting(String step, String seen, Duration after) implements Advance.Waiting {
        Waiting {
            requireNonNull(step, "step");
            requireNonNull(seen, "seen");
            requireNonNull(after, "after");
        }
    }
}
