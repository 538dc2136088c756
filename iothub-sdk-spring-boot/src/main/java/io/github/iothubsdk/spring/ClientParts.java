package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.PaymentPolicy;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.BeanFactory;

/** Puts the client together from properties and from whatever beans the application has of its parts. */
record ClientParts(BeanFactory beans) {

    ProvisioningClient assemble(IotHubProperties properties, IotHubConnectionDetails details, Journal journal) {
        ProvisioningClientBuilder builder = ProvisioningClient.builder(details.credentials())
                .journal(journal)
                .secrets(IotHubConfiguration.secrets(details, beans.getBeanProvider(SecretSource.class)))
                .pollInterval(properties.pollInterval())
                .quietPeriod(properties.quietPeriod())
                .callTimeout(properties.callTimeout())
                .rateLimit(properties.rateLimit());
        details.endpoint().ifPresent(builder::endpoint);
        if (properties.allowPlainHttp()) {
            builder.allowPlainHttp();
        }
        one(PaymentPolicy.class, builder::paymentPolicy);
        one(SchemaTransport.class, builder::schemaTransport);
        one(WireDialect.class, builder::dialect);
        listen(builder);
        each(PreflightCheck.class, builder::check);
        each(IotHubClientCustomizer.class, customizer -> customizer.customize(builder));
        return builder.build();
    }

    /** All of the application's listeners; metrics and traces, where they are there, see each send, too. */
    private void listen(ProvisioningClientBuilder builder) {
        List<ProvisioningListener> listeners = new ArrayList<>();
        each(ProvisioningListener.class, listeners::add);
        List<Telemetry<?>> telemetry = new ArrayList<>();
        each(Telemetry.class, telemetry::add);
        listeners.stream()
                .filter(listener -> telemetry.stream().noneMatch(each -> each.passesOver(listener, listeners)))
                .forEach(builder::listener);
        telemetry.forEach(each -> each.apply(builder, listeners));
    }

    private <T> void one(Class<T> type, Consumer<T> use) {
        beans.getBeanProvider(type).ifAvailable(use);
    }

    private <T> void each(Class<T> type, Consumer<T> use) {
        beans.getBeanProvider(type).orderedStream().forEach(use);
    }
}
