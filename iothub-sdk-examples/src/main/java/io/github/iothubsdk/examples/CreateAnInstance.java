package io.github.iothubsdk.examples;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Creates an instance, and does the right thing next when that does not end well. */
public final class CreateAnInstance {

    private CreateAnInstance() {}

    /** Creates an instance in the cloud, or in the simulator whose address is given. */
    public static void main(String[] args) {
        var builder = ProvisioningClient.builder(CredentialsProvider.defaultChain())
                .journal(Journals.inDirectory(Path.of("iothub-journal")))
                .listener(event -> System.out.println(event));
        if (args.length > 0) {
            builder.endpoint(URI.create(args[0]));
        }

        var request = CreateInstanceRequest.builder("cn-north-1", "plant-7")
                .description("bottling line 7")
                .network("vpc-yn4dblxgeb", "subnet-820lwf1mlp")
                .database(RdsDatabase.of(
                        "mysql-wp4e9ztap2",
                        "iothub",
                        "mysql-cn-north-1-c1ce20704a60487d.rds.jdcloud.com",
                        "iothub_rw",
                        Secret.of(System.getenv().getOrDefault("IOTHUB_DB_PASSWORD", ""))))
                .spendAtMost(Money.cny("50.00"))
                .acceptServiceTerms()
                .build();

        try (ProvisioningClient client = builder.build()) {
            ProvisioningResult done = client.create(request, Duration.ofMinutes(60));
            System.out.println(done.instance().id() + " runs; " + done.orderNumber() + " cost " + done.paid());
        } catch (ProvisioningException.Invalid e) {
            // Nothing was ordered: correct what it names, then create again.
            e.violations().forEach(System.err::println);
        } catch (ProvisioningException.Unfinished e) {
            // Nothing is lost: client.resume(runId, budget), here or in another process.
            // e.reason() and e.order() are for programs.
            System.err.println(e.getMessage());
        } catch (ProvisioningException.Unknown e) {
            // Money may have moved: a person looks at the evidence; a later resume looks again.
            e.evidence().forEach(System.err::println);
        } catch (ProvisioningException.Broken e) {
            // It will not come by itself.
            System.err.println(e.whatHappened() + " " + e.remedy());
        }
    }
}
