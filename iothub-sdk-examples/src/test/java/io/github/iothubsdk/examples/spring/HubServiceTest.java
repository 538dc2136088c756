package io.github.iothubsdk.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.spring.IotHubConnectionDetails;
import io.github.iothubsdk.spring.simulator.SimulatedIotHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service over real HTTP, started once, with a run in its journal that an earlier process did not finish. */
@Timeout(60)
class HubServiceTest {

    private static final DemoCloud CLOUD = new DemoCloud();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    static class LedToTheCloud {
        @Bean
        IotHubConnectionDetails cloud() {
            return SimulatedIotHub.details(CLOUD.simulator());
        }
    }

    @TempDir
    static Path journal;

    private static RunId left;
    private static ConfigurableApplicationContext service;
    private static URI address;

    @BeforeAll
    static void start() {
        try (ProvisioningClient earlier = client(journal)) {
            left = earlier.begin(DemoCloud.request("plant-1"));
            earlier.advance(left);
        }
        service = HubServiceDemo.start(LedToTheCloud.class, journal, 0);
        address = address(service);
    }

    private static URI address(ConfigurableApplicationContext of) {
        return URI.create("http://127.0.0.1:" + of.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    static void stop() {
        service.close();
        CLOUD.close();
    }

    private static ProvisioningClient client(Path journal) {
        return CLOUD.client().journal(Journals.inDirectory(journal)).build();
    }

    @Test
    void resumesWhatAnEarlierProcessLeft() throws IOException, InterruptedException {
        assertThat(untilItEnds(left.value())).isEqualTo("DONE");
        assertThat(orders("plant-1")).hasSize(1);
    }

    @Test
    void answersAtOnceAndProvisionsInTheBackground() throws IOException, InterruptedException {
        HttpResponse<String> accepted = post(address, "plant-2");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(untilItEnds(accepted.body())).isEqualTo("DONE");
        assertThat(orders("plant-2")).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithANameAndOrdersNothing() throws IOException, InterruptedException {
        HttpResponse<String> refused = post(address, "no%20such%20name");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).startsWith("Nothing was ordered.").contains("name");
        assertThat(orders("no such name")).isEmpty();
    }

    @Test
    void knowsNoRunThatIsNotThere() throws IOException, InterruptedException {
        assertThat(get("none").statusCode()).isEqualTo(404);
    }

    @Test
    void isShortAndItsPageShowsItAsItIs() throws IOException {
        Path program = Path.of("src/main/java/io/github/iothubsdk/examples/spring/HubService.java");

        assertThat(Files.readAllLines(program)).hasSizeLessThanOrEqualTo(40);
        assertThat(Files.readString(Path.of("../docs/spring-boot.md")))
                .contains("```java\n" + Files.readString(program) + "```");
    }

    @Test
    void finishesTheTurnUnderWayBeforeItStops(@TempDir Path other) throws IOException, InterruptedException {
        CLOUD.faults().on(Route.PAY_ORDER).afterEffect().stall(Duration.ofMillis(500));
        try (var stopping = HubServiceDemo.start(LedToTheCloud.class, other, 0)) {
            post(address(stopping), "plant-3");
            while (payments("plant-3") == 0) {
                Thread.onSpinWait();
            }
        }

        try (ProvisioningClient later = client(other)) {
            assertThat(later.runs())
                    .extracting(run -> run.step().orElseThrow())
                    .hasSize(1)
                    .allMatch(List.of("AwaitInstance", "done")::contains);
        }
        assertThat(payments("plant-3")).isEqualTo(1);
    }

    private static HttpResponse<String> post(URI address, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/hubs/" + name))
                .POST(BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String run) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address.resolve("/runs/" + run)).build(), BodyHandlers.ofString());
    }

    private static String untilItEnds(String run) throws IOException, InterruptedException {
        while (true) {
            String state = get(run).body();
            if (!state.contains("ended=Optional.empty")) {
                return state.replaceAll("(?s).*ended=Optional\\[(\\w+)].*", "$1");
            }
        }
    }

    private static List<Ledger.Order> orders(String name) {
        return CLOUD.ledger().orders().stream()
                .filter(order -> order.instanceName().equals(name))
                .toList();
    }

    private static long payments(String name) {
        List<String> numbers = orders(name).stream().map(Ledger.Order::number).toList();
        return CLOUD.ledger().payments().stream()
                .filter(payment -> numbers.contains(payment.orderNumber()))
                .count();
    }
}
