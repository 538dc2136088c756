package io.github.iothubsdk.examples.spring;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.spring.simulator.SimulatedIotHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts {@link HubService} against a simulated cloud, to be tried with curl. */
public final class HubServiceDemo {

    private HubServiceDemo() {}

    /** Serves until it is stopped with Ctrl-C. */
    public static void main(String[] args) throws IOException {
        start(SimulatedIotHub.class, Files.createTempDirectory("iothub-journal-"), 8080);
        System.out.println("""
                curl -i -X POST localhost:8080/hubs/plant-7
                curl localhost:8080/runs/RUN
                """);
    }

    /** The cloud is a configuration with connection details, which go before all properties. */
    static ConfigurableApplicationContext start(Class<?> cloud, Path journal, int port) {
        System.setProperty("org.slf4j.simpleLogger.log.org.springframework", "warn");
        return SpringApplication.from(HubService::main)
                .with(cloud)
                .run(
                        "--server.port=" + port,
                        "--spring.main.banner-mode=off",
                        "--spring.main.log-startup-info=false",
                        "--logging.level.org.apache=error",
                        "--iothub.journal.directory=" + journal,
                        "--iothub.poll-interval=100ms",
                        "--iothub.hub.vpc=" + Demo.VPC,
                        "--iothub.hub.subnet=" + Demo.SUBNET,
                        "--iothub.hub.rds=" + Demo.RDS,
                        "--iothub.hub.database=" + Demo.DATABASE,
                        "--iothub.hub.database-host=" + Demo.RDS_HOST,
                        "--iothub.hub.database-user=" + Demo.DB_USER)
                .getApplicationContext();
    }
}
