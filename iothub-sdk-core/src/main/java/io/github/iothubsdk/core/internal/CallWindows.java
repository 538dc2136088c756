package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.time.Ticker;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The calls of every account, shared by all clients of this process that go by one clock. Thread-safe. */
public final class CallWindows {

    /** Access keys in use are few; past this those that made no call for a while are forgotten. */
    private static final int MANY = 256;

    /** Clocks of tests come and go, and take what was counted on them with them. */
    private static final Map<Ticker, Map<Account, CallWindow>> BY_CLOCK =
            Collections.synchronizedMap(new WeakHashMap<>());

    private record Account(String cloud, String accessKey, int callsPerMinute) {}

    private final Ticker ticker;
    private final String cloud;
    private final int callsPerMinute;
    private final Map<Account, CallWindow> windows;
    private final AtomicReference<@Nullable CallWindow> newest = new AtomicReference<>();

    /**
     * Shares with the others of this clock and cloud that have the same limit.
     *
     * @param cloud the endpoint when there is one for all services, since a simulator counts for itself
     * @param callsPerMinute 0 for no limit
     */
    public CallWindows(Ticker ticker, String cloud, int callsPerMinute) {
        this.ticker = ticker;
        this.cloud = cloud;
        this.callsPerMinute = callsPerMinute;
        windows = BY_CLOCK.computeIfAbsent(ticker, clock -> new ConcurrentHashMap<>());
    }

    /** What this access key's account has called. */
    public CallWindow of(String accessKey) {
        Account account = new Account(cloud, accessKey, callsPerMinute);
        CallWindow known = windows.get(account);
        CallWindow window = known != null ? known : open(account);
        newest.set(window);
        return window;
    }

    /** How long until the account that was asked for last may call without waiting. */
    public Duration untilFree() {
        CallWindow last = newest.get();
        return last == null ? Duration.ZERO : last.untilFree(ticker.nanos());
    }

    private CallWindow open(Account account) {
        long now = ticker.nanos();
        if (windows.size() >= MANY) {
            windows.values().removeIf(window -> window.isIdle(now));
        }
        return windows.computeIfAbsent(account, opened -> new CallWindow(callsPerMinute, now));
    }
}
