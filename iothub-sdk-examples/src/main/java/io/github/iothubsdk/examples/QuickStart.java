package io.github.iothubsdk.examples;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.SchemaScripts;
import io.github.iothubsdk.provisioning.SchemaTransports;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** What does the whole procedure look like? A simulated cloud, a real database, real signed HTTP. */
public final class QuickStart {

    private QuickStart() {}

    /** Takes no arguments; exits with 1 when anything failed. */
    public static void main(String[] args) {
        try {
            run(System.out);
        } catch (IOException | SQLException | RuntimeException e) {
            System.err.println("The quickstart failed: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    static ProvisioningResult run(PrintStream out) throws IOException, SQLException {
        var story = new EventPrinter(out);
        story.begin("Starting a simulated JD Cloud and a real MariaDB on this machine");
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start();
                Simulator cloud = Simulator.builder()
                        .preparing(Duration.ofMillis(800))
                        .building(Duration.ofSeconds(3))
                        .start()) {
            cloud.demoAccount();
            database.createDatabase(Demo.DATABASE, Demo.DB_USER, Demo.DB_PASSWORD);
            story.tell("cloud at " + cloud.endpoint() + ", database on port " + database.port());

            ProvisioningResult done = create(cloud, database, story);
            story.console(done);
            cloud.ledger().lines().forEach(out::println);
            return done;
        }
    }

    private static ProvisioningResult create(Simulator cloud, EmbeddedMariaDb database, EventPrinter story)
            throws IOException {
        Path journal = Files.createTempDirectory("iothub-journal-");
        try (ProvisioningClient client = DemoCloud.client(cloud.endpoint())
                .journal(Journals.inDirectory(journal))
                .schemaTransport(SchemaTransports.jdbc(rds -> database.jdbcUrl(rds.database())))
                .pollInterval(Duration.ofMillis(400))
                .listener(story)
                .build()) {
            return client.create(request(), Duration.ofMinutes(1));
        }
    }

    private static CreateInstanceRequest request() {
        return DemoCloud.request("plant-7").toBuilder()
                .description("bottling line 7")
                .bootstrapSchema(SchemaScripts.resource(Demo.class, "/demo-schema.sql"))
                .build();
    }
}
