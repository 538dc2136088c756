package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls of every account, shared by all clients of this process that go by one clock. Thread-safe. */
public final class CallWindows {

    /** Clocks of tests come and go, and take what was counted on them with them. */
    private static final Map<TimeSource, Map<Limit, Map<String, CallWindow>>> BY_CLOCK =
            Collections.synchronizedMap(new WeakHashMap<>());

    private record Limit(String cloud, int callsPerMinute) {

        /** By hand, as in all keys of a first call: the methods that a record has by itself are made at run time. */
        @Override
        public int hashCode() {
            return cloud.hashCode() * 31 + callsPerMinute;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Limit limit && limit.callsPerMinute == callsPerMinute && limit.cloud.equals(cloud);
        }
    }

    private final TimeSource timeSource;
    private final int callsPerMinute;
    private final Map<String, CallWindow> byAccessKey;
    private volatile @Nullable CallWindow newest;

    /**
     * Shares with the others of this clock and cloud that have the same limit.
     *
     * @param cloud the endpoint when there is one for all services, since a simulator counts for itself
     * @param callsPerMinute 0 for no limit
     */
    public CallWindows(TimeSource timeSource, String cloud, int callsPerMinute) {
        this.timeSource = timeSource;
        this.callsPerMinute = callsPerMinute;
        byAccessKey = BY_CLOCK.computeIfAbsent(timeSource, clock -> new ConcurrentHashMap<>())
                .computeIfAbsent(new Limit(cloud, callsPerMinute), limit -> new ConcurrentHashMap<>());
    }

    /** What the account of this access key has called. */
    public CallWindow of(String accessKey) {
        CallWindow known = byAccessKey.get(accessKey);
        CallWindow window = known != null ? known : open(accessKey);
        newest = window;
        return window;
    }

    /** How long until the account that was asked for last may make so many calls without waiting. */
    public Duration untilFree(int calls) {
        CallWindow last = newest;
        return last == null ? Duration.ZERO : last.untilFree(calls, timeSource.nanos());
    }

    /** Access keys that made no call for a while, as temporary ones do in the end, are forgotten here. */
    private CallWindow open(String accessKey) {
        long now = timeSource.nanos();
        byAccessKey.values().removeIf(window -> window.isIdle(now));
        return byAccessKey.computeIfAbsent(accessKey, key -> new CallWindow(callsPerMinute, now));
    }
}
