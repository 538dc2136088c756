package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.Optional;

/** describeUser's {@code userAuth}: 0 not verified, 1 personal, 2 company, 3 both (published). */
record RealNameVerified(Facts facts) implements PreflightCheck {

    @Override
    public String name() {
        return "the account is real-name verified";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        Integer auth = facts.user().userAuth();
        if (auth == null) {
            return CheckResult.unchecked(
                    name(), "the service did not say", "Look in the console under Account.", Optional.empty());
        }
        return auth >= 1
                ? CheckResult.passed(name(), auth == 1 ? "personal" : auth == 2 ? "company" : "personal and company")
                : CheckResult.failed(
                        name(),
                        "not verified",
                        "personal or company verification",
                        "Complete the real-name verification in the console.");
    }
}
