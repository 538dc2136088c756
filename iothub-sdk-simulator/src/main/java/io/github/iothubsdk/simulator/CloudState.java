package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole state of the cloud, under one lock. */
final class CloudState {
    final Settings settings;
    final Faults faults = new Faults(this);
    Recorder recorder = new Recorder();
    Ids ids = new Ids();
    boolean repeatLastPage;
    boolean totals;
    Envelope envelope;
    String orderField;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Key> keys = new HashMap<>();
    private final List<AccountState> accounts = new ArrayList<>();
    private final PriorityQueue<Late> late = new PriorityQueue<>(Comparator.comparing(Late::due));

    private record Late(Instant due, Runnable effect) {}

    CloudState(Settings settings) {
        this.settings = settings;
        this.repeatLastPage = true;
        this.totals = true;
        this.envelope = settings.dialect().envelope;
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

    /** Postpones an effect; it happens at the first look at the cloud from that moment on. */
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
        keys.clear();
        faults.clear();
        recorder = new Recorder();
        ids = new Ids();
        repeatLastPage = true;
        totals = true;
        envelope = settings.dialect().envelope;
        orderField = "orderNumber";
    }

    Instant now() {
        return settings.clock().instant();
    }

    Collection<AccountState> accounts() {
        return accounts;
    }

    @Nullable
    Key key(String accessKey) {
        return keys.get(accessKey);
    }

    Account open(String accessKey, String secretKey) {
        boolean demo = accessKey.equals(Demo.ACCESS_KEY);
        String pin = demo ? "jd_iot_demo" : "jd_" + accessKey.toLowerCase(Locale.ROOT);
        AccountState state = new AccountState(accessKey, pin, ids.accountId());
        Account account = addKey(accessKey, secretKey, state);
        accounts.add(state);
        return account;
    }

    Account addKey(String accessKey, String secretKey, AccountState state) {
        Key key = new Key(accessKey, secretKey, state);
        if (keys.putIfAbsent(accessKey, key) != null) {
            throw new IllegalArgumentException("the access key is taken: " + accessKey);
        }
        return new Account(this, key);
    }

    /** Takes an order in. */
    void place(HubOrder order) {
        order.instance.order = order;
        order.instance.serial = ids.serial();
        order.account.add(order);
        recorder.placed(order);
    }

    /** Deletes what has that name and exists. */
    void remove(AccountState account, String name) {
        for (HubInstance instance : account.instances.values()) {
            if (instance.name.equals(name)
                    && instance.startedAt != null
                    && Life.of(instance, now(), settings).exists()) {
                instance.deleted = true;
                recorder.tell(now(), "removed %s (%s)".formatted(instance.id, name));
            }
        }
    }

    /** Puts in an instance as old as it takes to run and to be seen. */
    HubInstance addRunning(AccountState account, String name) {
        Instant start =
                now().minus(settings.preparing()).minus(settings.building()).minus(settings.listLag());
        HubInstance instance = new HubInstance(
                ids.instanceId(), name, Demo.REGION, "", account.firstVpc(), account.firstSubnet(), Fate.RUNS, start);
        instance.startedAt = start;
        instance.serial = ids.serial();
        account.instances.put(instance.id, instance);
        return instance;
    }
}
