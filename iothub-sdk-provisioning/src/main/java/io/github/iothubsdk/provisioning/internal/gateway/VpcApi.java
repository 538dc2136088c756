package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.time.Deadline;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** VPCs and subnets (published). An unknown id answers 404. */
public final class VpcApi {

    private static final Service VPC = new Service("vpc", "v1");

    /** describeVpc. */
    public record Vpc(
            @Nullable String vpcId,
            @Nullable String vpcName,
            @Nullable String addressPrefix) {}

    /** describeSubnet. */
    public record Subnet(
            @Nullable String subnetId,
            @Nullable String subnetName,
            @Nullable String vpcId,
            @Nullable Integer availableIpCount) {}

    private record VpcAnswer(@Nullable Vpc vpc) {
        boolean shows(String id) {
            return vpc != null && id.equals(vpc.vpcId());
        }
    }

    private record SubnetAnswer(@Nullable Subnet subnet) {
        boolean shows(String id) {
            return subnet != null && id.equals(subnet.subnetId()) && subnet.vpcId() != null;
        }
    }

    private final ApiClient api;

    /** Calls through this client. */
    public VpcApi(ApiClient api) {
        this.api = api;
    }

    /** One VPC. */
    public Vpc vpc(String region, String id, Deadline deadline) {
        var call = ApiCall.get(VPC, region, "/regions/{region}/vpcs/{}", id);
        return Objects.requireNonNull(api.call(call.read(VpcAnswer.class, answer -> answer.shows(id)), deadline)
                .vpc());
    }

    /** One subnet. */
    public Subnet subnet(String region, String id, Deadline deadline) {
        var call = ApiCall.get(VPC, region, "/regions/{region}/subnets/{}", id);
        return Objects.requireNonNull(api.call(call.read(SubnetAnswer.class, answer -> answer.shows(id)), deadline)
                .subnet());
    }
}
