package io.github.iothubsdk.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Begun;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Checked;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Claimed;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Confirmed;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Finished;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Looked;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Ordered;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Paid;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Recovering;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Resumed;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaFailed;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaFinished;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaNoted;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaStarted;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Waiting;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Warned;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.wire.ProbedRoute;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The format of the command's JSON, word by word: what docs/cli-events.md promises is written here and nowhere else, so that
 * the library's types may change without it. A field that is not known is left out.
 */
final class JsonFormat {

    /** Fields and events may be added; one that changes or goes needs the next version. */
    static final int VERSION = 1;

    /** One line: the event's name and its fields. */
    record Line(String event, JsonObject fields) {}

    /** Fields in their order. */
    static final class Fields {
        private final JsonObject object = new JsonObject();

        Fields with(String name, String text) {
            object.addProperty(name, text);
            return this;
        }

        Fields with(String name, long number) {
            object.addProperty(name, number);
            return this;
        }

        Fields with(String name, boolean word) {
            object.addProperty(name, word);
            return this;
        }

        Fields with(String name, JsonElement value) {
            object.add(name, value);
            return this;
        }

        Fields with(String name, Optional<?> text) {
            text.ifPresent(known -> object.addProperty(name, String.valueOf(known)));
            return this;
        }

        JsonObject done() {
            return object;
        }
    }

    private static final Map<Class<? extends ProvisioningEvent>, BiFunction<ProvisioningEvent, Commands, Line>> LINES =
            new HashMap<>();

    static {
        line(Begun.class, "begun", (e, to) -> to.with("region", e.region()).with("name", e.name()));
        line(Resumed.class, "resumed", (e, to) -> to.with("step", e.step()).with("lastSeen", e.lastSeen()));
        LINES.put(
                Checked.class,
                (event, commands) ->
                        line(event, "checked", to -> to.with("result", check(((Checked) event).result(), commands))));
        line(
                SchemaStarted.class,
                "schemaStarted",
                (e, to) -> to.with("database", e.database())
                        .with("scriptSha256", e.scriptSha256())
                        .with("bytes", e.bytes()));
        line(SchemaNoted.class, "schemaNoted", (e, to) -> to.with("note", note(e.note())));
        line(SchemaFailed.class, "schemaFailed", (e, to) -> {
            e.statement().ifPresent(number -> to.with("statement", number));
            return to.with("what", e.what());
        });
        line(SchemaFinished.class, "schemaFinished", (e, to) -> to.with("report", report(e.report())));
        line(Claimed.class, "claimed", (e, to) -> to.with("step", e.step()).with("attempt", e.attempt()));
        line(
                Recovering.class,
                "recovering",
                (e, to) -> to.with("step", e.step()).with("evidence", list(e.evidence(), JsonPrimitive::new)));
        line(
                Ordered.class,
                "ordered",
                (e, to) -> to.with("orderNumber", e.orderNumber()).with("instanceId", e.instanceId()));
        line(
                Confirmed.class,
                "confirmed",
                (e, to) -> to.with("orderNumber", e.orderNumber())
                        .with("amount", money(e.amount()))
                        .with("expiresAt", e.expiresAt()));
        line(
                Paid.class,
                "paid",
                (e, to) -> to.with("orderNumber", e.orderNumber()).with("amount", money(e.amount())));
        line(Looked.class, "looked", (e, to) -> {
            to.with("instanceId", e.instanceId()).with("seen", e.seen());
            e.progress().ifPresent(percent -> to.with("progress", percent));
            return to;
        });
        line(
                Waiting.class,
                "waiting",
                (e, to) -> to.with("step", e.step())
                        .with("seen", e.seen())
                        .with("after", e.after().toString()));
        line(Warned.class, "warned", (e, to) -> to.with("what", e.what()));
        line(Finished.class, "finished", (e, to) -> to.with("provisioned", result(e.provisioned())));
    }

    private JsonFormat() {}

    private static <E extends ProvisioningEvent> void line(
            Class<E> type, String name, BiFunction<E, Fields, Fields> fields) {
        LINES.put(type, (event, commands) -> line(event, name, to -> fields.apply(type.cast(event), to)));
    }

    private static Line line(ProvisioningEvent event, String name, UnaryOperator<Fields> fields) {
        Fields with = new Fields().with("runId", event.runId().value());
        return new Line(name, fields.apply(with).done());
    }

    /**
     * The line of an event; a run that stopped has none, since the command's {@code failed} tells it.
     *
     * @param commands what can be done about a check
     */
    static Optional<Line> event(ProvisioningEvent event, Commands commands) {
        return Optional.ofNullable(LINES.get(event.kind())).map(line -> line.apply(event, commands));
    }

    static JsonObject check(CheckResult result, Commands commands) {
        return new Fields()
                .with("id", result.id().value())
                .with("check", result.check())
                .with("outcome", result.outcome().name())
                .with("found", result.found())
                .with("expected", result.expected())
                .with("remedy", Remedies.of(result, commands))
                .with("requestId", result.requestId())
                .with("cause", result.cause())
                .with("otherRun", result.otherRun())
                .done();
    }

