package io.github.iothubsdk.simulator;

import io.github.iothubsdk.simulator.feed.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole state of the cloud, under one lock. */
final class CloudState {
    final Settings settings;
    final Faults faults = new Faults(this);
    Recorder recorder = new Recorder();
    Ids ids;
    final RequestLog requests = new RequestLog();
    final Feed feed = new Feed(this::pulse);
    boolean repeatLastPage;
    boolean totals;
    Envelope envelope;
    String orderField;
    final Turns turns = new Turns(feed);

    private List<String> progress = List.of();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final List<AccountState> accounts = new ArrayList<>();
    private final PriorityQueue<Late> late = new PriorityQueue<>(Comparator.comparing(Late::due));

    /**
     * A call whose effect is still to come.
     *
     * @param call as it was admitted, at the moment when it is due
     */
    record Late(CallContext call, Route route) {
        Instant due() {
            return call.now();
        }
    }

    CloudState(Settings settings) {
        this.settings = settings;
        ids = new Ids(settings.seed());
        this.repeatLastPage = true;
        this.totals = true;
        this.envelope = settings.dialect().envelope;
        this.orderField = "orderNumber";
    }

    /** Does what may change the cloud. */
    <T extends @Nullable Object> T locked(Supplier<T> action) {
        return look(() -> {
            touch();
            return action.get();
        });
    }

    /** Does what may change the cloud. */
    void locked(Runnable action) {
        locked(() -> {
            action.run();
            return null;
        });
    }

    /**
     * Does what changes the cloud only if it says so.
     *
     * @throws NotKept when what is there cannot be kept
     */
    <T extends @Nullable Object> T look(Supplier<T> action) {
        return turns.take(() -> {
            begin();
            return action.get();
        });
    }

    /** Does what leaves nothing of the cloud as it was, also when that could not be kept. */
    <T extends @Nullable Object> T anew(Supplier<T> action) {
        return turns.take(() -> {
            turns.beginAnew();
            touch();
            return action.get();
        });
    }

    /** Makes sure that all there is lasts, and lets happen what is due. */
    void begin() {
        turns.begin();
        landDue();
    }

    /** Says that something may have changed. */
    void touch() {
        turns.touch();
    }

    /** Tells who follows the events, as soon as what has happened is kept. */
    void tell(Happening happening) {
        feed.publish(happening.kind(), () -> Json.write(happening.json().get()));
    }

    /** Gives an order another status. */
    void become(HubOrder order, OrderStatus next) {
        order.become(next);
        tell(Happening.order(order, next));
    }

    /** Postpones a call's effect; it happens at the first look at the cloud from that moment on. */
    void land(Late call) {
        late.add(call);
    }

    private void landDue() {
        for (Late next = late.peek(); next != null && !next.due().isAfter(now()); next = late.peek()) {
            Late due = late.remove();
            touch();
            Gateway.land(due);
        }
    }

    private void pulse() {
        try {
            look(this::tick);
        } catch (NotKept untold) {
            return;
        }
    }

    private boolean tick() {
        List<String> now = Progress.of(this);
        boolean moves = !now.equals(progress);
        if (moves) {
            progress = now;
            tell(Happening.of("tick", "changing", now.size()));
        }
        return moves;
    }

    /** Empties it; the numbers and ids that were given are not given again, but for those of accounts. */
    void clear() {
        late.clear();
        accounts.clear();
        keys.clear();
        faults.clear();
        recorder = new Recorder();
        requests.clear();
        settings.clock().offset(Duration.ZERO);
        ids.counts.accounts = 0;
        repeatLastPage = true;
        totals = true;
        envelope = settings.dialect().envelope;
        orderField = "orderNumber";
    }

    Instant now() {
        return settings.clock().instant();
    }

    Collection<Late> late() {
        return late;
    }

    Collection<Key> keys() {
        return keys.values();
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
        add(state);
        tell(Happening.of("account", "account", accessKey));
        return account;
    }

    /** Adds an account whose keys are there. */
    void add(AccountState account) {
        accounts.add(account);
    }

    Account addKey(String accessKey, String secretKey, AccountState state) {
        if (accessKey.codePoints().anyMatch(one -> Character.getType(one) == Character.SURROGATE)) {
            throw new IllegalArgumentException("the access key holds half a character");
        }
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
        tell(Happening.order(order, order.status(now())));
    }

    /** Deletes an instance, from outside; of another service's nobody is told. */
    void remove(HubInstance instance) {
        HubOrder order = instance.order;
        boolean isSeen = !instance.deleted && (order == null || order.origin.isHub());
        instance.deleted = true;
        if (isSeen) {
            tell(Happening.of("instance", "id", instance.id, "name", instance.name, "removed", true));
        }
    }

    /** Deletes what has that name and exists. */
    void remove(AccountState account, String name) {
        for (HubInstance instance : account.instances.values()) {
            if (instance.name.equals(name)
                    && instance.startedAt != null
                    && Life.of(instance, now(), settings).exists()) {
                remove(instance);
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
