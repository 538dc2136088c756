package io.github.iothubsdk.provisioning.internal.flow;

import java.util.Objects;

/**
 * Where a run's calls go.
 *
 * @param endpoint the address of all services, or {@code jdcloud-api.com}
 * @param dialect the name of the routes and words that are spoken
 */
public record Place(String endpoint, String dialect) {

    /** Nothing may be missing. */
    public Place {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(dialect);
    }

    @Override
    public String toString() {
        return endpoint + " in the dialect " + dialect;
    }
}
