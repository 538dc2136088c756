package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;

/** The Beta documented one instance for each region; whether that still holds is not published. */
record FirstInRegion(Facts facts) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.FIRST_IN_REGION;
    }

    @Override
    public String name() {
        return "no other instance is in the region";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        int others = facts.instances().size();
        return others == 0
                ? passed("none")
                : warning(
                        others + (others == 1 ? " other instance" : " other instances"),
                        "none, by the Beta's documentation",
                        "If the order is refused for its quota, delete the other or ask JD Cloud to raise it.");
    }
}
