package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Orphan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what no run explains. */
@Command(
        name = "orphans",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Lists orders and instances of the region that no run of this journal explains; reads only.",
        footer = {
            "",
            "With the form of create it also looks into its database, by --schema-url, for what",
            "the script of --schema has left there without coming to its end. Changes nothing.",
            "Exit codes: 0 looked; 1 or 2 that database, or the service, cannot be looked at.",
            "",
            "Example:",
            "  iothub orphans",
            "  iothub orphans -f hub.yaml --schema iothub_latest.sql",
            "  iothub orphans --journal /var/lib/iothub --output json"
        })
final class Orphans extends CloudCommand {

    @Mixin
    private final InstanceOptions instance = new InstanceOptions();

    Orphans(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        Optional<CreateInstanceRequest> form =
                instance.schema.script().map(script -> instance.request(shell, cloud.region(shell)));
        try (ProvisioningClient client = instance.schema.on(cloud.client(shell)).build()) {
            List<Orphan> orphans = client.orphans(cloud.region(shell));
            SchemaLook schema = form.map(request -> SchemaLook.of(client, request))
                    .orElseGet(instance.isGiven() ? SchemaLook::withoutScript : SchemaLook::withoutForm);
            OrphanLook where = OrphanLook.of(
                    cloud.region(shell), client.runs(), cloud.commands().endpoint());
            report.orphans(orphans, where, schema);
            return schema.code();
        }
    }
}