    static JsonObject violation(Correction correction) {
        Violation violation = correction.of();
        return new Fields()
                .with("code", violation.code())
                .with("field", correction.field())
                .with("value", violation.value())
                .with("rule", violation.rule())
                .with("remedy", correction.remedy())
                .with("checks", list(violation.checks(), (CheckId id) -> new JsonPrimitive(id.value())))
                .with("mayGoUnchecked", violation.mayGoUnchecked())
                .with("cause", violation.cause())
                .with("otherRun", violation.otherRun())
                .done();
    }

    static JsonObject money(Money money) {
        return new Fields()
                .with("amount", money.amount().toPlainString())
                .with("currency", money.currency())
                .done();
    }

    static JsonObject order(KnownOrder order) {
        Fields fields = new Fields().with("number", order.number());
        order.amount().ifPresent(amount -> fields.with("amount", money(amount)));
        return fields.with("expiresAt", order.expiresAt()).done();
    }

    static JsonObject instance(Instance instance) {
        Fields fields = new Fields()
                .with("id", instance.id())
                .with("name", instance.name())
                .with("region", instance.region())
                .with("zone", instance.zone())
                .with("vpcId", instance.vpcId())
                .with("vpcName", instance.vpcName())
                .with("subnetId", instance.subnetId())
                .with("subnetName", instance.subnetName())
                .with("privateDomain", instance.privateDomain())
                .with("publicDomain", instance.publicDomain())
                .with("status", instance.status().name())
                .with("statusWord", instance.statusWord());
        instance.progress().ifPresent(percent -> fields.with("progress", percent));
        return fields.with("createdAt", instance.createdAt())
                .with("description", instance.description())
                .done();
    }

    static JsonObject run(RunSummary run) {
        Fields fields = new Fields()
                .with("runId", run.runId().value())
                .with("region", run.region())
                .with("name", run.name())
                .with("endpoint", run.endpoint())
                .with("dialect", run.dialect())
                .with("begunAt", run.begunAt())
                .with("step", run.step());
        run.order().ifPresent(order -> fields.with("order", order(order)));
        return fields.with("instanceId", run.instanceId())
                .with("lastSeen", run.lastSeen().map(JavaNames::withoutState))
                .with("reason", run.reason())
                .with("ended", run.ended())
                .done();
    }

    static JsonObject probe(WireProbe probe, String credentials, Optional<Path> contract) {
        var diagnosis = new Diagnosis(probe, credentials, contract);
        return new Fields()
                .with("ready", probe.answering().isPresent())
                .with("verdict", diagnosis.verdict())
                .with("nextSteps", list(diagnosis.nextSteps(), JsonPrimitive::new))
                .with("dialect", probe.answering().map(WireDialect::name))
                .with("digest", probe.answering().map(WireDialect::digest))
                .with("contract", contract)
                .with("credentials", credentials)
                .with("account", probe.account())
                .with("region", probe.region())
                .with("regionsOffered", list(probe.regionsOffered(), JsonPrimitive::new))
                .with("clockAhead", probe.clockAhead())
                .with("orderTimes", probe.orderTimes())
                .with("unfinishedRuns", list(probe.unfinishedRuns(), JsonFormat::run))
                .with("unexplainedOrders", list(probe.unexplainedOrders(), JsonPrimitive::new))
                .with("unexplainedInstances", list(probe.unexplainedInstances(), JsonPrimitive::new))
                .with("routes", list(probe.routes(), JsonFormat::route))
                .done();
    }

    private static JsonObject route(ProbedRoute route) {
        return new Fields()
                .with("dialect", route.dialect())
                .with("operation", route.operation())
                .with("call", route.call())
                .with("needed", route.needed())
                .with("state", route.state().name())
                .with("detail", route.detail())
                .with("requestId", route.requestId())
                .done();
    }

    static <T> JsonArray list(List<T> items, Function<T, ? extends JsonElement> format) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(format.apply(item)));
        return array;
    }

    private static JsonObject note(SchemaNote note) {
        return new Fields()
                .with("kind", note.kind().name())
                .with("words", note.words())
                .done();
    }

    private static JsonObject report(SchemaReport report) {
        return new Fields()
                .with("scriptSha256", report.scriptSha256())
                .with("statements", report.statements())
                .with("tables", report.tables())
                .with("took", report.took().toString())
                .with("alreadyThere", report.alreadyThere())
                .with("notes", list(report.notes(), JsonFormat::note))
                .done();
    }

    private static JsonObject result(ProvisioningResult result) {
        Fields fields = new Fields()
                .with("runId", result.runId().value())
                .with("instance", instance(result.instance()))
                .with("orderNumber", result.orderNumber())
                .with("paid", money(result.paid()));
        result.schema().ifPresent(report -> fields.with("schema", report(report)));
        return fields.done();
    }
}
