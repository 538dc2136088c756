package io.github.iothubsdk.provisioning.spi;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.Service;

/**
 * The routes of IoT Hub instances: INFERRED, all of them, from JD Cloud's sibling products. Immutable.
 *
 * <p>No public page gives them. When JD Cloud tells you others, override them here; nothing else names a route.
 *
 * @param service host and version; the version is published, for other operations of the service
 * @param instances create (POST) and list (GET); {@code {region}} is the region
 * @param instance show (GET) and delete (DELETE); {@code {}} is the instance id
 */
public record IotHubRoutes(Service service, String instances, String instance) {
    /** Refuses what is null. */
    public IotHubRoutes {
        requireNonNull(instance, "instance");
        requireNonNull(instances, "instances");
        requireNonNull(service, "service");
    }

    /** What the journal calls them: runs go on only with the routes that they were begun with. */
    public String name() {
        return equals(inferred()) ? "iotHubInferred" : service.name() + " " + service.version() + " " + instances;
    }

    /** The inferred routes. */
    public static IotHubRoutes inferred() {
        return new IotHubRoutes(
                new Service("iothub", "v2"), "/regions/{region}/instances", "/regions/{region}/instances/{}");
    }
}
