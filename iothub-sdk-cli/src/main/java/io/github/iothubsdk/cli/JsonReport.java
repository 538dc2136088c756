package io.github.iothubsdk.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Demo;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One JSON object a line, each with the version of its schema; docs/cli-events.md has them all. */
final class JsonReport implements Report {

    private static final int VERSION = 1;

    private final Shell shell;
    private final Set<List<Object>> checked = new HashSet<>();

    JsonReport(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void on(ProvisioningEvent event) {
        boolean known = event instanceof ProvisioningEvent.Checked again && !checked.add(outcome(again.result()));
        if (!known && !(event instanceof ProvisioningEvent.Stopped)) { // that one comes as "failed"
            String name = event.getClass().getSimpleName();
            line(Character.toLowerCase(name.charAt(0)) + name.substring(1), Json.tree(event));
        }
    }

    @Override
    public void preflight(Preflight preflight) {
        for (CheckResult result : preflight.checks()) {
            checked.add(outcome(result));
            line("checked", one("result", result));
        }
        line("planned", one("ready", preflight.ready()));
    }

    @Override
    public void order(CreateInstanceRequest request) {}

    @Override
    public void instances(List<Instance> instances, boolean again) {
        instances.forEach(this::instance);
        line("listed", one("instances", instances.size()));
    }

    @Override
    public void instance(Instance instance) {
        line("instance", one("instance", instance));
    }

    @Override
    public void deleted(Instance instance) {
        line("deleted", one("instance", instance));
    }

    @Override
    public void abandoned(RunSummary run) {
        line("abandoned", one("run", run));
    }

    @Override
    public void resolved(RunSummary run, String resume) {
        JsonObject told = one("run", run);
        if (run.ended().isEmpty()) {
            told.addProperty("resume", resume);
        }
        line("resolved", told);
    }

    @Override
    public void runs(List<RunSummary> runs, Function<RunId, String> resuming) {
        for (RunSummary run : runs) {
            JsonObject told = one("run", run);
            told.addProperty("next", NextStep.of(run, resuming));
            line("run", told);
        }
        line("listed", one("runs", runs.size()));
    }

    @Override
    public void serving(URI endpoint) {
        JsonObject told = one("endpoint", endpoint.toString());
        told.addProperty("accessKey", Demo.ACCESS_KEY);
        told.addProperty("secretKey", Demo.SECRET_KEY);
        told.addProperty("dbPassword", Demo.DB_PASSWORD);
        line("serving", told);
    }

    @Override
    public void failed(Failure failure) {
        JsonObject told = one("exitCode", failure.code().number());
        told.addProperty("kind", failure.code().name());
        told.addProperty("message", failure.message());
        failure.run().ifPresent(run -> told.addProperty("runId", run.value()));
        failure.reason().ifPresent(reason -> {
            told.addProperty("reason", reason.name());
            told.addProperty("mayPass", reason.mayPass());
        });
        failure.order().ifPresent(order -> told.add("order", Json.tree(order)));
        failure.resume().ifPresent(resume -> told.addProperty("resume", resume));
        told.add("violations", Json.tree(failure.violations()));
        line("failed", told);
    }

    @Override
    public void close() {}

    /** What is told again only when it changes. */
    private static List<Object> outcome(CheckResult result) {
        return List.of(result.id(), result.outcome());
    }

    private static JsonObject one(String name, Object value) {
        JsonObject object = new JsonObject();
        object.add(name, Json.tree(value));
        return object;
    }

    private void line(String event, JsonElement content) {
        JsonObject line = new JsonObject();
        line.addProperty("version", VERSION);
        line.addProperty("event", event);
        line.addProperty("at", shell.timeSource().now().toString());
        content.getAsJsonObject().entrySet().forEach(field -> line.add(field.getKey(), field.getValue()));
        shell.out().println(Plain.escaped(Json.masked(line, shell.known()::mask).toString()));
    }
}
