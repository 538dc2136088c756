package io.github.iothubsdk.core;

/**
 * One of JD Cloud's services.
 *
 * @param name in the host ({@code name.jdcloud-api.com}) and in the signature
 * @param version the first segment of every path
 */
public record Service(String name, String version) {

    /** The region that calls without a region in their path are signed with. */
    public static final String NO_REGION = "jdcloud-api";

    /** The service's published address. */
    public String origin() {
        return "https://" + name + ".jdcloud-api.com";
    }
}
