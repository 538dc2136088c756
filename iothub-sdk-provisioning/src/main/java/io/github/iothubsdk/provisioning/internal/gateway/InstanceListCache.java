package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.Instance;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One look at the instance list for every run of an account and region. Thread-safe.
 *
 * <p>A look is single-flight and no older than the poll interval, so that a thousand waiters cost one pass over the
 * list for each interval. Few waiters beside a long list look at their instances one by one, which is cheaper. Who decides
 * about money by the list is shown none that was asked for more than ten seconds before, however seldom waiters look.
 */
public final class InstanceListCache {

    /**
     * What a look has found.
     *
     * @param instance empty when it is not in the whole list
     * @param next when another look can show more; runs that began at different times thus look at the same time, and
     *     none is told later than an interval after its instance runs
     */
    public record Sight(Optional<Instance> instance, Duration next) {}

    private record Snapshot(
            Listing<Instance> listing, long takenAt, AtomicReference<@Nullable Listing<Instance>> proved) {}

    /** What is shared by the runs of one region. */
    private static final class Region {
        final ReentrantLock lock = new ReentrantLock();
        /** Held during calls, so that one more pass serves all who need it. */
        final ReentrantLock proving = new ReentrantLock();

        final Map<String, Long> waiters = new HashMap<>();

        @Nullable
        CompletableFuture<Snapshot> inFlight;

        @Nullable
        Snapshot newest;

        int pages = 1;
    }

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final InstanceApi api;
    private final TimeSource timeSource;
    private final Duration interval;
    private final Duration fresh;
    private final Map<String, Region> regions = new ConcurrentHashMap<>();

    /** Looks for waiters at most once per interval and region. */
    public InstanceListCache(InstanceApi api, TimeSource timeSource, Duration interval) {
        this.api = api;
        this.timeSource = timeSource;
        this.interval = interval;
        this.fresh = interval.compareTo(FRESH) < 0 ? interval : FRESH;
    }

    /** How often it is worth asking. */
    public Duration interval() {
        return interval;
    }

    /** One instance, as seen no longer than an interval ago. */
    public Sight find(String region, String id, Deadline deadline) {
        Region shared = regions.computeIfAbsent(region, r -> new Region());
        if (fewWaiters(shared, id)) {
            return new Sight(api.show(region, id, deadline), interval);
        }
        Snapshot seen = snapshot(region, shared, interval, deadline);
        Optional<Instance> row = Optional.ofNullable(seen.listing().byKey().get(id));
        if (row.isEmpty()) {
            seen.listing().requireAll("instance list of " + region);
        }
        return new Sight(row, untilStale(seen));
    }

    /** A look that took longer than an interval is not followed by another at once. */
    private Duration untilStale(Snapshot seen) {
        long left = interval.toNanos() - (timeSource.nanos() - seen.takenAt());
        return left > 0 ? Duration.ofNanos(left) : interval;
    }

    /** The list, as asked for within the last interval, and within the last ten seconds. */
    public Listing<Instance> list(String region, Deadline deadline) {
        return snapshot(region, regions.computeIfAbsent(region, r -> new Region()), fresh, deadline)
                .listing();
    }

    /**
     * The whole list as proof that something is not in it, as asked for within the last interval, and within the last ten
     * seconds.
     *
     * @throws ApiException.Unreachable when the service does not show all that it counts, or changes the list meanwhile
     */
    public Listing<Instance> whole(String region, Deadline deadline) {
        Region shared = regions.computeIfAbsent(region, r -> new Region());
        Snapshot seen = snapshot(region, shared, fresh, deadline);
        shared.proving.lock();
        try {
            Listing<Instance> proved = seen.proved().get();
            if (proved == null) {
                proved = api.whole(seen.listing(), region, deadline);
                seen.proved().set(proved);
            }
            return proved;
        } finally {
            shared.proving.unlock();
        }
    }

    /** One instance, asked for now and alone: a list may hide what this shows. */
    public Optional<Instance> show(String region, String id, Deadline deadline) {
        return id.isEmpty() ? Optional.empty() : api.show(region, id, deadline);
    }

    /** Whether looking at each waiter's instance alone takes fewer calls than a pass over the list. */
    private boolean fewWaiters(Region shared, String id) {
        long now = timeSource.nanos();
        shared.lock.lock();
        try {
            shared.waiters.put(id, now);
            shared.waiters.values().removeIf(asked -> now - asked > interval.toNanos() * 3);
            return shared.waiters.size() < shared.pages;
        } finally {
            shared.lock.unlock();
        }
    }

    /** A look that failed for another run is taken again: it was that run's budget, or its interrupt. */
    private Snapshot snapshot(String region, Region shared, Duration age, Deadline deadline) {
        return newest(region, shared, age, deadline, false)
                .or(() -> newest(region, shared, age, deadline, true))
                .orElseThrow();
    }

    private Optional<Snapshot> newest(String region, Region shared, Duration age, Deadline deadline, boolean again) {
        CompletableFuture<Snapshot> look;
        boolean mine = false;
        shared.lock.lock();
        try {
            Snapshot newest = shared.newest;
            if (newest != null && timeSource.nanos() - newest.takenAt() < age.toNanos()) {
                return Optional.of(newest);
            }
            if (shared.inFlight == null) {
                shared.inFlight = new CompletableFuture<>();
                mine = true;
            }
            look = shared.inFlight;
        } finally {
            shared.lock.unlock();
        }
        return mine ? Optional.of(take(region, shared, look, deadline)) : await(look, deadline, again);
    }

    private Snapshot take(String region, Region shared, CompletableFuture<Snapshot> look, Deadline deadline) {
        try {
            long at = timeSource.nanos();
            Snapshot taken = new Snapshot(api.list(region, deadline), at, new AtomicReference<>());
            landed(shared, taken);
            look.complete(taken);
            return taken;
        } catch (RuntimeException | Error e) {
            landed(shared, null);
            look.completeExceptionally(e);
            throw e;
        }
    }

    private static void landed(Region shared, @Nullable Snapshot taken) {
        shared.lock.lock();
        try {
            shared.inFlight = null;
            if (taken != null) {
                shared.newest = taken;
                shared.pages = taken.listing().pages();
            }
        } finally {
            shared.lock.unlock();
        }
    }

    /** Empty when the look failed for the run that took it, and was not taken again yet. */
    private static Optional<Snapshot> await(CompletableFuture<Snapshot> look, Deadline deadline, boolean again) {
        try {
            return Optional.of(look.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException.Interrupted("The thread was interrupted while waiting for the instance list");
        } catch (TimeoutException e) {
            String words = "The look at the instance list took longer than the time that was left.";
            throw ApiException.Unreachable.outOfTime(words, words, e, false);
        } catch (ExecutionException e) {
            if (again
                    && (e.getCause() instanceof ApiException.Rejected
                            || e.getCause() instanceof ApiException.NotUnderstood)) {
                throw (ApiException) e.getCause();
            }
            if (again) {
                String why = e.getCause() instanceof ApiException.Unreachable gone
                        ? gone.why()
                        : "another run's look at the instance list failed";
                throw new ApiException.Unreachable(
                        "Another run's look at the instance list failed: " + why + ".", why, e, null, false);
            }
            return Optional.empty();
        }
    }
}
