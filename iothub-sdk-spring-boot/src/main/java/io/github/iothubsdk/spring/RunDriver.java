package io.github.iothubsdk.spring;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningRun;
import io.github.iothubsdk.provisioning.ProvisioningRun.Phase;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes runs forward on the client's few threads. It owns a run from its first turn to its end, so that no other node has it
 * meanwhile, and looks at the journal now and then for runs that nobody has. Thread-safe.
 */
final class RunDriver implements IotHubRuns, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IotHubRuns.class);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);
    private static final long SETTLING_MILLIS = 20;

    private final ProvisioningClient client;
    private final IotHubProperties.Runs settings;
    private final Set<RunId> driven = ConcurrentHashMap.newKeySet();
    private final Map<RunId, ProvisioningRun> underWay = new ConcurrentHashMap<>();

    /** What a run in doubt is left with: it goes on once it is in doubt no more, however soon somebody has decided. */
    private static final String IN_DOUBT = "in doubt";

    /** Runs that a person must look at, each with what the journal said of it then; tried again once that has changed. */
    private final Map<RunId, String> left = new ConcurrentHashMap<>();

    private final AtomicReference<@Nullable RunLook> lastLook = new AtomicReference<>();
    private volatile boolean lookedBefore;
    private volatile @Nullable ScheduledThreadPoolExecutor looking;

    RunDriver(ProvisioningClient client, IotHubProperties.Runs settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public RunId begin(CreateInstanceRequest request) {
        RunId run = client.begin(requireNonNull(request, "request"));
        drive(run, Optional.empty());
        return run;
    }

    @Override
    public RunId begin(RunId runId, CreateInstanceRequest request) {
        RunId run = client.begin(requireNonNull(runId, "runId"), requireNonNull(request, "request"));
        if (client.run(run).filter(known -> known.ended().isEmpty()).isPresent()) {
            drive(run, Optional.empty());
        }
        return run;
    }

    @Override
    public Optional<RunSummary> find(String runId) {
        return RunId.isValid(requireNonNull(runId, "runId")) ? client.run(RunId.of(runId)) : Optional.empty();
    }

    /** Takes a run up by somebody's word; false when this node has it already, or is stopping. */
    boolean resume(RunId run, Optional<Money> ceiling) {
        left.remove(run);
        return drive(run, ceiling);
    }

    /** What the last look at the journal found; empty before the first. */
    Optional<RunLook> lastLook() {
        return Optional.ofNullable(lastLook.get());
    }

    /** A stopped node begins no turn: the journal has the run, and the next one takes it up. */
    private boolean drive(RunId run, Optional<Money> ceiling) {
        if (looking == null || !driven.add(run)) {
            return false;
        }
        ProvisioningRun going;
        try {
            going = ceiling.map(most -> client.resumeAsync(run, AS_LONG_AS_IT_TAKES, most))
                    .orElseGet(() -> client.resumeAsync(run, AS_LONG_AS_IT_TAKES));
        } catch (RuntimeException e) { // a ceiling that is none
            driven.remove(run);
            throw e;
        }
        underWay.put(run, going);
        var unused = going.result().whenComplete((done, failure) -> {
            underWay.remove(run, going);
            driven.remove(run);
            if (failure != null) {
                stopped(run, failure);
            }
        });
        return true;
    }

    /** The client's own log has said what and why; this only decides whether to try again by itself. */
    private void stopped(RunId run, Throwable failure) {
        Throwable why = failure.getCause() == null ? failure : failure.getCause();
        if (why instanceof CancellationException || failure instanceof CancellationException) {
            return;
        }
        boolean mayPass = why instanceof ProvisioningException.Unfinished unfinished
                && unfinished.reason().mayPass();
        if (mayPass) {
            LOG.debug("Run {} is looked at again in {}: {}", run, settings.lookEvery(), why.getMessage());
        } else {
            left.put(run, why instanceof ProvisioningException.Unknown ? IN_DOUBT : "");
            LOG.warn("Run {} is left to a person: {}", run, why.getMessage());
        }
        ScheduledThreadPoolExecutor thread = looking;
        if (thread != null && !mayPass) {
            thread.execute(() -> look(false)); // so that the health tells of it at once
        }
    }

    private void look(boolean resuming) {
        try {
            List<RunSummary> open = client.unfinishedRuns();
            lastLook.set(new RunLook(TimeSource.system().now(), open, ""));
            if (resuming) {
                open.stream()
                        .filter(run -> RunLook.mayGoOn(run) && !isLeft(run))
                        .filter(run -> !lookedBefore || !RunLook.isInDoubt(run)) // these only when a node starts
                        .forEach(run -> drive(run.runId(), Optional.empty()));
                lookedBefore = true;
            }
        } catch (RuntimeException e) { // what is thrown here would end the looks for good
            LOG.warn("The journal cannot be looked at, and runs that nobody has wait: {}", e.getMessage());
            List<RunSummary> before = lastLook().map(RunLook::open).orElse(List.of());
            lastLook.set(new RunLook(TimeSource.system().now(), before, String.valueOf(e.getMessage())));
        }
    }

    private boolean isLeft(RunSummary run) {
        String now = RunLook.isInDoubt(run)
                ? IN_DOUBT
                : run.step() + " " + run.ended() + " " + run.reason() + " " + run.lastSeen();
        return left.computeIfPresent(run.runId(), (id, then) -> then.isEmpty() || then.equals(now) ? now : null)
                != null;
    }

    @Override
    public void start() {
        var thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread looks = new Thread(task, "iothub-runs");
            looks.setDaemon(true);
            return looks;
        });
        looking = thread;
        long pause = settings.lookEvery().toNanos();
        var unused = thread.scheduleWithFixedDelay(() -> look(settings.resume()), 0, pause, TimeUnit.NANOSECONDS);
    }

    /** Turns under way end, so that no payment is cut off, and no other is begun; Spring waits for that within its limit. */
    @Override
    public void stop(Runnable callback) {
        ScheduledThreadPoolExecutor thread = looking;
        looking = null;
        if (thread == null) {
            callback.run();
            return;
        }
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        thread.execute(() -> settle(thread, callback));
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    private void settle(ScheduledThreadPoolExecutor thread, Runnable callback) {
        underWay.values().stream()
                .filter(run -> run.state().phase() == Phase.WAITING)
                .forEach(ProvisioningRun::cancel);
        if (underWay.values().stream().anyMatch(run -> run.state().phase() == Phase.WORKING)) {
            var unused = thread.schedule(() -> settle(thread, callback), SETTLING_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            thread.shutdown();
            callback.run();
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
