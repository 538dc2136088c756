package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.spring.IotHubRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;

/** Secrets are shown by nothing of Actuator's, also where an application lets it show every value. */
@Timeout(120)
public abstract class SecretsContract extends ShopCase {

    protected SecretsContract() {}

    @Test
    void noEndpointShowsASecretThatTheConfigurationHas() {
        Map<String, String> properties = properties();
        properties.put("spring.datasource.password", PASSWORD);
        properties.putAll(EndpointContract.EXPOSED);
        properties.put("iothub.endpoint", cloud.endpoint().toString());
        properties.put("iothub.credentials.access-key", Demo.ACCESS_KEY);
        properties.put("iothub.credentials.secret-key", "${shop.vault.key-of-the-cloud}");
        properties.put("shop.vault.key-of-the-cloud", Demo.SECRET_KEY);
        properties.put("iothub.databasePassword", Demo.DB_PASSWORD);
        properties.put("shop.canary", "shown");
        try (var shop = SpringApplication.run(Shop.class, arguments(properties))) {
            RunId run = Shop.begin(shop, "plant-7");
            IotHubRuns runs = shop.getBean(IotHubRuns.class);
            until(() -> runs.find(run.value()).orElseThrow().ended().isPresent());

            List<String> shown = new ArrayList<>();
            for (String path : List.of("env", "configprops", "iothub", "iothub/" + run, "health", "beans", "loggers")) {
                var page = EndpointContract.get(shop, path);
                assertThat(page.statusCode()).as(path).isEqualTo(200);
                shown.add(page.body());
            }
            assertThat(shown)
                    .anySatisfy(page -> assertThat(page).contains("shop.canary", "shown"))
                    .anySatisfy(page -> assertThat(page).contains("secret-key", "******"))
                    .allSatisfy(page ->
                            assertThat(page).doesNotContain(Demo.SECRET_KEY).doesNotContain(Demo.DB_PASSWORD));
        }
        assertThat(cloud.ledger().payments()).hasSize(1);
    }
}
