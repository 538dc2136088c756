package io.github.iothubsdk.examples;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What if my process dies in the middle? The next one finds the run in the journal, and takes it up. */
public final class ResumeAfterACrash {

    private ResumeAfterACrash() {}

    /** Without arguments the whole story; with an endpoint and a journal, the process that is going to die. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2) {
            createUntilThePowerGoes(URI.create(args[0]), Path.of(args[1]));
            return;
        }
        try (DemoCloud cloud = new DemoCloud()) {
            run(cloud, Files.createTempDirectory("iothub-journal-"), System.out);
        }
    }

    static void run(DemoCloud cloud, Path journal, PrintStream out) throws IOException, InterruptedException {
        // The worst moment: the order is placed, its answer is lost, and then the process dies.
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        out.println("The first process ended with code " + firstProcess(cloud.endpoint(), journal));
        out.println(cloud.ledger().orders().size() + " order, "
                + cloud.ledger().payments().size() + " payments");
        resumeAll(cloud.endpoint(), journal, out);
    }

    /** What a service does when it starts. */
    private static void resumeAll(URI endpoint, Path journal, PrintStream out) {
        try (ProvisioningClient client = DemoCloud.client(endpoint)
                .journal(Journals.inDirectory(journal))
                .build()) {
            for (RunSummary open : client.unfinishedRuns()) {
                out.println(open.name().orElse("a run") + " had come to "
                        + open.step().orElse("a state that cannot be read"));
                ProvisioningResult done = client.resume(open.runId(), Duration.ofMinutes(60));
                out.println(done.instance().id() + " runs; order " + done.orderNumber());
            }
        }
    }

    private static void createUntilThePowerGoes(URI endpoint, Path journal) {
        try (ProvisioningClient client = DemoCloud.client(endpoint)
                .journal(Journals.inDirectory(journal))
                .listener(event -> {
                    if (event instanceof ProvisioningEvent.Recovering) {
                        Runtime.getRuntime().halt(137); // as by kill -9: nothing is closed, nothing is written
                    }
                })
                .build()) {
            client.create(DemoCloud.request("plant-7"), Duration.ofMinutes(1));
        }
    }

    private static int firstProcess(URI endpoint, Path journal) throws IOException, InterruptedException {
        return JavaProgram.of(ResumeAfterACrash.class, endpoint.toString(), journal.toString())
                .waitFor();
    }
}
