package io.github.iothubsdk.examples.spring;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts {@link HubService} against a simulated cloud, to be tried with curl. */
public final class HubServiceDemo {

    private HubServiceDemo() {}

    /** Serves until it is stopped with Ctrl-C. */
    public static void main(String[] args) throws IOException {
        System.setProperty("jdcloud.accessKey", Demo.ACCESS_KEY);
        System.setProperty("jdcloud.secretKey", Demo.SECRET_KEY);
        start(new DemoCloud(), Files.createTempDirectory("iothub-journal-"), 8080);
        System.out.println("""
                curl -i localhost:8080/hubs -H 'Content-Type: application/json' -d '{"name": "plant-7"}'
                curl localhost:8080/runs/RUN
                """);
    }

    static ConfigurableApplicationContext start(DemoCloud cloud, Path journal, int port) {
        System.setProperty("org.slf4j.simpleLogger.log.org.springframework", "warn");
        var service = new SpringApplication(HubService.class);
        service.setDefaultProperties(Map.of("iothub.db-password", Demo.DB_PASSWORD)); // yours is in the environment
        return service.run(
                "--server.port=" + port,
                "--spring.main.banner-mode=off",
                "--spring.main.log-startup-info=false",
                "--logging.level.org.apache=error",
                "--iothub.endpoint=" + cloud.endpoint(),
                "--iothub.journal=" + journal,
                "--iothub.poll-interval=100ms",
                "--iothub.vpc=" + Demo.VPC,
                "--iothub.subnet=" + Demo.SUBNET,
                "--iothub.rds=" + Demo.RDS,
                "--iothub.database=" + Demo.DATABASE,
                "--iothub.db-host=" + Demo.RDS_HOST,
                "--iothub.db-user=" + Demo.DB_USER);
    }
}
