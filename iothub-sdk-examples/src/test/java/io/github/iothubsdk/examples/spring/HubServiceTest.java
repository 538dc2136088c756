package io.github.iothubsdk.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The service over real HTTP, started once, with a run in its journal that an earlier process did not finish. */
@Timeout(60)
class HubServiceTest {

    private static final DemoCloud CLOUD = new DemoCloud();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path journal;

    private static RunId left;
    private static ConfigurableApplicationContext service;
    private static URI address;

    @BeforeAll
    static void start() {
        System.setProperty("jdcloud.accessKey", Demo.ACCESS_KEY);
        System.setProperty("jdcloud.secretKey", Demo.SECRET_KEY);
        try (ProvisioningClient earlier = client(journal)) {
            left = earlier.begin(DemoCloud.request("plant-1"));
            earlier.advance(left);
        }
        service = HubServiceDemo.start(CLOUD, journal, 0);
        address = address(service);
    }

    private static URI address(ConfigurableApplicationContext of) {
        return URI.create("http://127.0.0.1:" + of.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    static void stop() {
        service.close();
        CLOUD.close();
        System.clearProperty("jdcloud.accessKey");
        System.clearProperty("jdcloud.secretKey");
    }

    private static ProvisioningClient client(Path journal) {
        return CLOUD.client().journal(Journals.inDirectory(journal)).build();
    }

    @Test
    void resumesWhatAnEarlierProcessLeft() throws IOException, InterruptedException {
        assertThat(untilItEnds(left.value()).get("ending").getAsString()).isEqualTo("DONE");
        assertThat(orders("plant-1")).hasSize(1);
    }

    @Test
    void answersAtOnceAndProvisionsInTheBackground() throws IOException, InterruptedException {
        HttpResponse<String> accepted = post(address, "plant-2");

        assertThat(accepted.statusCode()).isEqualTo(202);
        String run = read(accepted).get("run").getAsString();
        assertThat(accepted.headers().firstValue("Location")).hasValue("/runs/" + run);
        assertThat(untilItEnds(run).get("ending").getAsString()).isEqualTo("DONE");
        assertThat(orders("plant-2")).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithANameAndOrdersNothing() throws IOException, InterruptedException {
        HttpResponse<String> refused = post(address, "no/such name");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"name\"").contains("\"remedy\"");
        assertThat(orders("no/such name")).isEmpty();
    }

    @Test
    void knowsNoRunThatIsNotThere() throws IOException, InterruptedException {
        assertThat(get("none").statusCode()).isEqualTo(404);
    }

    @Test
    void finishesTheTurnUnderWayBeforeItStops(@TempDir Path other) throws IOException, InterruptedException {
        CLOUD.faults().on(Route.PAY_ORDER).afterEffect().stall(Duration.ofMillis(500));
        try (var stopping = HubServiceDemo.start(CLOUD, other, 0)) {
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
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/hubs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"" + name + "\"}"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String run) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address.resolve("/runs/" + run)).build(), BodyHandlers.ofString());
    }

    private static JsonObject untilItEnds(String run) throws IOException, InterruptedException {
        while (true) {
            JsonObject state = read(get(run));
            if (!state.get("ending").getAsString().equals("NONE_YET")) {
                return state;
            }
        }
    }

    private static JsonObject read(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
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
