package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans that both lines of Spring Boot have in common; imported by the auto-configuration of each starter. */
@Configuration(proxyBeanMethods = false)
@SwitchedOn("iothub.enabled")
@EnableConfigurationProperties(IotHubProperties.class)
@Import({
    IotHubConfiguration.Client.class,
    IotHubConfiguration.Driven.class,
    IotHubActuatorConfiguration.class,
    IotHubMetricsConfiguration.class,
    IotHubTracingConfiguration.class
})
public class IotHubConfiguration {

    /** For Spring. */
    public IotHubConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(IotHubConnectionDetails.class)
    PropertiesConnectionDetails iotHubConnectionDetails(IotHubProperties properties) {
        return new PropertiesConnectionDetails(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("iothub.hub.vpc")
    HubTemplate iotHubTemplate(
            IotHubProperties properties, IotHubConnectionDetails details, ObjectProvider<SecretSource> secrets) {
        return new HubTemplate(properties.hub(), secrets(details, secrets));
    }

    /** A bean of the application's, else the connection's password, else {@code IOTHUB_DB_PASSWORD}. */
    static SecretSource secrets(IotHubConnectionDetails details, ObjectProvider<SecretSource> own) {
        return own.getIfAvailable(() -> database ->
                details.databasePassword().or(() -> SecretSource.environment().password(database)));
    }

    /** The client and its journal; an application with a client of its own has a journal of its own, too. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(ProvisioningClient.class)
    static class Client {

        @Bean
        @ConditionalOnMissingBean
        Journal iotHubJournal(IotHubProperties properties, ObjectProvider<DataSource> sources) {
            IotHubProperties.Journal settings = properties.journal();
            if (settings.directory() != null) {
                return Journals.inDirectory(settings.directory());
            }
            DataSource source = sources.getIfUnique();
            if (source == null) {
                throw new IllegalStateException(
                        "The IoT Hub client keeps a journal, so that nothing is paid twice, and has no "
                                + "place for it: the application has no DataSource, or several and none of them is primary. Add one, "
                                + "set iothub.journal.directory, or define a bean of type " + Journal.class.getName()
                                + ".");
            }
            return settings.createTable()
                    ? Journals.jdbc(source, settings.lease())
                    : Journals.inTable(source, settings.lease());
        }

        @Bean(destroyMethod = "close")
        ProvisioningClient iotHubProvisioningClient(
                IotHubProperties properties, IotHubConnectionDetails details, Journal journal, BeanFactory beans) {
            return new ClientParts(beans).assemble(properties, details, journal);
        }
    }

    /** What takes runs forward, unless the application does that itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(IotHubRuns.class)
    static class Driven {

        @Bean
        RunDriver iotHubRuns(ProvisioningClient client, IotHubProperties properties) {
            return new RunDriver(client, properties.runs());
        }

        @Bean
        IotHubHealth iotHubHealth(RunDriver runs) {
            return new IotHubHealth(runs::lastLook);
        }
    }
}
