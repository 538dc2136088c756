package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where was looked for what no run explains.
 *
 * @param region the only one that was looked at
 * @param others where the journal has runs of the same cloud, too
 */
record OrphanLook(String region, List<String> others) {

    static OrphanLook of(String region, List<RunSummary> runs, Optional<URI> endpoint) {
        return new OrphanLook(
                region,
                runs.stream()
                        .filter(run -> run.endpoint().equals(endpoint))
                        .flatMap(run -> run.region().stream())
                        .filter(other -> !other.equals(region))
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** For a person: one line. */
    String words() {
        if (others.isEmpty()) {
            return "Looked at " + region + " alone.";
        }
        return "Looked at " + region + " alone. This journal has runs in " + String.join(" and ", others)
                + " as well, where was not looked: add --region " + others.get(0) + ".";
    }

    /** The product, as the order service calls it. */
    static Optional<String> product(Orphan orphan) {
        return orphan.order().flatMap(Order::service);
    }

    /**
     * Whether the order service calls it IoT Core's. It is told all the same: under which name IoT Hub is ordered is not
     * published, and dedicated instances have moved to IoT Core.
     */
    static boolean isOfIotCore(Orphan orphan) {
        return product(orphan)
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", ""))
                .filter(name -> name.contains("iotcore"))
                .isPresent();
    }
}
