package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.Approval;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import io.github.iothubsdk.simulator.ServedCall;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** For people. */
final class TextReport implements Report {

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    private final Shell shell;
    private final Commands commands;
    private final Screen screen;
    private final Printer out;
    private final Checklist checklist;
    private final ProgressPrinter progress;
    private final SimulatorText simulator;
    private boolean planned;

    TextReport(Shell shell, Commands commands) {
        this.shell = shell;
        this.commands = commands;
        screen = shell.screen();
        out = shell.results();
        checklist = new Checklist(out, screen, commands);
        progress = new ProgressPrinter(shell, checklist);
        simulator = new SimulatorText(out, screen, line -> shell.errors().println("iothub: " + line));
    }

    @Override
    public void on(ProvisioningEvent event) {
        progress.on(event);
    }

    @Override
    public void preflight(Preflight preflight) {
        if (isUnreachable(preflight)) {
            return;
        }
        planned = true;
        out.println("Preconditions of " + preflight.request().name() + " in "
                + preflight.request().region());
        preflight.checks().forEach(checklist::tell);
        long passed = preflight.checks().stream()
                .filter(result -> result.outcome() == CheckResult.Outcome.PASSED)
                .count();
        out.println(passed + " of " + preflight.checks().size() + " passed"
                + (preflight.ready() ? "; it can be ordered." : "; it cannot be ordered yet."));
    }

    /** A dozen checks that nobody could look at are one thing to say when the service cannot be reached. */
    private static boolean isUnreachable(Preflight preflight) {
        List<Violation> violations = preflight.violations();
        return violations.size() == 1 && Correction.isOfAll(violations.get(0));
    }

    @Override
    public void approved(Approval approval, Path file, String way) {
        out.println("Approved by " + approval.by() + " until "
                + approval.expires().truncatedTo(ChronoUnit.SECONDS)
                + ", for one run and at most " + approval.request().spendAtMost() + ", by what was looked at on "
                + approval.lookedAt().truncatedTo(ChronoUnit.SECONDS) + ": " + file);
        out.println("Order it with: iothub create --approval " + Commands.quote(file.toString()) + commands.options()
                + way);
    }

    @Override
    public void order(CreateInstanceRequest request) {
        out.println();
        out.println("Order");
        var facts = new Table("  instance", "  network", "  database", "  schema", "  ceiling");
        var database = request.database();
        facts.row(
                request.name() + " in " + request.region()
                        + (request.description().isEmpty() ? "" : " (" + request.description() + ")"),
                request.network().vpcId() + " / " + request.network().subnetId(),
                database.database() + " on " + database.instanceId() + ", as " + database.user(),
                request.schema()
                        .map(schema -> schema.script().source() + ", "
                                + schema.script().size() + " bytes"
                                + (schema.byOthers() ? ", which others run" : ""))
                        .orElse("none is given; the database is left as it is"),
                request.spendAtMost() + "; what costs more is not paid");
        facts.blocks(out, screen.columns());
        out.println();
    }

    @Override
    public void instances(List<Instance> instances, int all, boolean again) {
        out.raw(again && screen.moves() ? CLEAR_SCREEN : "");
        if (instances.isEmpty()) {
            out.println(
                    all == 0
                            ? "There is no instance in the region."
                            : (all == 1 ? "The only instance" : "Each of the " + all + " instances")
                                    + " of the region is another than those that are asked for.");
        } else {
            InstanceView.list(instances).print(out, screen.columns());
        }
        if (again) {
            out.println();
            out.println("Looked at " + shell.timeSource().now().truncatedTo(ChronoUnit.SECONDS)
                    + (screen.moves() ? "" : "; told again when it changes") + "; Ctrl-C ends it.");
        }
    }

    @Override
    public void instance(Instance instance) {
        InstanceView.one(instance).blocks(out, screen.columns());
    }

    @Override
    public void deleted(Instance instance) {
        out.println("Deleted " + instance.id() + ", " + instance.name() + ".");
    }

    @Override
    public void gone(String named, Optional<Instance> last) {
        out.println(last.map(known -> known.id() + ", " + known.name() + ", is gone.")
                .orElse("There is no instance with the id or name '" + named
                        + "', nor was there when it was looked for."));
    }

