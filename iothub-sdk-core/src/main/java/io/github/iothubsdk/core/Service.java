package io.github.iothubsdk.core;

import static java.util.Objects.requireNonNull;

/**
 * One of JD Cloud's services.
 *
 * @param name in the host ({@code name.jdcloud-api.com}) and in the signature
 * @param version the first segment of every path
 */
public record Service(String name, String version) {
    /** Refuses what is null. */
    public Service {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
    }

    /** The region that calls without a region in their path are signed with. */
    public static final String NO_REGION = "jdcloud-api";

    /** The service's published address. */
    public String origin() {
        return "https://" + name + ".jdcloud-api.com";
    }
}
