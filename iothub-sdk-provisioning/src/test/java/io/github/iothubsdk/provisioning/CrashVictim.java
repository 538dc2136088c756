package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Blackout.Boundary;
import io.github.iothubsdk.simulator.Demo;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A process that creates an instance, and stands still at one boundary until it is killed. */
final class CrashVictim {

    private CrashVictim() {}

    /** Takes the endpoint, the journal's directory, the name, the boundary and which crossing of it. */
    public static void main(String[] args) {
        Blackout cut = new Blackout(Boundary.valueOf(args[3]), Integer.parseInt(args[4]), CrashVictim::standStill);
        try (ProvisioningClient client = client(URI.create(args[0]), Path.of(args[1]), cut)) {
            client.create(Cloud.request(args[2]).build(), Duration.ofMinutes(1));
        }
    }

    /** The command that starts one. */
    static List<String> command(URI endpoint, Path journal, String name, Boundary boundary, int nth) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-classpath",
                System.getProperty("java.class.path"),
                CrashVictim.class.getName(),
                endpoint.toString(),
                journal.toString(),
                name,
                boundary.name(),
                Integer.toString(nth));
    }

    static ProvisioningClient client(URI endpoint, Path journal, Blackout cut) {
        var credentials = Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY));
        return ProvisioningClient.builder(CredentialsProvider.of(credentials))
                .endpoint(endpoint)
                .journal(cut.on(Journals.inDirectory(journal)))
                .transport(() -> cut.on(HttpTransports.okHttp(Duration.ofSeconds(5))))
                .secrets(database -> Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .pollInterval(Duration.ofMillis(50))
                .quietPeriod(Duration.ofMillis(1500))
                .build();
    }

    private static void standStill() {
        System.out.println("CUT");
        System.out.flush();
        while (true) {
            LockSupport.park();
        }
    }
}
