package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.model.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The IoT Hub instances of one region. Thread-safe. The routes are INFERRED.
 *
 * <p>Every method blocks for at most two minutes, ends early when interrupted, and throws {@link ApiException}.
 */
public final class Instances {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final InstanceApi api;
    private final TimeSource timeSource;
    private final String region;

    Instances(InstanceApi api, TimeSource timeSource, String region) {
        this.api = api;
        this.timeSource = timeSource;
        this.region = region;
    }

    /**
     * All of them, over as many pages as there are.
     *
     * @throws ApiException.Unreachable also when the list does not end: after 1,000 pages, or 32 MiB of rows (about 25,000)
     */
    public List<Instance> list() {
        return api.list(region, deadline()).rows();
    }

    /**
     * All of them, as a proof that what is not among them is not there.
     *
     * @throws ApiException.Unreachable as {@link #list} does, and when the service does not show all that it counts, or changes
     *     the list while it is read
     */
    public List<Instance> listWhole() {
        Deadline deadline = deadline();
        return api.whole(api.list(region, deadline), region, deadline).rows();
    }

    /** The one with this id; empty when the service does not have it. */
    public Optional<Instance> findById(String id) {
        requireNonNull(id, "id");
        return api.show(region, id, deadline());
    }

    /** Those with exactly this name; more than one only where the service allows it. */
    public List<Instance> findByName(String name) {
        requireNonNull(name, "name");
        return list().stream().filter(instance -> instance.name().equals(name)).toList();
    }

    /**
     * Deletes one, with all its data and without asking; sent at most once.
     *
     * @throws ApiException.Rejected with reason NOT_FOUND when it is not there (any more)
     */
    public void delete(String id) {
        requireNonNull(id, "id");
        api.delete(region, id, deadline());
    }

    private Deadline deadline() {
        return Deadline.in(LONGEST, timeSource);
    }
}
