package io.github.iothubsdk.examples;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.Preflight;
import java.io.PrintStream;

/** Would it work, if I ordered it now? Looks at every precondition, and buys nothing. */
public final class PreflightBeforeBuying {

    private PreflightBeforeBuying() {}

    /** Plans an instance for an account that has too little money. */
    public static void main(String[] args) {
        try (DemoCloud cloud = new DemoCloud()) {
            cloud.account().cash("12.00");
            run(cloud, System.out);
        }
    }

    static void run(DemoCloud cloud, PrintStream out) {
        try (ProvisioningClient client =
                cloud.client().journal(Journals.inMemory()).build()) {
            Preflight preflight = client.preflight(DemoCloud.request("plant-7"));

            out.print(preflight.describe());
            for (CheckResult check : preflight.blocking()) {
                boolean money = check.id().equals(CheckId.BALANCE_SUFFICES); // ids are for programs, words for people
                String first = money ? "Ask whoever pays: " : "Before ordering: ";
                check.remedy().ifPresent(remedy -> out.println(first + remedy));
            }
        }
    }
}
