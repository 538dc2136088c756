package io.github.iothubsdk.provisioning.model;

/**
 * Where the instance lives.
 *
 * @param vpcId such as {@code vpc-yn4dblxgeb}
 * @param subnetId a subnet in that VPC, such as {@code subnet-820lwf1mlp}
 */
public record Network(String vpcId, String subnetId) {}
