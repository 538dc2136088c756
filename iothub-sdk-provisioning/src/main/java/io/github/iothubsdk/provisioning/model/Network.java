package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

/**
 * Where the instance lives.
 *
 * @param vpcId such as {@code vpc-yn4dblxgeb}
 * @param subnetId a subnet in that VPC, such as {@code subnet-820lwf1mlp}
 */
public record Network(String vpcId, String subnetId) {
    /** Refuses what is null. */
    public Network {
        requireNonNull(subnetId, "subnetId");
        requireNonNull(vpcId, "vpcId");
    }
}
