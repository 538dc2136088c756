package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.jdcloud.sdk.service.common.model.Filter;
import com.jdcloud.sdk.service.vpc.client.VpcClient;
import com.jdcloud.sdk.service.vpc.model.DescribeSubnetRequest;
import com.jdcloud.sdk.service.vpc.model.DescribeSubnetResponse;
import com.jdcloud.sdk.service.vpc.model.DescribeSubnetsRequest;
import com.jdcloud.sdk.service.vpc.model.DescribeVpcRequest;
import com.jdcloud.sdk.service.vpc.model.DescribeVpcResponse;
import com.jdcloud.sdk.service.vpc.model.DescribeVpcsRequest;
import com.jdcloud.sdk.service.vpc.model.Vpc;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JD Cloud's own SDK against the simulator: its signatures pass, and it can read the answers. */
@NullUnmarked // as the other SDK is
class OfficialSdkTest {
    private static final String ORDER = "/regions/{regionId}/order/{orderNumber}";

    private final Simulator simulator = Simulator.builder().start();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, InstantSource.system());
    private final VpcClient vpcs = VpcClient.builder()
            .credentialsProvider(OfficialCall.credentials())
            .environment(OfficialCall.environment(simulator.endpoint()))
            .httpRequestConfig(OfficialCall.http())
            .build();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private OfficialCall.Response call(
            String service, String version, String method, String url, OfficialCall.Fields fields) {
        return new OfficialCall(simulator.endpoint(), service, version, method, url).send(fields);
    }

    private static OfficialCall.Fields inRegion() {
        OfficialCall.Fields fields = new OfficialCall.Fields();
        fields.setRegionId(Demo.REGION);
        return fields;
    }

    @Test
    void readsAVpcAndASubnet() {
        DescribeVpcResponse vpc =
                vpcs.describeVpc(new DescribeVpcRequest().regionId(Demo.REGION).vpcId(Demo.VPC));
        assertThat(vpc.getError()).isNull();
        assertThat(vpc.getResult().getVpc().getSubnets()).hasSize(1);

        DescribeSubnetResponse subnet = vpcs.describeSubnet(
                new DescribeSubnetRequest().regionId(Demo.REGION).subnetId(Demo.SUBNET));
        assertThat(subnet.getResult().getSubnet().getVpcId()).isEqualTo(Demo.VPC);
        assertThat(subnet.getResult().getSubnet().getAvailableIpCount().intValue())
                .isEqualTo(250);
    }

    @Test
    void listsWithFiltersThatNeedEscaping() {
        demo.vpc("vpc-odd", "a b+c*~/中", "10.9.0.0/16");
        Filter byName = new Filter().name("vpcNames").values(List.of("a b+c*~/中"));
        List<Vpc> hits = vpcs.describeVpcs(new DescribeVpcsRequest()
                        .regionId(Demo.REGION)
                        .pageNumber(1)
                        .pageSize(20)
                        .filters(List.of(byName)))
                .getResult()
                .getVpcs();
        assertThat(hits).extracting(Vpc::getVpcId).containsExactly("vpc-odd");

        Filter inVpc = new Filter().name("vpcId").operator("eq").values(List.of(Demo.VPC));
        assertThat(vpcs.describeSubnets(new DescribeSubnetsRequest()
                                .regionId(Demo.REGION)
                                .filters(List.of(inVpc)))
                        .getResult()
                        .getTotalCount()
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void readsARefusal() {
        DescribeVpcResponse answer =
                vpcs.describeVpc(new DescribeVpcRequest().regionId(Demo.REGION).vpcId("vpc-none"));
        assertThat(answer.getError().getStatus()).isEqualTo("NOT_FOUND");
        assertThat(answer.getError().getCode()).isEqualTo(404);
        demo.deny(Route.DESCRIBE_VPC);
        assertThat(vpcs.describeVpc(
                                new DescribeVpcRequest().regionId(Demo.REGION).vpcId(Demo.VPC))
                        .getError()
                        .getStatus())
                .isEqualTo("HTTP_FORBIDDEN");
    }

    @Test
    void readsTheUserWhoseRouteHasNoRegion() {
        OfficialCall.Response answer = call("user", "v1", "GET", "/describeUser", new OfficialCall.Fields());
        assertThat(answer.getResult().userAuth).isEqualTo(2);
    }

    @Test
    void readsTheBalanceBehindAnEscapedColon() {
        String url = "/regions/{regionId}/assets:describeAccountAmount";
        assertThat(call("asset", "v1", "GET", url, inRegion()).getResult().availableAmount)
                .isEqualTo("1016.80");
    }

    @Test
    void paysAnOrderAndListsItsInstance() throws Exception {
        OfficialCall.Fields order = inRegion();
        order.setOrderNumber(
                wire.create("plant-7", "t").result().get("orderNumber").getAsString());
        order.setAutoPay(true);
        assertThat(call("order", "v2", "POST", ORDER + ":pay", order).getResult().orderNumber)
                .isEqualTo(order.getOrderNumber());

        order.setAutoPay(null);
        order.setIncludeDetail(true);
        OfficialCall.Order found = call("order", "v2", "GET", ORDER, order).getResult().data;
        assertThat(found.status).isEqualTo("PAID");
        assertThat(found.actualFee).isEqualByComparingTo("0");

        OfficialCall.Fields page = inRegion();
        page.setPageSize(10);
        List<OfficialCall.Row> rows = call("iothub", "v2", "GET", "/regions/{regionId}/instances", page)
                .getResult()
                .instances;
        assertThat(rows).extracting(row -> row.name + " " + row.instanceStatus).containsExactly("plant-7 PREPARING");
    }

    @Test
    void readsWhatIotHubHasOfAUser() {
        try (Simulator other = Simulator.builder().dialect("iotHub2020").start()) {
            other.demoAccount().instance("plant-1");
            OfficialCall.Result checked = new OfficialCall(
                            other.endpoint(), "iothub", "v2", "GET", "/regions/{regionId}/private:checkUser")
                    .send(inRegion())
                    .getResult();
            assertThat(checked.instanceId).startsWith("iothub-");
            assertThat(checked.instanceStatus).isEqualTo("RUNNING");
            OfficialCall.Result regions = new OfficialCall(other.endpoint(), "iothub", "v2", "GET", "/regions:describe")
                    .send(new OfficialCall.Fields())
                    .getResult();
            assertThat(regions.regionInfo).hasSize(4);
        }
    }
}
