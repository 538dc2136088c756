package io.github.iothubsdk.spring.simulator;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.spring.IotHubConnectionDetails;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A simulated cloud for a test, as {@code @Import(SimulatedIotHub.class)}: a {@link Simulator} with the demo account, to arm
 * faults in and to ask its ledger, and connection details that lead to it whatever the properties say.
 */
@Configuration(proxyBeanMethods = false)
public class SimulatedIotHub {

    /** For Spring. */
    public SimulatedIotHub() {}

    @Bean(destroyMethod = "close")
    Simulator iotHubSimulator() {
        Simulator cloud = Simulator.builder()
                .preparing(Duration.ofMillis(200))
                .building(Duration.ofMillis(300))
                .start();
        cloud.demoAccount();
        return cloud;
    }

    @Bean
    IotHubConnectionDetails iotHubSimulatorDetails(Simulator cloud) {
        return details(cloud);
    }

    /** Details that lead to a simulator of yours, with its demo account's credentials. */
    public static IotHubConnectionDetails details(Simulator cloud) {
        return new Details(requireNonNull(cloud, "cloud").endpoint());
    }

    private record Details(URI address) implements IotHubConnectionDetails {

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(address);
        }

        @Override
        public CredentialsProvider credentials() {
            return CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY)));
        }

        @Override
        public Optional<Secret> databasePassword() {
            return Optional.of(Secret.of(Demo.DB_PASSWORD));
        }
    }
}
