package io.github.iothubsdk.testkit;

import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.util.Arrays;
import java.util.EnumSet;
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

    static CloudSettings of(IotHubCloud told) {
        Set<Finding> allowed = EnumSet.noneOf(Finding.class);
        allowed.addAll(Arrays.asList(told.allow()));
        return new CloudSettings(
                builder -> (told.loose() ? builder.loose() : builder).dialect(told.dialect()),
                account -> {},
                builder -> speaking(builder, told.dialect()),
                allowed);
    }

    /** One that clients do not know is spoken by the cloud alone. */
    static ProvisioningClientBuilder speaking(ProvisioningClientBuilder builder, String dialect) {
        return WireDialects.named(dialect).map(builder::dialect).orElse(builder);
    }
}
