package io.github.iothubsdk.spring.contract;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.spring.HubTemplate;
import io.github.iothubsdk.spring.IotHubRuns;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that has nothing but a starter; as a process it is a node, which begins what it is told to. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Shop {

    final List<String> heard = new CopyOnWriteArrayList<>();

    /** Takes properties and, behind the word {@code begin}, the name of a hub. */
    public static void main(String[] args) throws InterruptedException {
        int begin = List.of(args).indexOf("begin");
        String[] properties = begin < 0 ? args : List.of(args).subList(0, begin).toArray(String[]::new);
        ConfigurableApplicationContext node = SpringApplication.run(Shop.class, properties);
        if (begin >= 0) {
            begin(node, args[begin + 1]);
        }
        Thread.currentThread().join(); // until it is killed
    }

    static RunId begin(ConfigurableApplicationContext shop, String name) {
        return shop.getBean(IotHubRuns.class).begin(request(shop, name));
    }

    static CreateInstanceRequest request(ConfigurableApplicationContext shop, String name) {
        return shop.getBean(HubTemplate.class).named(name).acceptServiceTerms().build();
    }

    @Bean
    ProvisioningListener listening() {
        return event -> heard.add(event.kind().getSimpleName());
    }
}
