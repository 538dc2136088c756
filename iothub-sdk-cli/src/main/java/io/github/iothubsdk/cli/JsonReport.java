package io.github.iothubsdk.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.iothubsdk.cli.JsonFormat.Fields;
import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.Approval;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.ServedCall;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One JSON object a line, each with the version of its schema; docs/cli-events.md has them all. */
final class JsonReport implements Report {

    private final Shell shell;
    private final Commands commands;
    private final Set<List<Object>> checked = new HashSet<>();

    JsonReport(Shell shell, Commands commands) {
        this.shell = shell;
        this.commands = commands;
    }

    @Override
    public void on(ProvisioningEvent event) {
        boolean known = event instanceof ProvisioningEvent.Checked again && !checked.add(outcome(again.result()));
        if (!known) {
            JsonFormat.event(event, commands).ifPresent(line -> line(line.event(), line.fields()));
        }
    }

    @Override
    public void preflight(Preflight preflight) {
        for (CheckResult result : preflight.checks()) {
            checked.add(outcome(result));
            line("checked", new Fields().with("result", JsonFormat.check(result, commands)));
        }
        line("preflight", new Fields().with("ready", preflight.ready()));
    }

    @Override
    public void approved(Approval approval, Path file, String way) {
        Fields told = new Fields()
                .with("file", file.toString())
                .with("runId", approval.runId().value())
                .with("by", approval.by())
                .with("lookedAt", approval.lookedAt().toString())
                .with("at", approval.at().toString())
                .with("expires", approval.expires().toString());
        line("approved", told);
    }

    @Override
    public void order(CreateInstanceRequest request) {}

    @Override
    public void instances(List<Instance> instances, int all, boolean again) {
        instances.forEach(this::instance);
        line("listed", new Fields().with("instances", instances.size()));
    }

    @Override
    public void instance(Instance instance) {
        line("instance", new Fields().with("instance", JsonFormat.instance(instance)));
    }

    @Override
    public void deleted(Instance instance) {
        line("deleted", new Fields().with("instance", JsonFormat.instance(instance)));
    }

    @Override
    public void gone(String named, Optional<Instance> last) {
        Fields told = new Fields().with("named", named);
        last.ifPresent(known -> told.with("instance", JsonFormat.instance(known)));
        line("gone", told);
    }

    @Override
    public void noted(String line) {
        line("warned", new Fields().with("what", line));
    }

    @Override
    public void resumedAll(int runs, Path journal) {
        line("resumedAll", new Fields().with("runs", runs).with("journal", journal.toString()));
    }

    @Override
    public void abandoned(RunSummary run) {
        line("abandoned", new Fields().with("run", JsonFormat.run(run)));
    }

    @Override
    public void resolved(RunSummary run, String resume) {
        Fields told = new Fields().with("run", JsonFormat.run(run));
        if (run.ended().isEmpty()) {
            told.with("resume", resume);
        }
        line("resolved", told);
    }

    @Override
    public void explained(RunHistory history) {
        JsonArray entries = new JsonArray();
        for (RunHistory.Entry entry : history.entries()) {
            Fields fields = new Fields()
                    .with("at", entry.at().toString())
                    .with("kind", entry.kind().name())
                    .with("step", entry.step())
                    .with("words", JavaNames.withoutState(entry.words()))
                    .with("requestId", entry.requestId());
            entries.add(fields.done());
        }
        line(
                "explained",
                new Fields()
                        .with("run", JsonFormat.run(history.summary()))
                        .with("approvedBy", history.approvedBy())
                        .with("money", history.money())
                        .with("entries", entries)
                        .with("next", NextStep.of(history.summary(), commands)));
    }

    @Override
    public void bundled(RunHistory history, Path file) {
        Fields told = new Fields()
                .with("file", file.toString())
                .with("runId", history.summary().runId().value())
                .with("entries", history.entries().size());
        line("bundled", told);
    }

    @Override
    public void orphans(List<Orphan> orphans, OrphanLook where, SchemaLook schema) {
        orphans.forEach(this::orphan);
        schema.left().ifPresent(left -> {
            RdsDatabase database = schema.database().orElseThrow();
            Fields fields = new Fields()
                    .with("kind", "UNFINISHED_SCHEMA")
                    .with("name", database.database())
                    .with("rds", database.instanceId())
                    .with("tables", left.tables())
                    .with("tablesOfScript", left.wanted())
                    .with("createdAt", left.since())
                    .with("runId", left.run())
                    .with("remedy", SchemaLook.remedy(left));
            line("orphan", new Fields().with("orphan", fields.done()));
        });
        Fields told = new Fields()
                .with("orphans", orphans.size() + (schema.left().isPresent() ? 1 : 0))
                .with("schema", schema.word())
                .with("region", where.region())
                .with("regionsNotLooked", JsonFormat.list(where.others(), JsonPrimitive::new));
        if (!schema.notLooked().isEmpty()) {
            told.with("schemaNotLooked", schema.notLooked());
        }
        line("listed", told);
    }