    @Override
    public void goesOn(String instance, Optional<Instant> waitsSince) {
        progress.goesOn(instance, waitsSince);
    }

    @Override
    public void noted(String line) {
        tell(line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1));
    }

    @Override
    public void resumedAll(int runs, Path journal) {
        out.println(
                runs == 0
                        ? "There is no unfinished run in " + journal + "."
                        : runs + (runs == 1 ? " run" : " runs") + " went to the end; none is left.");
    }

    @Override
    public void abandoned(RunSummary run) {
        out.println("Gave " + run.runId() + " up"
                + run.order()
                        .map(KnownOrder::number)
                        .map(order -> "; its order is " + order)
                        .orElse("") + ".");
    }

    @Override
    public void resolved(RunSummary run, String resume) {
        if (run.ended().isPresent()) {
            abandoned(run);
        } else {
            out.println("Resolved " + run.runId()
                    + run.order()
                            .map(KnownOrder::number)
                            .map(order -> ": its order is " + order)
                            .orElse(": it may order again")
                    + ". Go on with: " + resume);
        }
    }

    @Override
    public void explained(RunHistory history) {
        RunSummary run = history.summary();
        var facts = new Table("run", "instance", "state", "approved", "money", "next");
        facts.row(
                run.runId().value(),
                run.name().orElse("-") + run.instanceId().map(id -> ", " + id).orElse(""),
                run.ended().map(Enum::name).or(run::step).orElse("-"),
                history.approvedBy().map(who -> "by " + who).orElse("not beforehand"),
                history.money(),
                NextStep.of(run, commands));
        facts.blocks(out, screen.columns());
        out.println();
        var timeline = new Table("TIME (UTC)", "WHAT", "STEP", "WORDS");
        history.entries()
                .forEach(entry -> timeline.row(
                        entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                        entry.kind().name(),
                        entry.step().orElse("-"),
                        JavaNames.withoutState(entry.words())
                                + entry.requestId()
                                        .map(id -> " (request " + id + ")")
                                        .orElse("")));
        timeline.print(out, screen.columns());
    }

    @Override
    public void bundled(RunHistory history, Path file) {
        out.println("Wrote " + file + ": the run " + history.summary().runId()
                + ", with other names, ids and amounts. Look through it before you send it.");
    }

    @Override
    public void orphans(List<Orphan> orphans, OrphanLook where, SchemaLook schema) {
        if (orphans.isEmpty()) {
            out.println(
                    "Every instance of the region, and every order that may hold money, is a run's of this journal.");
        } else {
            tell(orphans);
        }
        out.println(where.words());
        out.println(schema.words());
    }

    @Override
    public void orphan(Orphan orphan) {
        tell(List.of(orphan));
    }

    private void tell(List<Orphan> orphans) {
        var table = new Table("WHAT", "NAME", "ORDER", "PRODUCT", "AMOUNT", "STATUS", "INSTANCE", "CREATED");
        orphans.forEach(orphan -> table.row(
                orphan.kind().name(),
                orphan.name().orElse("-"),
                orphan.order().map(Order::number).orElse("-"),
                OrphanLook.product(orphan).orElse("-"),
                orphan.order()
                        .map(order -> order.payable().orElse(order.paid()).toString())
                        .orElse("-"),
                orphan.order().map(order -> order.status().name()).orElse("-"),
                orphan.instance()
                        .map(instance ->
                                instance.id() + " " + instance.statusWord().orElse(""))
                        .orElse("-"),
                orphan.order()
                        .flatMap(Order::createdAt)
                        .or(() -> orphan.instance().flatMap(Instance::createdAt))
                        .map(Object::toString)
                        .orElse("-")));
        table.print(out, screen.columns());
        orphans.forEach(orphan -> orphan.runInDoubt()
                .ifPresent(run -> out.println(orphan + " may be run " + run
                        + "'s, which does not know whether it has ordered: "
                        + commands.resume(run))));
        long others = orphans.stream().filter(OrphanLook::isOfIotCore).count();
        if (others > 0) {
            out.println(
                    others + " of them by the product's name of IoT Core, which is another product. Told all the same:"
                            + " under which name IoT Hub is ordered is not published.");
        }
        out.println(
                orphans.size() + " that no run of this journal explains. They may be a colleague's, the console's, or"
                        + " of another journal. Nothing is paid or changed here.");
    }

    @Override
    public void runs(List<RunSummary> runs) {
        var table = new Table("RUN", "NAME", "STEP", "AGE", "ORDER", "NEXT");
        runs.forEach(run -> table.row(
                run.runId().value(),
                run.name().orElse("-"),
                run.ended().map(Enum::name).or(run::step).orElse("unreadable"),
                run.begunAt()
                        .map(at -> Elapsed.since(at, shell.timeSource().now()))
                        .orElse("-"),
                run.order().map(KnownOrder::number).orElse("-"),
                NextStep.of(run, commands)));
        table.print(out, screen.columns());
    }

    @Override
    public void probed(WireProbe probe, String credentials, Optional<Path> contract) {
        var diagnosis = new Diagnosis(probe, credentials, contract);
        Wrapping.print(out, "", diagnosis.verdict(), screen.columns());
        diagnosis.nextSteps().forEach(step -> Wrapping.print(out, "  - ", step, screen.columns()));
        out.println();
        var facts = diagnosis.facts();
        var seen = new Table(facts.stream().map(fact -> "  " + fact[0]).toArray(String[]::new));
        seen.row(facts.stream().map(fact -> fact[1]).toArray(String[]::new)).blocks(out, screen.columns());
        out.println();
        var routes = new Table("DIALECT", "READ", "STATE", "CALL", "DETAIL");
        probe.routes()
                .forEach(route -> routes.row(
                        route.dialect().orElse("all"),
                        route.operation() + (route.needed() ? " *" : ""),
                        Diagnosis.state(route),
                        route.call(),
                        route.detail().orElse("")));
        routes.print(out, screen.columns());
        out.println("* creating an instance needs it");
    }

    @Override
    public void serving(URI endpoint, String dialect, boolean readOnly) {
        simulator.serving(endpoint, dialect, readOnly);
    }

    @Override
    public void replaying(URI endpoint, Optional<String> dialect, int calls, List<String> warnings) {
        simulator.replaying(endpoint, dialect, calls, warnings);
    }

    @Override
    public void resumed(String file, int orders) {
        simulator.resumed(file, orders);
    }

    @Override
    public void served(ServedCall call) {
        simulator.served(call);
    }

    @Override
    public void notTold(long calls) {
        simulator.notTold(calls);
    }

    @Override
    public void missed(String what) {
        simulator.missed(what);
    }

    @Override
    public void drift(DriftVerdict verdict) {
        out.println(verdict.words());
        if (!verdict.unused().isEmpty()) {
            out.println(verdict.unused());
        }
        verdict.best()
                .findings()
                .forEach((finding, times) -> out.println("  " + finding.line() + " (" + times.count()
                        + " times, first in exchange " + times.first() + ")"));
        verdict.others().stream()
                .filter(other -> other.compared() > 0)
                .forEach(other -> out.println("  beside it, " + DriftVerdict.counts(other)));
    }

    @Override
    public void config(ConfigView view) {
        view.print(out, screen.columns());
    }

    @Override
    public void failed(Failure failure) {
        if (failure.code() == ExitCode.INTERRUPTED && !progress.isDrawn()) {
            var unused = shell.interrupted();
        }
        progress.close();
        List<Correction> violations = failure.violations();
        if (planned && screen.interactive() && !violations.isEmpty()) {
            tell(failure.message() + " Put right what did not pass, then try again.");
        } else if (violations.size() == 1) {
            tell(failure.message() + (violations.get(0).isSaidWhole() ? " " : " To put right: ") + violations.get(0));
        } else {
            tell(failure.message()
                    + (violations.isEmpty() ? "" : " There are " + violations.size() + " things to put right:"));
            violations.forEach(violation -> shell.errors().println("  " + violation));
        }
        failure.resume().ifPresent(command -> shell.errors().println("Go on with: " + command));
    }

    @Override
    public void close() {
        progress.close();
    }

    private void tell(String line) {
        shell.errors().println("iothub: " + line);
    }
}
