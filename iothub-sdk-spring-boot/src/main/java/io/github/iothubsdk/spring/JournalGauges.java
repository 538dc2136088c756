package io.github.iothubsdk.spring;

import io.github.iothubsdk.micrometer.IotHubMetrics;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** The gauges of runs: they read the journal of the application's client, and are gone before it is closed. */
final class JournalGauges implements SmartInitializingSingleton, DisposableBean {

    private final ProvisioningClient client;
    private final Supplier<List<IotHubMetrics>> metrics;
    private List<IotHubMetrics> watching = List.of();

    JournalGauges(ProvisioningClient client, Supplier<List<IotHubMetrics>> metrics) {
        this.client = client;
        this.metrics = metrics;
    }

    @Override
    public void afterSingletonsInstantiated() {
        watching = metrics.get();
        watching.forEach(each -> each.watch(client));
    }

    @Override
    public void destroy() {
        watching.forEach(IotHubMetrics::unwatch);
    }
}
