package io.github.iothubsdk.examples.spring;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** How do I offer it as a service? Spring Boot: ordered by POST, watched by GET, resumed when the service starts. */
@SpringBootApplication
@EnableConfigurationProperties(HubSettings.class)
public class HubService {

    /** Needs the settings of {@link HubSettings}, and credentials where {@code defaultChain} looks. */
    public static void main(String[] args) {
        SpringApplication.run(HubService.class, args);
    }

    @Bean
    ProvisioningClient provisioning(HubSettings settings) throws IOException {
        Files.createDirectories(settings.journal()); // a path that is not there is no journal without runs
        var builder = ProvisioningClient.builder(CredentialsProvider.defaultChain())
                .journal(Journals.inDirectory(settings.journal()))
                .secrets(database -> Optional.of(settings.dbPassword()))
                .pollInterval(settings.pollInterval());
        settings.endpoint().ifPresent(builder::endpoint);
        return builder.build();
    }

    /** Where runs take their turns; at shutdown Spring lets a turn under way end, and begins no other. */
    @Bean
    ThreadPoolTaskScheduler turns() {
        var turns = new ThreadPoolTaskScheduler();
        turns.setThreadNamePrefix("hub-");
        turns.setPoolSize(4);
        return turns;
    }
}
