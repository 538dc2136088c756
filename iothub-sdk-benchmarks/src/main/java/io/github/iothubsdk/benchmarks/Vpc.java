package io.github.iothubsdk.benchmarks;

import java.util.List;

/** What this SDK and plain Gson read the answer into. */
record Vpc(
        String vpcId,
        String vpcName,
        String addressPrefix,
        List<String> aclIds,
        List<String> routeTableIds,
        String createdTime,
        List<Subnet> subnets) {

    record Subnet(String subnetId, String ipAddress) {}

    record Result(Vpc vpc) {}

    record Envelope(String requestId, Result result) {}
}
