package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole state of the cloud, under one lock. */
final class World {
    final Settings settings;
    final Faults faults = new Faults(this);
    Books books = new Books();
    Ids ids = new Ids();
    boolean repeatLastPage;
    boolean totals;
    Envelope envelope;
    String orderField;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, AccountState> accounts = new LinkedHashMap<>();

    private final PriorityQueue<Late> late = new PriorityQueue<>(Comparator.comparing(Late::due));

    private record Late(Instant due, Runnable effect) {}

    World(Settings settings) {
        this.settings = settings;
        this.repeatLastPage = true;
        this.totals = true;
        this.envelope = Envelope.PAGE_OBJECT;
        this.orderField = "orderNumber";
    }

    <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            landDue();
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void locked(Runnable action) {
        lock.lock();
        try {
            landDue();
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Postpones an effect; it happens at the first look at the world from that moment on. */
    void landAt(Instant due, Runnable effect) {
        late.add(new Late(due, effect));
    }

    private void landDue() {
        for (Late next = late.peek(); next != null && !next.due.isAfter(now()); next = late.peek()) {
            late.remove().effect.run();
        }
    }

    void clear() {
        late.clear();
        accounts.clear();
        faults.clear();
        books = new Books();
        ids = new Ids();
        repeatLastPage = true;
        totals = true;
        envelope = Envelope.PAGE_OBJECT;
        orderField = "orderNumber";
    }

    Instant now() {
        return settings.clock().instant();
    }

    Collection<AccountState> accounts() {
        return accounts.values();
    }

    @Nullable
    AccountState account(String accessKey) {
        return accounts.get(accessKey);
    }

    Account open(String accessKey, String secretKey) {
        if (accounts.containsKey(accessKey)) {
            throw new IllegalArgumentException("the access key is taken: " + accessKey);
        }
        boolean demo = accessKey.equals(Demo.ACCESS_KEY);
        String pin = demo ? "jd_iot_demo" : "jd_" + accessKey.toLowerCase(Locale.ROOT);
        AccountState state = new AccountState(accessKey, secretKey, pin, ids.accountId());
        accounts.put(accessKey, state);
        return new Account(this, state);
    }

    /** Puts in an instance as old as it takes to run and to be seen. */
    void addRunning(AccountState account, String name) {
        String vpc = account.vpcs.keySet().stream().findFirst().orElse(Demo.VPC);
        String subnet = account.subnets.keySet().stream().findFirst().orElse(Demo.SUBNET);
        Instant start =
                now().minus(settings.preparing()).minus(settings.building()).minus(settings.listLag());
        HubInstance instance = new HubInstance(ids.instanceId(), name, Demo.REGION, "", vpc, subnet, Fate.RUNS, start);
        instance.startedAt = start;
        account.instances.put(instance.id, instance);
    }
}
