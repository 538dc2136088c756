package io.github.iothubsdk.examples;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How do I create many at once? All wait together on a few threads, and one that fails does not stop the others. */
public final class CreateMany {

    private CreateMany() {}

    /** Creates twenty instances, one of which has a name that is taken. */
    public static void main(String[] args) {
        try (DemoCloud cloud = new DemoCloud()) {
            cloud.account().instance("plant-13");
            run(cloud, System.out);
        }
    }

    static void run(DemoCloud cloud, PrintStream out) {
        try (ProvisioningClient client =
                cloud.client().journal(Journals.inMemory()).build()) {
            List<CompletableFuture<String>> plants = IntStream.rangeClosed(1, 20)
                    .mapToObj(number -> "plant-" + number)
                    .map(name -> client.start(DemoCloud.request(name), Duration.ofMinutes(60))
                            .result()
                            .handle((done, failure) -> name + ": " + ending(done, failure)))
                    .toList();

            plants.forEach(plant -> out.println(plant.join()));
        }
    }

    private static String ending(@Nullable ProvisioningResult done, @Nullable Throwable failure) {
        if (done != null) {
            return done.instance().id() + " runs";
        }
        // As always behind a future, the SDK's own exception is the cause of a CompletionException.
        return failure == null || failure.getCause() == null
                ? String.valueOf(failure)
                : String.valueOf(failure.getCause().getMessage());
    }
}
