package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;

/** The order page's consent: a request cannot be built without it, and the plan shows it. */
record TermsAreAccepted() implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.TERMS_ARE_ACCEPTED;
    }

    @Override
    public String name() {
        return "the service terms are accepted";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return passed("accepted by the caller");
    }
}
