package io.github.iothubsdk.spring;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the journal now and then, on one thread, and tells which runs may be taken up. Thread-safe. */
final class JournalLooks {

    private static final Logger LOG = LoggerFactory.getLogger(IotHubRuns.class);

    /** What many runs that stop at once wait for, so that one look tells of them all: each reads the whole journal. */
    private static final Duration SOON = Duration.ofMillis(100);

    /** What a run in doubt is left with: it goes on once it is in doubt no more, however soon somebody has decided. */
    private static final String IN_DOUBT = "in doubt";

    private final ProvisioningClient client;
    private final IotHubProperties.Runs settings;

    /** Runs that a person must look at, each with what the journal said of it then; tried again once that has changed. */
    private final Map<RunId, String> left = new ConcurrentHashMap<>();

    private final AtomicReference<@Nullable RunLook> last = new AtomicReference<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean lookedBefore;
    private volatile @Nullable ScheduledThreadPoolExecutor looking;

    JournalLooks(ProvisioningClient client, IotHubProperties.Runs settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Tells this of each run that may be taken up. */
    void start(Consumer<RunId> takeUp) {
        var thread = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread looks = new Thread(task, "iothub-runs");
                    looks.setDaemon(true);
                    return looks;
                },
                new DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        asked.set(false);
        looking = thread;
        long pause = settings.lookEvery().toNanos();
        var unused = thread.scheduleWithFixedDelay(() -> look(takeUp), 0, pause, TimeUnit.NANOSECONDS);
    }

    /** Begins no look from now on and waits for none; false when that was so before. */
    boolean stop() {
        ScheduledThreadPoolExecutor thread = looking;
        looking = null;
        if (thread == null) {
            return false;
        }
        thread.shutdown();
        return true;
    }

    boolean isRunning() {
        return looking != null;
    }

    /** What the last look found; empty before the first. */
    Optional<RunLook> last() {
        return Optional.ofNullable(last.get());
    }

    /** A person must decide about the run; the health tells of it soon. */
    void leave(RunId run, boolean inDoubt) {
        left.put(run, inDoubt ? IN_DOUBT : "");
        ScheduledThreadPoolExecutor thread = looking;
        if (thread != null && asked.compareAndSet(false, true)) {
            var unused = thread.schedule(this::lookOnce, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Somebody has decided. */
    void takeBack(RunId run) {
        left.remove(run);
    }

    private void lookOnce() {
        asked.set(false);
        lookQuietly(open -> {});
    }

    private void look(Consumer<RunId> takeUp) {
        lookQuietly(open -> {
            if (settings.resume()) {
                open.stream()
                        .filter(run -> RunLook.mayGoOn(run) && !isLeft(run))
                        .filter(run -> !lookedBefore || !RunLook.isInDoubt(run)) // these only when a node starts
                        .forEach(run -> takeUp.accept(run.runId()));
                lookedBefore = true;
            }
        });
    }

    private void lookQuietly(Consumer<List<RunSummary>> then) {
        try {
            Set<RunId> before = new HashSet<>(left.keySet());
            List<RunSummary> open = client.unfinishedRuns();
            last.set(new RunLook(TimeSource.system().now(), open, ""));
            open.forEach(run -> before.remove(run.runId()));
            left.keySet().removeAll(before);
            then.accept(open);
        } catch (Throwable e) { // whatever is thrown here would end the looks for good
            if (isRunning()) {
                failed(e);
            }
        }
    }

    private void failed(Throwable e) {
        String why = e instanceof RuntimeException && e.getMessage() != null ? e.getMessage() : e.toString();
        List<RunSummary> before = last().map(RunLook::open).orElse(List.of());
        last.set(new RunLook(TimeSource.system().now(), before, why));
        LOG.warn("The journal cannot be looked at, and runs that nobody has wait: {}", why);
    }

    private boolean isLeft(RunSummary run) {
        String now = RunLook.isInDoubt(run)
                ? IN_DOUBT
                : run.step() + " " + run.ended() + " " + run.reason() + " " + run.lastSeen();
        return left.computeIfPresent(run.runId(), (id, then) -> then.isEmpty() || then.equals(now) ? now : null)
                != null;
    }
}
