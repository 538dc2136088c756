package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Instances as the console's list shows them; what billing says there, this call does not tell. */
final class InstanceView {

    private InstanceView() {}

    static Table list(List<Instance> instances) {
        var table =
                new Table("ID", "NAME", "ZONE", "VPC/SUBNET", "INTRANET DOMAIN", "PUBLIC DOMAIN", "STATUS", "CREATED");
        instances.forEach(instance -> table.row(
                instance.id(),
                instance.name(),
                instance.zone().orElse(""),
                instance.vpcId().orElse("") + "/" + instance.subnetId().orElse(""),
                dash(instance.privateDomain()),
                dash(instance.publicDomain()),
                status(instance),
                instance.createdAt().map(Instant::toString).orElse("-")));
        return table;
    }

    static Table one(Instance instance) {
        return new Table(
                        "id",
                        "name",
                        "description",
                        "region",
                        "zone",
                        "VPC",
                        "subnet",
                        "intranet domain",
                        "public domain",
                        "status",
                        "created")
                .row(
                        instance.id(),
                        instance.name(),
                        dash(instance.description()),
                        instance.region(),
                        dash(instance.zone()),
                        named(instance.vpcId(), instance.vpcName()),
                        named(instance.subnetId(), instance.subnetName()),
                        dash(instance.privateDomain()),
                        dash(instance.publicDomain()),
                        status(instance),
                        instance.createdAt().map(Instant::toString).orElse("-"));
    }

    private static String status(Instance instance) {
        return instance.statusWord().orElse("")
                + instance.progress()
                        .filter(percent -> percent < 100)
                        .map(percent -> " " + percent + "%")
                        .orElse("");
    }

    private static String named(Optional<String> id, Optional<String> name) {
        return id.orElse("") + name.map(known -> " (" + known + ")").orElse("");
    }

    private static String dash(Optional<String> text) {
        return text.orElse("-");
    }
}
