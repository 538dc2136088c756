package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.time.Deadline;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

    private record Vpcs(@Nullable List<Vpc> vpcs, @Nullable Integer totalCount) {}

    private record Subnets(
            @Nullable List<Subnet> subnets, @Nullable Integer totalCount) {}

    /** The id of some VPC; empty when there is none. */
    public Optional<String> anyVpc(String region, Deadline deadline) {
        var call = ApiCall.get(VPC, region, "/regions/{region}/vpcs/");
        return Stream.ofNullable(api.call(call.read(Vpcs.class, answer -> answer.vpcs() != null), deadline)
                        .vpcs())
                .flatMap(List::stream)
                .map(Vpc::vpcId)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The id of some subnet; empty when there is none. */
    public Optional<String> anySubnet(String region, Deadline deadline) {
        var call = ApiCall.get(VPC, region, "/regions/{region}/subnets/");
        return Stream.ofNullable(api.call(call.read(Subnets.class, answer -> answer.subnets() != null), deadline)
                        .subnets())
                .flatMap(List::stream)
                .map(Subnet::subnetId)
                .filter(Objects::nonNull)
                .findFirst();
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
