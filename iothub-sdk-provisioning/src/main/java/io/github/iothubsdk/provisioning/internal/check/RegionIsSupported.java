package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.Set;
import java.util.TreeSet;

/** The documentation offers cn-north-1 only; the client can be told others. */
record RegionIsSupported(Set<String> regions) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.REGION_IS_SUPPORTED;
    }

    @Override
    public String name() {
        return "the region offers IoT Hub";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return regions.contains(request.region())
                ? passed(request.region())
                : failed(
                        request.region(),
                        "one of " + new TreeSet<>(regions),
                        "Choose another region, or tell the client that this one is offered now: regions(...).");
    }
}
