package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as the journal keeps it: everything but the password and the script's text. */
record JournaledRequest(
        int version,
        String runId,
        String clientToken,
        Place place,
        @Nullable Owner owner,
        String region,
        String name,
        String description,
        @Nullable String zone,
        Network network,
        Database database,
        JournaledMoney spendAtMost,
        JournaledMoney coupons,
        @Nullable Script schema,
        List<String> uncheckedAllowed,
        boolean marked,
        @Nullable Approved approved,
        @Nullable String adopts) {

    private static final int VERSION = 2;

    record Network(String vpcId, String subnetId) {}

    record Database(String instanceId, String database, String host, String user) {}

    record Script(
            String source,
            int size,
            String sha256,
            boolean afterInstance,
            boolean replacesData,
            @Nullable Expected expected,
            boolean widerRights,
            boolean byOthers) {

        Script withoutSource() {
            return new Script("", size, sha256, afterInstance, replacesData, expected, widerRights, byOthers);
        }
    }

    record Expected(int tables, List<String> filled) {}

    static JournaledRequest of(Progress begun) {
        CreateInstanceRequest request = begun.request();
        RdsDatabase rds = request.database();
        return new JournaledRequest(
                VERSION,
                begun.runId().value(),
                begun.clientToken(),
                begun.place(),
                begun.owner().orElse(null),
                request.region(),
                request.name(),
                request.description(),
                request.zone().orElse(null),
                new Network(request.network().vpcId(), request.network().subnetId()),
                new Database(rds.instanceId(), rds.database(), rds.host(), rds.user()),
                JournaledMoney.of(request.spendAtMost()),
                JournaledMoney.of(request.coupons()),
                request.schema().map(JournaledRequest::script).orElse(null),
                request.uncheckedAllowed().stream().map(CheckId::value).sorted().toList(),
                request.marksDescription(),
                begun.approved().orElse(null),
                begun.adopts().orElse(null));
    }

    CreateInstanceRequest toRequest(Map<String, SchemaScript> known) {
        if (version != VERSION) {
            throw new IllegalArgumentException("its version is " + version + ", and this SDK reads " + VERSION);
        }
        var builder = CreateInstanceRequest.builder(region, name)
                .description(description)
                .network(network.vpcId(), network.subnetId())
                .database(new RdsDatabase(
                        database.instanceId(), database.database(), database.host(), database.user(), Optional.empty()))
                .spendAtMost(spendAtMost.toMoney())
                .couponsWorth(coupons.toMoney())
                .acceptServiceTerms(); // accepted when the run was begun
        if (zone != null) {
            builder.zone(zone);
        }
        if (schema != null) {
            builder.bootstrapSchema(bootstrap(schema, known));
        }
        uncheckedAllowed.stream().map(CheckId::of).forEach(builder::allowUnchecked);
        if (marked) {
            builder.markInDescription();
        }
        return builder.build();
    }

    /** What tells this request from another one, by name; a script is what it holds, wherever it was read from. */
    private Map<String, Optional<?>> wants() {
        Map<String, Optional<?>> wants = new LinkedHashMap<>();
        wants.put("endpoint", Optional.of(place.endpoint())); // the dialect is the gate's to look at
        wants.put("region", Optional.of(region));
        wants.put("name", Optional.of(name));
        wants.put("description", Optional.of(description));
        wants.put("zone", Optional.ofNullable(zone));
        wants.put("network", Optional.of(network));
        wants.put("database", Optional.of(database));
        wants.put("spendAtMost", Optional.of(spendAtMost.toMoney()));
        wants.put("couponsWorth", Optional.of(coupons.toMoney()));
        wants.put("bootstrapSchema", Optional.ofNullable(schema).map(Script::withoutSource));
        wants.put("allowUnchecked", Optional.of(Set.copyOf(uncheckedAllowed)));
        wants.put("markInDescription", Optional.of(marked));
        return wants;
    }

    /** What differs in what is wanted, by name; empty when it is the same request. */
    List<String> differences(JournaledRequest other) {
        Map<String, Optional<?>> others = other.wants();
        return wants().entrySet().stream()
                .filter(want -> !want.getValue().equals(others.get(want.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    Origin origin() {
        return new Origin(Optional.ofNullable(approved), Optional.ofNullable(adopts));
    }

    private static Script script(SchemaBootstrap schema) {
        SchemaScript script = schema.script();
        return new Script(
                script.source(),
                script.size(),
                script.sha256(),
                schema.afterInstance(),
                schema.replacesData(),
                schema.expected()
                        .map(all -> new Expected(all.tables(), all.filled()))
                        .orElse(null),
                schema.widerRights(),
                schema.byOthers());
    }

    private static SchemaBootstrap bootstrap(Script schema, Map<String, SchemaScript> known) {
        SchemaScript given = known.get(schema.sha256());
        SchemaScript script =
                given != null ? given : Scripts.remembered(schema.source(), schema.size(), schema.sha256());
        return new SchemaBootstrap(
                script,
                schema.afterInstance(),
                schema.replacesData(),
                Optional.ofNullable(schema.expected()).map(all -> new SchemaExpectation(all.tables(), all.filled())),
                schema.widerRights(),
                schema.byOthers());
    }
}
