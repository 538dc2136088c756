package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** The endpoint and the health over real HTTP. */
@Timeout(120)
public abstract class EndpointContract extends ShopCase {

    static final Map<String, String> EXPOSED = Map.of(
            "management.endpoints.web.exposure.include",
            "*",
            "management.endpoint.health.show-details",
            "always",
            "management.endpoint.env.show-values",
            "always",
            "management.endpoint.configprops.show-values",
            "always");
    private static final String WRITABLE = "management.endpoint.iothub.access";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    protected EndpointContract() {}

    ConfigurableApplicationContext writable() {
        return start(with(EXPOSED, WRITABLE, "unrestricted"));
    }

    static Map<String, String> with(Map<String, String> base, String key, String value) {
        Map<String, String> all = new java.util.HashMap<>(base);
        all.put(key, value);
        return all;
    }

    @Test
    void showsRunsAndWhatHappenedToEach() throws Exception {
        try (var shop = start(EXPOSED);
                ProvisioningClient client = client()) {
            RunId run = Shop.begin(shop, "plant-7");
            until(() -> ending(client, run).isPresent());

            assertThat(get(shop, "iothub").body())
                    .contains("\"run\":\"" + run + "\"", "\"name\":\"plant-7\"", "\"ending\":\"DONE\"");
            assertThat(get(shop, "iothub/" + run).body())
                    .contains("\"money\":", "\"entries\":[", "\"kind\":\"CLAIMED\"", "\"kind\":\"ENDED\"");
            assertThat(get(shop, "iothub/run-none").statusCode()).isEqualTo(404);
            assertThat(get(shop, "iothub/No%20id").statusCode()).isEqualTo(404);
        }
    }

    /** What the page on monitoring lists, by both names. */
    @Test
    void showsTheMetersOfARunAndOfItsCalls() throws Exception {
        try (var shop = start(EXPOSED);
                ProvisioningClient client = client()) {
            RunId run = Shop.begin(shop, "plant-7");
            until(() -> ending(client, run).isPresent());
            until(() -> get(shop, "metrics/iothub.runs.ended?tag=ending:Done")
                    .body()
                    .contains("\"value\":1.0"));

            assertThat(get(shop, "metrics/iothub.journal.readable").body()).contains("\"value\":1.0");
            assertThat(get(shop, "metrics/iothub.runs.unknown").body()).contains("\"value\":0.0");
            assertThat(get(shop, "prometheus").body())
                    .contains(
                            "iothub_runs_ended_total{ending=\"Done\"} 1.0",
                            "iothub_runs_unknown 0.0",
                            "iothub_calls_seconds_count{call=");
        }
    }

    @Test
    void takesNoWordUnlessTheApplicationLetsIt() throws Exception {
        try (var shop = start(with(EXPOSED, "iothub.runs.resume", "false"));
                ProvisioningClient client = client()) {
            RunId run = client.begin(Shop.request(shop, "plant-7"));

            assertThat(post(shop, run, "abandon", "{}").statusCode()).isIn(404, 405);
            assertThat(post(shop, run, "resume", "{}").statusCode()).isIn(404, 405);
            assertThat(ending(client, run)).isEmpty();
        }
        assertThat(cloud.ledger().writes()).isZero();
    }