    @Override
    public void orphan(Orphan orphan) {
        Fields fields = new Fields().with("kind", orphan.kind().name()).with("name", orphan.name());
        orphan.order()
                .ifPresent(order -> fields.with("orderNumber", order.number())
                        .with("product", order.service())
                        .with("status", order.status().name())
                        .with("amount", JsonFormat.money(order.payable().orElse(order.paid())))
                        .with("createdAt", order.createdAt())
                        .with("expiresAt", order.expiresAt()));
        orphan.runInDoubt().ifPresent(run -> fields.with("runInDoubt", run.value()));
        orphan.instance().ifPresent(instance -> fields.with("instance", JsonFormat.instance(instance)));
        line("orphan", new Fields().with("orphan", fields.done()));
    }

    @Override
    public void runs(List<RunSummary> runs) {
        for (RunSummary run : runs) {
            line("run", new Fields().with("run", JsonFormat.run(run)).with("next", NextStep.of(run, commands)));
        }
        line("listed", new Fields().with("runs", runs.size()));
    }

    @Override
    public void probed(WireProbe probe, String credentials, Optional<Path> contract) {
        line("probed", new Fields().with("probe", JsonFormat.probe(probe, credentials, contract)));
    }

    @Override
    public void serving(URI endpoint, String dialect, boolean readOnly) {
        Fields told = new Fields()
                .with("endpoint", endpoint.toString())
                .with("accessKey", Demo.ACCESS_KEY)
                .with("secretKey", Demo.SECRET_KEY)
                .with("dbPassword", Demo.DB_PASSWORD)
                .with("dialect", dialect)
                .with("readOnly", readOnly)
                .with("admin", endpoint + "/_sim");
        line("serving", told);
    }

    @Override
    public void resumed(String file, int orders) {
        line("resumedState", new Fields().with("file", file).with("orders", orders));
    }

    @Override
    public void served(ServedCall call) {
        line("request", JsonParser.parseString(call.json()).getAsJsonObject());
    }

    @Override
    public void notTold(long calls) {
        line("requestsNotTold", new Fields().with("requests", calls));
    }

    @Override
    public void replaying(URI endpoint, Optional<String> dialect, int calls, List<String> warnings) {
        Fields told = new Fields()
                .with("endpoint", endpoint.toString())
                .with("dialect", dialect)
                .with("calls", calls)
                .with("warnings", JsonFormat.list(warnings, JsonPrimitive::new));
        line("replaying", told);
    }

    @Override
    public void missed(String what) {
        line("missed", new Fields().with("what", what));
    }

    @Override
    public void drift(DriftVerdict verdict) {
        line("drift", DriftFormat.of(verdict));
    }

    @Override
    public void config(ConfigView view) {
        line("config", view.json());
    }

    @Override
    public void failed(Failure failure) {
        Fields told = new Fields()
                .with("exitCode", failure.code().number())
                .with("kind", failure.code().name())
                .with("message", failure.message())
                .with("runId", failure.stopped().flatMap(ProvisioningException::runId));
        failure.stopped()
                .filter(Unfinished.class::isInstance)
                .map(Unfinished.class::cast)
                .ifPresent(unfinished -> told.with("reason", unfinished.reason().name())
                        .with("mayPass", unfinished.reason().mayPass())
                        .with("seen", JavaNames.withoutState(unfinished.lastSeen()))
                        .with("remedy", RunRemedies.of(unfinished, commands))
                        .with("otherRun", unfinished.otherRun()));
        failure.stopped()
                .flatMap(ProvisioningException::order)
                .ifPresent(order -> told.with("order", JsonFormat.order(order)));
        told.with("resume", failure.resume())
                .with("violations", JsonFormat.list(failure.violations(), JsonFormat::violation));
        line("failed", told);
    }

    @Override
    public void close() {}

    /** What is told again only when it changes. */
    private static List<Object> outcome(CheckResult result) {
        return List.of(result.id(), result.outcome());
    }

    private void line(String event, Fields fields) {
        line(event, fields.done());
    }

    private void line(String event, JsonObject fields) {
        JsonObject line = new Fields()
                .with("version", JsonFormat.VERSION)
                .with("event", event)
                .with("at", shell.timeSource().now().toString())
                .done();
        fields.entrySet().forEach(field -> line.add(field.getKey(), field.getValue()));
        shell.out().println(Plain.escaped(masked(line, shell.known()::mask).toString()));
    }

    /** The same with its texts masked, not its names and numbers. */
    private static JsonElement masked(JsonElement element, UnaryOperator<String> mask) {
        if (element instanceof JsonObject object) {
            JsonObject masked = new JsonObject();
            object.entrySet().forEach(field -> masked.add(field.getKey(), masked(field.getValue(), mask)));
            return masked;
        }
        if (element instanceof JsonArray array) {
            return JsonFormat.list(array.asList(), item -> masked(item, mask));
        }
        return element instanceof JsonPrimitive text && text.isString()
                ? new JsonPrimitive(mask.apply(text.getAsString()))
                : element;
    }
}
