package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;

/** describeSubnet (published); how many addresses an instance takes is not published, so one must be free. */
record SubnetFits(Facts facts) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.SUBNET_FITS;
    }

    @Override
    public String name() {
        return "the subnet is in the VPC and has free addresses";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        String id = request.network().subnetId();
        String vpcId = request.network().vpcId();
        VpcApi.Subnet subnet = facts.subnet().orElse(null);
        if (subnet == null) {
            return failed("no " + id + " in " + request.region(), "Correct the id, or create the subnet.");
        }
        if (!vpcId.equals(subnet.vpcId()) && facts.hasNoVpc()) {
            return unchecked("there is no " + vpcId + " that it could be in", "Correct the VPC first.")
                    .because(CheckId.VPC_EXISTS.value());
        }
        if (!vpcId.equals(subnet.vpcId())) {
            return failed(id + " is in " + subnet.vpcId(), "Choose a subnet of " + vpcId + ".");
        }
        Integer free = subnet.availableIpCount();
        if (free != null && free < 1) {
            return failed(id + " has no free address", "Choose a subnet with free addresses.");
        }
        return passed(id + ", " + (free == null ? "free addresses not told" : free + " addresses free"));
    }

    private CheckResult failed(String found, String remedy) {
        return failed(found, "a subnet of the VPC with a free address", remedy);
    }
}
