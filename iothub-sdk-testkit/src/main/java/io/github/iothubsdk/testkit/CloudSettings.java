package io.github.iothubsdk.testkit;

import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** How the cloud of each test is made, and what is let pass. */
record CloudSettings(
        UnaryOperator<SimulatorBuilder> character,
        Consumer<Account> furnishing,
        UnaryOperator<ProvisioningClientBuilder> client,
        Set<Finding> allowed) {

    static final CloudSettings USUAL =
            new CloudSettings(builder -> builder, account -> {}, builder -> builder, Set.of());

    /** As these say together, the nearest to the test first. */
    static CloudSettings of(List<IotHubCloud> told) {
        Set<Finding> allowed = EnumSet.noneOf(Finding.class);
        told.forEach(each -> allowed.addAll(Arrays.asList(each.allow())));
        String dialect = told.stream()
                .map(IotHubCloud::dialect)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("iotHubInferred");
        boolean loose = told.stream()
                .map(IotHubCloud::loose)
                .filter(each -> each.length > 0)
                .findFirst()
                .map(CloudSettings::only)
                .orElse(false);
        return new CloudSettings(
                builder -> (loose ? builder.loose() : builder).dialect(dialect),
                account -> {},
                builder -> speaking(builder, dialect),
                allowed);
    }

    private static boolean only(boolean[] values) {
        if (values.length > 1) {
            throw new IllegalArgumentException("@IotHubCloud(loose = ...) is one value, true or false");
        }
        return values[0];
    }

    /** One that clients do not know is spoken by the cloud alone. */
    static ProvisioningClientBuilder speaking(ProvisioningClientBuilder builder, String dialect) {
        return WireDialects.named(dialect).map(builder::dialect).orElse(builder);
    }
}
