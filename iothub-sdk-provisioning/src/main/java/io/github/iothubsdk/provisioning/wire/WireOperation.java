package io.github.iothubsdk.provisioning.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a dialect gives a route to. The HTTP method belongs to the operation and not to the dialect, so that no dialect can
 * make a read of something else; the names of the parts are those of a dialect's file.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists that List.of made
public enum WireOperation {
    /** Orders an instance; the only one that may spend money. */
    CREATE(
            "create",
            "POST",
            List.of(
                    "clientToken",
                    "name",
                    "description",
                    "zone",
                    "vpcId",
                    "subnetId",
                    "rdsInstanceId",
                    "rdsHost",
                    "rdsDatabase",
                    "rdsUser",
                    "rdsPassword"),
            List.of("instanceId", "orderNumber")),
    /** A page of the region's instances. Every dialect has it. */
    LIST("list", "GET", List.of("pageNumber", "pageSize"), List.of("rows", "total")),
    /** One instance. Every dialect has it. */
    SHOW("show", "GET", List.of(), List.of("row")),
    /** Deletes one instance. */
    DELETE("delete", "DELETE", List.of(), List.of()),
    /** Which dedicated instance the account has, if any. */
    DEDICATED("dedicated", "GET", List.of(), List.of("instanceId", "status")),
    /** The regions that offer IoT Hub. */
    REGIONS("regions", "GET", List.of(), List.of("rows", "regionId"));

    private final String key;
    private final String method;
    private final List<String> request;
    private final List<String> answer;

    WireOperation(String key, String method, List<String> request, List<String> answer) {
        this.key = key;
        this.method = method;
        this.request = request;
        this.answer = answer;
    }

    /** What a dialect's file calls it. */
    public String key() {
        return key;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** Whether it changes nothing. */
    public boolean isRead() {
        return method.equals("GET");
    }

    /** The parts of its request that a dialect names. */
    public List<String> request() {
        return request;
    }

    /** The parts of its answer that a dialect names. */
    public List<String> answer() {
        return answer;
    }

    /** Whether its path names an instance. */
    boolean namesAnInstance() {
        return this == SHOW || this == DELETE;
    }

    /** Whether no dialect does without it. */
    boolean isNeeded() {
        return this == LIST || this == SHOW;
    }

    static Optional<WireOperation> of(String key) {
        return Arrays.stream(values())
                .filter(operation -> operation.key.equals(key))
                .findFirst();
    }
}
