package io.github.iothubsdk.provisioning.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One row of the instance list.
 *
 * @param id opaque; its format is not published
 * @param name unique within the region as far as this SDK is concerned
 * @param region such as {@code cn-north-1}
 * @param zone availability zones, joined by {@code @} as the service does
 * @param vpcId the network
 * @param vpcName empty when the service does not say
 * @param subnetId the subnet
 * @param subnetName empty when the service does not say
 * @param privateDomain the intranet domain; empty until it runs
 * @param publicDomain the public domain; empty until it runs
 * @param status what the status word means
 * @param statusWord the word as it came
 * @param progress 0 to 100, when the service says
 * @param createdAt empty when the service does not say
 * @param description the caller's own
 */
public record Instance(
        String id,
        String name,
        String region,
        String zone,
        String vpcId,
        String vpcName,
        String subnetId,
        String subnetName,
        String privateDomain,
        String publicDomain,
        InstanceStatus status,
        String statusWord,
        Optional<Integer> progress,
        Optional<Instant> createdAt,
        String description) {

    /** A journal leaves out what the service did not say. */
    public Instance {
        progress = progress == null ? Optional.empty() : progress;
        createdAt = createdAt == null ? Optional.empty() : createdAt;
    }
}
