package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.VirtualTime;
import io.github.iothubsdk.provisioning.internal.flow.Accounts;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Owner;
import io.github.iothubsdk.provisioning.internal.flow.OwnerGate;
import io.github.iothubsdk.provisioning.internal.flow.Place;
import io.github.iothubsdk.provisioning.internal.flow.ProgressCodec;
import io.github.iothubsdk.provisioning.internal.flow.Run;
import io.github.iothubsdk.provisioning.internal.flow.Runs;
import io.github.iothubsdk.provisioning.internal.flow.ServiceTime;
import io.github.iothubsdk.provisioning.internal.flow.Snapshot;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.flow.StepEngine;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns of runs without a service: what a step judges is made by the test, and so is the time. */
final class Bench implements ServiceTime {

    static final Instant START = VirtualTime.START;
    static final String NAME = "plant-7";
    static final String ELSEWHERE = "vpc-elsewhere1";

    /** The steps whose milestones tests leave. */
    private static final List<Step> KEPT = List.of(
            new Named("PlaceOrder", MilestoneFormats.ORDERED),
            new Named("ConfirmOrder", MilestoneFormats.CONFIRMED),
            new Named("PayOrder", MilestoneFormats.PAID),
            new Named("AwaitInstance", MilestoneFormats.RUNNING));

    private record Named(String name, MilestoneFormat<?, ?> leaves) implements Step {
        @Override
        public Outcome attempt(StepContext context) {
            throw new UnsupportedOperationException();
        }
    }

    final VirtualTime time = new VirtualTime();
    final List<ProvisioningEvent> events = new ArrayList<>();
    boolean trusted;
    final Journal journal = Journals.inMemory();

    /** The steps of its runs. */
    final List<Step> steps = new ArrayList<>();

    final Runs runs = new Runs(
            journal,
            new ProgressCodec(KEPT, Map.of()),
            request -> steps,
            time,
            new OwnerGate(new OneAccount(), new Place("http://127.0.0.1:1", "dialect", null), false, journal));
    final StepEngine flow = new StepEngine(
            new StepEngine.Dependencies(runs, time, this, () -> Duration.ZERO, () -> false, events::add));

    /** What the service's clock says. */
    @Override
    public Instant now() {
        return time.instant();
    }

    @Override
    public boolean isTrusted() {
        return trusted;
    }

    void pass(Duration more) {
        time.advance(more);
    }

    static CreateInstanceRequest request(UnaryOperator<CreateInstanceRequest.Builder> more) {
        var builder = CreateInstanceRequest.builder("cn-north-1", NAME)
                .description("line 7")
                .network("vpc-here000001", "subnet-here0001")
                .database(RdsDatabase.of("mysql-1", "iothub", "host", "user", Secret.of("a-password")))
                .acceptServiceTerms();
        return more.apply(builder).build();
    }

    StepContext turn() {
        return turn(request(builder -> builder));
    }

    /** A turn of a new run, which knows of its claim from now on. */
    StepContext turn(CreateInstanceRequest request) {
        Run run = run(request);
        StepContext context = turn(run);
        run.close(); // another run may want the name
        runs.abandon(context.runId());
        return context;
    }

    /** A new run, which is the only one of its name. */
    Run run(CreateInstanceRequest request) {
        return runs.begin(RunId.random(), request, Deadline.in(Duration.ofHours(1), time));
    }

    StepContext turn(Run run) {
        StepContext context = flow.lookOnly(run, PlaceOrder.NAME, Deadline.in(Duration.ofHours(1), time));
        context.hasLookedFor(Duration.ZERO);
        return context;
    }

    private record OneAccount() implements Accounts {
        @Override
        public Owner ask(Deadline deadline) {
            return new Owner("785455908941", "0123456789ab");
        }

        @Override
        public void pin() {}

        @Override
        public void unpin() {}

        @Override
        public String fingerprint() {
            return "0123456789ab";
        }
    }

    static final Snapshot BEFORE =
            new Snapshot(null, "old-1", START.minusSeconds(60), List.of("old-1"), false, List.of("i-old"));

    /** A claim that was made, and whose call ended, at the start. */
    static Claim claim() {
        return new Claim(PlaceOrder.NAME, 1, START, START, true, true, false, null, BEFORE);
    }

    static Order order(String number, @Nullable Instant made, Order.Item... items) {
        return Order.builder(number)
                .status(OrderStatus.NO_PAY, Optional.of("NO_PAY"))
                .service(Optional.of("IoT Hub"))
                .payable(Optional.of(Money.cny("88.00")))
                .createdAt(Optional.ofNullable(made))
                .items(Arrays.asList(items))
                .build();
    }

    static Order ofService(String service, Order order) {
        return order.toBuilder()
                .service(Optional.of(service).filter(text -> !text.isBlank()))
                .build();
    }

    static Order.Item item(String id, String name, String... extra) {
        return Order.Item.of(
                Optional.of(id).filter(text -> !text.isBlank()),
                Optional.of(name).filter(text -> !text.isBlank()),
                Optional.of("CREATING"),
                List.of(extra));
    }

    static Instance instance(String id, String name, String vpc, String subnet, String description) {
        return Instance.builder(id, name, "cn-north-1")
                .vpc(vpc, "")
                .subnet(subnet, "")
                .status(InstanceStatus.BUILDING, "BUILDING")
                .description(description)
                .build();
    }

    /** One that shows nothing but its name. */
    static Instance instance(String id, String name) {
        return instance(id, name, "", "", "");
    }
}
