package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;

/** describeUser's {@code userAuth}: 0 not verified, 1 personal, 2 company, 3 both (published). */
record RealNameVerified(Facts facts) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.REAL_NAME_IS_VERIFIED;
    }

    @Override
    public String name() {
        return "the account is real-name verified";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        Integer auth = facts.user().userAuth();
        if (auth == null) {
            return unchecked("the service did not say", "Look in the console under Account.");
        }
        return auth >= 1
                ? passed(auth == 1 ? "personal" : auth == 2 ? "company" : "personal and company")
                : failed(
                        "not verified",
                        "personal or company verification",
                        "Complete the real-name verification in the console.");
    }
}
