package io.github.iothubsdk.examples;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Route;
import java.io.PrintStream;
import java.time.Duration;

/** What do I do next when it does not end well? One answer for each of the four ways. */
public final class ActOnEachFailure {

    private static final Duration BUDGET = Duration.ofMinutes(1);
    private static final Money AGREED_BY_A_PERSON = Money.cny("88.00");

    private ActOnEachFailure() {}

    /** Lets the cloud cause each of the four. */
    public static void main(String[] args) {
        try (DemoCloud cloud = new DemoCloud()) {
            run(cloud, System.out);
        }
    }

    static void run(DemoCloud cloud, PrintStream out) {
        try (ProvisioningClient client = cloud.client()
                .journal(Journals.inMemory())
                .quietPeriod(Duration.ofSeconds(2))
                .build()) {
            cloud.account().cash("12.00");
            create(client, "plant-1", out);

            cloud.account().cash("1016.80").orderAmount("88.00");
            create(client, "plant-2", out);

            cloud.account().orderAmount("0");
            // The answer is lost, and in the same second a colleague orders the same name by the console.
            cloud.faults()
                    .on(Route.CREATE_INSTANCE)
                    .afterEffect()
                    .meanwhile(() -> cloud.account().colleague().order("plant-3"));
            cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            create(client, "plant-3", out);

            cloud.account().nextInstance(Fate.ORDER_FAILS);
            create(client, "plant-4", out);
        }
    }

    private static void create(ProvisioningClient client, String name, PrintStream out) {
        try {
            ProvisioningResult done = client.create(DemoCloud.request(name), BUDGET);
            out.println(name + " runs as " + done.instance().id());
        } catch (ProvisioningException.Invalid e) {
            // Nothing was ordered. Put right what it names, then create again. A program goes by the codes.
            boolean poor = e.violations().stream().anyMatch(v -> v.code().equals("balance-suffices"));
            out.println(name + (poor ? ": top up: " : ": put right: ") + e.violations());
        } catch (ProvisioningException.Unfinished e) {
            // Nothing is lost, nothing is ordered twice. What may pass by itself, a program resumes after a while.
            out.println(name + ": before resuming: " + e.lastSeen() + " " + e.remedy());
            if (e.reason() == UnfinishedReason.OVER_THE_CEILING) {
                // The order, e.order(), is there, and not paid: here a person has agreed to its price.
                ProvisioningResult done = client.resume(e.runId().orElseThrow(), BUDGET, AGREED_BY_A_PERSON);
                out.println(name + " runs as " + done.instance().id() + " for " + done.paid());
            }
        } catch (ProvisioningException.Unknown e) {
            // Money may have moved. Never create it again: a person compares this with the console's list of orders,
            // then says so: client.resolve(run, Resolution.adopt(number)), or orderAgain(), or giveUp(), and resumes.
            e.evidence().forEach(found -> out.println(name + ": compare with the console: " + found));
        } catch (ProvisioningException.Broken e) {
            // It will not come, and waiting does not help. A person does what the remedy says.
            out.println(name + ": " + e.whatHappened() + " " + e.remedy());
        }
    }
}
