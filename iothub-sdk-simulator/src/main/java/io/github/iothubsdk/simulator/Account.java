package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.simulator.form.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One customer's account in the simulated cloud, open to change at any time. Thread-safe.
 *
 * <p>It is of no use after {@link Simulator#reset}: what changes the account, looks at it or makes colleagues then throws
 * {@link IllegalStateException}. Ask the simulator for the account again.
 */
public final class Account {
    private final CloudState cloud;
    private final Key key;
    private final AccountState state;
    private final Held held;

    Account(CloudState cloud, Key key) {
        this.cloud = cloud;
        this.key = key;
        this.state = key.account;
        this.held = new Held(cloud, state);
    }

    private Account change(Consumer<AccountState> change) {
        held.locked(() -> {
            change.accept(state);
            cloud.tell(Happening.of("account", "account", state.accessKey));
        });
        return this;
    }

    /** Returns the access key id. */
    public String accessKey() {
        return key.accessKey;
    }

    /** Returns the account's number, twelve digits. */
    public String accountId() {
        return state.accountId;
    }

    /** Returns the account's pin, such as {@code jd_iot_demo}. */
    public String pin() {
        return state.pin;
    }

    /**
     * Adds a second key of this account, with everything that the account has, and returns the account by that key.
     *
     * @throws IllegalArgumentException when the access key is taken
     */
    public Account otherKey(String accessKey, String secretKey) {
        requireNonNull(accessKey, "accessKey");
        requireNonNull(secretKey, "secretKey");
        return held.locked(() -> {
            Account other = cloud.addKey(accessKey, secretKey, state);
            cloud.tell(Happening.of("account", "account", state.accessKey));
            return other;
        });
    }

    /** Returns a new colleague, who uses this account by the console. */
    public Colleague colleague() {
        return held.look(() -> new Colleague(held));
    }

    /** Sets the real-name status: 0 not verified (default), 1 personal, 2 company, 3 both. */
    public Account userAuth(int level) {
        return change(s -> s.userAuth = level);
    }

    /** Sets the available balance in yuan; 0 by default. */
    public Account cash(String amount) {
        requireNonNull(amount, "amount");
        return change(s -> s.cash = new BigDecimal(amount));
    }

    /** Sets the frozen part of the balance in yuan; 0 by default. */
    public Account frozen(String amount) {
        requireNonNull(amount, "amount");
        return change(s -> s.frozen = new BigDecimal(amount));
    }

    /** Sets the coupons in yuan, 0 by default: no API shows them, yet a payment uses them before cash. */
    public Account coupons(String amount) {
        requireNonNull(amount, "amount");
        return change(s -> s.coupons = new BigDecimal(amount));
    }

    /** Returns the available balance in yuan, as it is now. */
    public BigDecimal cash() {
        return held.look(() -> state.cash);
    }

    /** Returns the coupons in yuan, as they are now. */
    public BigDecimal coupons() {
        return held.look(() -> state.coupons);
    }

    /** Makes the key a temporary one: every call must carry this token, in base64, signed. */
    public Account sessionToken(String rawToken) {
        requireNonNull(rawToken, "rawToken");
        return change(s -> key.sessionToken = rawToken);
    }

    /** Lets access management refuse an action such as {@code user:describeUser} with 403. */
    public Account deny(String action) {
        requireNonNull(action, "action");
        if (Route.ALL.stream().noneMatch(route -> route.action().equals(action))) {
            throw new IllegalArgumentException("no route has the action " + action);
        }
        return change(s -> s.denied.add(action));
    }

    /** Takes all denials back. */
    void allowAll() {
        change(s -> s.denied.clear());
    }

    /** Opens all routes again. */
    void openAll() {
        change(s -> s.closed.clear());
    }

    AccountState state() {
        return state;
    }

    /** Lets access management refuse a route with 403. */
    public Account deny(Route route) {
        requireNonNull(route, "route");
        return deny(route.action());
    }

    /** Closes a route to this account: 403 "this api is not allowed [gw]". */
    public Account closeRoute(Route route) {
        requireNonNull(route, "route");
        return change(s -> s.closed.add(route));
    }

    /** Adds a VPC, in cn-north-1 as everything. */
    public Account vpc(String id, String name, String cidr) {
        requireNonNull(cidr, "cidr");
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        return change(s -> s.vpcs.put(id, new AccountState.Vpc(id, name, cidr)));
    }

    /** Adds a subnet, or replaces the one with that id. */
    public Account subnet(String id, String name, String vpcId, String cidr, int freeAddresses) {
        requireNonNull(cidr, "cidr");
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(vpcId, "vpcId");
        return change(s -> s.subnets.put(id, new AccountState.Subnet(id, name, vpcId, cidr, freeAddresses)));
    }

    /** Adds an RDS instance, or replaces the one with that id; later changes of the argument have no effect. */
    public Account rds(Rds rds) {
        requireNonNull(rds, "rds");
        Rds copy = rds.copy();
        return change(s -> s.databases.put(copy.id, copy));
    }

    /** Sets the character of the instances ordered from now on; {@link Fate#RUNS} by default. */
    public Account nextInstance(Fate fate) {
        requireNonNull(fate, "fate");
        return change(s -> s.nextFate = fate);
    }

    /** Sets what new orders cost in yuan: 0 (default) is post-paid, more is pre-paid. */
    public Account orderAmount(String payable) {
        requireNonNull(payable, "payable");
        return change(s -> s.orderAmount = new BigDecimal(payable));
    }

    /** Sets whether the create pays by itself, as sibling products do; false by default. INFERRED. */
    public Account autoPaid(boolean value) {
        return change(s -> s.autoPaid = value);
    }

    /**
     * Sets how long an order may stay unpaid before it is CANCELED; 15 days by default (published).
     *
     * @throws IllegalArgumentException when it is negative or more than a century
     */
    public Account orderLifetime(Duration value) {
        Span.checked(value, "value");
        return change(s -> s.orderLifetime = value);
    }

    /** Sets how a payment beyond the balance is answered; {@link PayRule#REFUSED} by default. */
    public Account payRule(PayRule rule) {
        requireNonNull(rule, "rule");
        return change(s -> s.payRule = rule);
    }

    /** Sets how many instances it may have or have on order before 429 QUOTA_EXCEEDED; no limit by default. */
    public Account maxInstances(int count) {
        return change(s -> s.maxInstances = count);
    }

    /** Adds an instance of that name that runs already; it has no order. */
    public Account instance(String name) {
        requireNonNull(name, "name");
        return change(s -> cloud.addRunning(s, name));
    }

    /**
     * Adds an instance of that name that stays at a status word for ever; it has no order.
     *
     * @param word any: one of the dialect's own, or one that the simulator knows and the dialect has another for
     * @param progress 0 to 100; at 100 it has domains
     */
    public Account instance(String name, String word, int progress) {
        requireNonNull(name, "name");
        requireNonNull(word, "word");
        return change(s -> cloud.addRunning(s, name).fixed = Life.still(word, progress));
    }

    /** Adds so many running instances, named {@code filler-1} and on. */
    public Account instances(int count) {
        return change(s -> {
            for (int i = 1; i <= count; i++) {
                cloud.addRunning(s, "filler-" + i);
            }
        });
    }

    /** Removes the instances of that name which are there, as a person at the console would; those on order stay. */
    public Account removeInstance(String name) {
        requireNonNull(name, "name");
        return change(s -> cloud.remove(s, name));
    }

    /** Returns the environment variables that make a client use this account. */
    public Map<String, String> environment() {
        return Map.of("JDCLOUD_ACCESS_KEY", key.accessKey, "JDCLOUD_SECRET_KEY", key.secretKey);
    }
}
