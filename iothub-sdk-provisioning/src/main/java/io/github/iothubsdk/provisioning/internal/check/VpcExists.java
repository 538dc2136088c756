package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;

/** describeVpc (published). */
record VpcExists(Facts facts) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.VPC_EXISTS;
    }

    @Override
    public String name() {
        return "the VPC exists";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        String id = request.network().vpcId();
        return facts.vpc()
                .map(vpc -> passed(id + (vpc.vpcName() == null ? "" : " (" + vpc.vpcName() + ")")))
                .orElseGet(() -> failed(
                        "no " + id + " in " + request.region(),
                        "a VPC of this account in the region",
                        "Correct the id, or create the VPC."));
    }
}
