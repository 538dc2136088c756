package io.github.iothubsdk.spring;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningRun;
import io.github.iothubsdk.provisioning.ProvisioningRun.Phase;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes runs forward on the client's few threads. It owns a run from its first turn to its end, so that no other node has it
 * meanwhile, and takes up runs that nobody has. Thread-safe.
 */
final class RunDriver implements IotHubRuns, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IotHubRuns.class);
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);
    private static final Duration SETTLING = Duration.ofMillis(20);

    private final ProvisioningClient client;
    private final IotHubProperties.Runs settings;
    private final JournalLooks looks;
    private final Set<RunId> driven = ConcurrentHashMap.newKeySet();
    private final Map<RunId, ProvisioningRun> underWay = new ConcurrentHashMap<>();

    RunDriver(ProvisioningClient client, IotHubProperties.Runs settings) {
        this.client = client;
        this.settings = settings;
        this.looks = new JournalLooks(client, settings);
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
        looks.takeBack(run);
        return drive(run, ceiling);
    }

    /** What the last look at the journal found; empty before the first. */
    Optional<RunLook> lastLook() {
        return looks.last();
    }

    /** A stopped node begins no turn: the journal has the run, and the next one takes it up. */
    private boolean drive(RunId run, Optional<Money> ceiling) {
        if (!driven.add(run)) {
            return false;
        }
        if (!isRunning()) { // asked behind the line above: a node that stops waits for what it sees there
            driven.remove(run);
            return false;
        }
        ProvisioningRun going;
        try {
            going = ceiling.map(most -> client.resumeAsync(run, AS_LONG_AS_IT_TAKES, most))
                    .orElseGet(() -> client.resumeAsync(run, AS_LONG_AS_IT_TAKES));
        } catch (RuntimeException | Error e) { // such as a ceiling that is none
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
            LOG.warn("Run {} is left to a person: {}", run, why.getMessage());
            looks.leave(run, why instanceof ProvisioningException.Unknown);
        }
    }

    @Override
    public void start() {
        looks.start(run -> drive(run, Optional.empty()));
    }

    /**
     * Every run is stopped at once, those that wait for a thread, too. A step under way, such as a payment, ends first; Spring
     * waits for that within its limit.
     */
    @Override
    public void stop(Runnable callback) {
        if (!looks.stop()) {
            callback.run();
            return;
        }
        Thread stopping = new Thread(
                () -> {
                    try {
                        settle();
                    } finally {
                        callback.run();
                    }
                },
                "iothub-runs-stop");
        stopping.setDaemon(true);
        stopping.start();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Those first that may begin a turn: to stop one that waits, the journal is asked. */
    private void settle() {
        Set<ProvisioningRun> stopped = new HashSet<>();
        while (!isRunning()) {
            List<ProvisioningRun> going = List.copyOf(underWay.values());
            going.stream().filter(RunDriver::works).forEach(ProvisioningRun::cancel);
            going.forEach(ProvisioningRun::cancel);
            stopped.addAll(going);
            if (driven.isEmpty() && stopped.stream().noneMatch(RunDriver::works)) {
                return;
            }
            LockSupport.parkNanos(SETTLING.toNanos());
        }
    }

    private static boolean works(ProvisioningRun run) {
        return run.state().phase() == Phase.WORKING;
    }

    @Override
    public boolean isRunning() {
        return looks.isRunning();
    }
}