    @Test
    void raisesACeilingOnlyByAnAmountThatIsGiven() throws Exception {
        account.orderAmount("88.00");
        try (var shop = writable();
                ProvisioningClient client = client()) {
            RunId run = Shop.begin(shop, "plant-7");
            untilItWaits(client, run, UnfinishedReason.OVER_THE_CEILING);

            assertThat(post(shop, run, "resume", "{\"spendAtMost\":\"much\"}").statusCode())
                    .isEqualTo(400);
            for (String bad : List.of("-1", "1e9", "+88", " 88", "88.001", "\u0668\u0668")) {
                assertThat(post(shop, run, "resume", "{\"spendAtMost\":\"" + bad + "\"}")
                                .statusCode())
                        .isEqualTo(400);
            }
            assertThat(post(shop, run, "resume", "{\"by\":\"jane\"}").statusCode())
                    .isEqualTo(400);
            until(() -> post(shop, run, "resume", "{}").statusCode() == 202);
            untilItWaits(client, run, UnfinishedReason.OVER_THE_CEILING);
            assertThat(cloud.ledger().payments()).isEmpty();

            until(() -> post(shop, run, "resume", "{\"spendAtMost\":\"88.00\"}").statusCode() == 202);
            until(() -> ending(client, run).isPresent());
            assertThat(ending(client, run)).contains(Ending.DONE);
        }
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void tellsOfMoneyThatMayHaveMovedAndResolvesItByWhoAndWhy() throws Exception {
        cloud.faults()
                .on(Route.CREATE_INSTANCE)
                .afterEffect()
                .meanwhile(() -> account.colleague().order("plant-7"));
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        try (var shop = writable();
                ProvisioningClient client = client()) {
            RunId run = Shop.begin(shop, "plant-7");
            until(() -> get(shop, "health").body().contains("\"moneyMayHaveMoved\":[\"" + run));
            HttpResponse<String> health = get(shop, "health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body())
                    .startsWith("{")
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("DOWN");

            assertThat(post(shop, run, "resolve", "{\"decision\":\"give-up\"}").statusCode())
                    .isEqualTo(400);
            assertThat(post(shop, run, "resolve", "{\"decision\":\"adopt\",\"by\":\"jane\",\"because\":\"seen\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ending(client, run)).contains(Ending.UNKNOWN);
            String word = "{\"decision\":\"give-up\",\"by\":\"jane\",\"because\":\"not needed\"}";
            assertThat(post(shop, run, "resolve", word).statusCode()).isEqualTo(200);

            assertThat(ending(client, run)).contains(Ending.ABANDONED);
            assertThat(get(shop, "iothub/" + run).body()).contains("jane", "not needed");
            until(() -> get(shop, "health").body().contains("\"moneyMayHaveMoved\":[]"));
        }
        assertThat(cloud.ledger().payments()).isEmpty();
    }

    /** However soon somebody has decided: before the node has looked at the journal again. */
    @Test
    void goesOnWithARunThatIsResolvedAtOnce() throws Exception {
        cloud.faults()
                .on(Route.CREATE_INSTANCE)
                .afterEffect()
                .meanwhile(() -> account.colleague().order("plant-7"));
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        try (var shop = start(with(with(EXPOSED, WRITABLE, "unrestricted"), "iothub.runs.look-every", "5s"));
                ProvisioningClient client = client()) {
            RunId run = Shop.begin(shop, "plant-7");
            until(() -> ending(client, run).isPresent());
            assertThat(ending(client, run)).contains(Ending.UNKNOWN);
            String number = cloud.ledger().orders().stream()
                    .filter(order -> !order.colleague())
                    .findFirst()
                    .orElseThrow()
                    .number();
            String word =
                    "{\"decision\":\"adopt\",\"subject\":\"" + number + "\",\"by\":\"jane\",\"because\":\"seen\"}";

            until(() -> post(shop, run, "resolve", word).statusCode() == 200);

            until(() -> ending(client, run).filter(Ending.DONE::equals).isPresent());
        }
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void givesUpWhatTheClientLetsItAndNothingElse() throws Exception {
        account.orderAmount("88.00");
        try (var shop = writable();
                ProvisioningClient client = client()) {
            RunId run = Shop.begin(shop, "plant-7");
            untilItWaits(client, run, UnfinishedReason.OVER_THE_CEILING);

            String word = "{\"decision\":\"order-again\",\"by\":\"jane\",\"because\":\"dear\"}";
            assertThat(post(shop, run, "resolve", word).body()).contains("RESOLUTION_REFUSED");
            assertThat(post(shop, run, "delete", "{}").statusCode()).isEqualTo(400);
            assertThat(post(shop, run, "abandon", "{\"by\":\"jane\"}").statusCode())
                    .isEqualTo(400);
            assertThat(post(shop, RunId.of("run-none"), "abandon", "{}").statusCode())
                    .isEqualTo(404);
            HttpRequest.Builder bare = HttpRequest.newBuilder(address(shop, "iothub/" + run + "/abandon"))
                    .POST(BodyPublishers.noBody());
            assertThat(send(bare.build()).statusCode()).isEqualTo(415);
            assertThat(send(bare.header("Content-Type", "application/json").build())
                            .body())
                    .contains("\"ending\":\"ABANDONED\"");
        }
        assertThat(cloud.ledger().payments()).isEmpty();
    }

    private static void untilItWaits(ProvisioningClient client, RunId run, UnfinishedReason reason) {
        until(() ->
                client.run(run).orElseThrow().reason().filter(reason::equals).isPresent());
    }

    static HttpResponse<String> get(ConfigurableApplicationContext shop, String path) {
        return send(HttpRequest.newBuilder(address(shop, path)).build());
    }

    static HttpResponse<String> post(ConfigurableApplicationContext shop, RunId run, String action, String json) {
        return send(HttpRequest.newBuilder(address(shop, "iothub/" + run + "/" + action))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI address(ConfigurableApplicationContext shop, String path) {
        return URI.create(
                "http://127.0.0.1:" + shop.getEnvironment().getProperty("local.server.port") + "/actuator/" + path);
    }
}
