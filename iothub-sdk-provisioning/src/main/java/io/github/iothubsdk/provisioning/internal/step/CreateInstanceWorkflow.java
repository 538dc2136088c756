package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.check.PreflightChecks;
import io.github.iothubsdk.provisioning.internal.flow.Observation;
import io.github.iothubsdk.provisioning.internal.flow.Progress;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.Stop;
import io.github.iothubsdk.provisioning.internal.flow.Workflow;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.internal.schema.SchemaJobs;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.spi.PaymentPolicy;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The flow, read from top to bottom. Adding a step: CONTRIBUTING.md, Recipes. */
public final class CreateInstanceWorkflow implements Workflow {

    private final List<Step> schemaFirst;
    private final List<Step> schemaLast;
    private final TimeSource timeSource;

    /** What the steps are made of. */
    public record Dependencies(
            PreflightChecks checks,
            SchemaJobs schema,
            InstanceApi instances,
            InstanceListCache shared,
            OrderApi orders,
            OrdersBefore before,
            PaymentPolicy policy,
            SecretSource secrets,
            Timing timing,
            TimeSource timeSource) {}

    /** Makes each step once. */
    public CreateInstanceWorkflow(Dependencies dependencies) {
        Timing timing = dependencies.timing();
        timeSource = dependencies.timeSource();
        var passwords = new Passwords(dependencies.secrets());
        var desk = new OrderRules(
                dependencies.orders(), dependencies.policy(), timing.listLag(), dependencies.timeSource());
        var verdict =
                new OrderVerdict(new OrderEvidence(dependencies.orders(), dependencies.instances())::look, timing);

        var adoption = new Adoption(dependencies.orders(), dependencies.instances());
        Step preflight = new RunPreflight(dependencies.checks(), adoption);
        Step bootstrap = new BootstrapSchema(dependencies.schema());
        Step place = new PlaceOrder(
                dependencies.instances(), dependencies.shared(), dependencies.before(), passwords, verdict, adoption);
        Step confirm = new ConfirmOrder(desk);
        Step pay = new PayOrder(dependencies.orders(), desk, dependencies.shared(), timing.quietPeriod());
        Step await = new AwaitInstance(dependencies.shared(), desk, timing.vanishAfter());

        schemaFirst = List.of(preflight, bootstrap, place, confirm, pay, await);
        var moved = new ArrayList<>(schemaFirst);
        moved.remove(bootstrap);
        moved.add(bootstrap);
        schemaLast = List.copyOf(moved);
    }

    /** The steps of a request: nothing is paid for before the database is ready, unless the caller wants it so. */
    @Override
    public List<Step> of(CreateInstanceRequest request) {
        return request.schema().filter(SchemaBootstrap::afterInstance).isPresent() ? schemaLast : schemaFirst;
    }

    /** Every step there is. */
    public List<Step> all() {
        return schemaFirst;
    }

    /** What a run that reached every step came to. */
    public static ProvisioningResult result(Progress progress) {
        return ProvisioningResult.of(
                progress.runId(),
                progress.get(AwaitInstance.Running.class).instance(),
                progress.get(PlaceOrder.Ordered.class).orderNumber(),
                progress.get(PayOrder.Paid.class).amount(),
                Optional.ofNullable(
                        progress.get(BootstrapSchema.SchemaReady.class).report()));
    }

    /** A run at a glance. */
    public RunSummary summary(Progress progress) {
        return RunSummary.builder(progress.runId())
                .of(progress.request().region(), progress.request().name())
                .endpoint(progress.place().address())
                .dialect(Optional.of(progress.place().dialect()))
                .begun(progress.begunAt(), Duration.between(progress.begunAt(), timeSource.now()))
                .step(next(progress).map(Step::name).orElse(StepIds.DONE))
                .order(order(progress))
                .instanceId(progress.find(PlaceOrder.Ordered.class)
                        .map(PlaceOrder.Ordered::instanceId)
                        .filter(id -> !id.isEmpty()))
                .lastSeen(progress.lastSeen().map(Observation::words).filter(words -> !words.isEmpty()))
                .reason(progress.stopped().map(Stop::reason))
                .ended(progress.ended())
                .adopts(progress.adopts())
                .build();
    }

    /** What is told of a run when it is begun or taken up. */
    public ProvisioningEvent opened(Progress progress, boolean isNew) {
        RunSummary summary = summary(progress);
        CreateInstanceRequest request = progress.request();
        return isNew
                ? ProvisioningEvent.begun(progress.runId(), request.region(), request.name(), progress.begunAt())
                : ProvisioningEvent.resumed(progress.runId(), summary.step().orElse(StepIds.DONE), summary.lastSeen());
    }

    /** The order of its milestones, with what was told of that very order when it stopped. */
    private static Optional<KnownOrder> order(Progress progress) {
        Optional<KnownOrder> own = progress.order();
        return progress.stopped()
                .flatMap(Stop::order)
                .filter(told -> own.map(KnownOrder::number)
                        .filter(told.number()::equals)
                        .isPresent())
                .or(() -> own);
    }
}
