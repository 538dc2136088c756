package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.Jvm;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.simulator.Demo;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process whose class path has none of what is optional orders as any other. */
@Timeout(120)
public abstract class BareContract extends ShopCase {

    protected BareContract() {}

    /** With Actuator, which brings Micrometer; and without both. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iothub-sdk-micrometer iothub-sdk-opentelemetry opentelemetry",
                "iothub-sdk-micrometer iothub-sdk-opentelemetry opentelemetry micrometer-core micrometer-jakarta"
                        + " micrometer-registry spring-boot-micrometer spring-boot-actuator spring-boot-health"
                        + " spring-boot-starter-actuator"
            })
    void ordersWithoutWhatIsOptional(String missing) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(arguments(properties())));
        arguments.add("--spring.main.web-application-type=none");
        arguments.add("--spring.datasource.password=" + PASSWORD);
        arguments.add("--iothub.endpoint=" + cloud.endpoint());
        arguments.add("--iothub.credentials.access-key=" + Demo.ACCESS_KEY);
        arguments.add("--iothub.credentials.secret-key=" + Demo.SECRET_KEY);
        arguments.add("--iothub.database-password=" + Demo.DB_PASSWORD);
        arguments.addAll(List.of("begin", "plant-7"));
        try (Jvm node = Jvm.start(
                        classPathWithout(List.of(missing.split(" "))),
                        Shop.class,
                        List.of("-Xmx160m"),
                        arguments.toArray(String[]::new));
                ProvisioningClient client = client()) {
            until(() -> !node.process().isAlive()
                    || client.runs().stream().anyMatch(run -> run.ended().isPresent()));
            assertThat(node.process().isAlive()).as(() -> said(node)).isTrue();
            assertThat(client.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.ended()).contains(Ending.DONE));
        }
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    private static String said(Jvm node) {
        return node.process().isAlive() ? "" : node.says().lines().collect(Collectors.joining("\n"));
    }

    /** Also of modules that are built together, whose classes are in directories of theirs. */
    private static String classPathWithout(List<String> missing) {
        List<String> all = List.of(Jvm.classPath().split(File.pathSeparator, -1));
        List<String> left = all.stream()
                .filter(entry -> missing.stream()
                        .noneMatch(each -> Stream.of(entry.split("[/\\\\]")).anyMatch(part -> part.startsWith(each))))
                .toList();
        assertThat(all.size() - left.size()).isGreaterThanOrEqualTo(missing.size());
        return String.join(File.pathSeparator, left);
    }
}
