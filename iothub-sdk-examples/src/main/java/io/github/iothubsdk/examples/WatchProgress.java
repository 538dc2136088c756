package io.github.iothubsdk.examples;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import java.io.PrintStream;
import java.time.Duration;

/** How far is it? A listener is told what happens, and draws the instance's progress. */
public final class WatchProgress {

    private WatchProgress() {}

    /** Creates an instance and shows how it grows. */
    public static void main(String[] args) {
        try (DemoCloud cloud = new DemoCloud()) {
            run(cloud, System.out);
        }
    }

    static void run(DemoCloud cloud, PrintStream out) {
        try (ProvisioningClient client = cloud.client()
                .journal(Journals.inMemory())
                .listener(event -> show(event, out))
                .build()) {
            client.create(DemoCloud.request("plant-7"), Duration.ofMinutes(1));
        }
    }

    /** Later versions may tell more kinds of events; each program picks those that its people want to see. */
    private static void show(ProvisioningEvent event, PrintStream out) {
        if (event instanceof ProvisioningEvent.Ordered ordered) {
            out.println("ordered, order " + ordered.orderNumber());
        } else if (event instanceof ProvisioningEvent.Paid paid) {
            out.println("paid " + paid.amount());
        } else if (event instanceof ProvisioningEvent.Looked looked) {
            int percent = looked.progress().orElse(0);
            String bar = "#".repeat(percent / 5) + ".".repeat(20 - percent / 5);
            out.println(bar + "  " + looked.seen());
        } else if (event instanceof ProvisioningEvent.Finished finished) {
            out.println("runs at "
                    + finished.provisioned().instance().publicDomain().orElse("a domain not told"));
        }
    }
}
