package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses the same account by the console; what he sets holds for what he orders from then on. Thread-safe.
 *
 * <p>His orders have no client token, are not paid by themselves, and what they bring {@link Fate#RUNS}. After
 * {@link Simulator#reset} he and they are of no use, as his {@link Account}.
 */
public final class Colleague {
    private final Held held;
    private final CloudState cloud;
    private final AccountState account;
    private @Nullable String vpc;
    private @Nullable String subnet;
    private String description = "";
    private String region = Demo.REGION;
    private BigDecimal amount = BigDecimal.ZERO;
    private String service = Origin.IOT_HUB;
    private boolean hasNamedItems = true;

    Colleague(Held held) {
        this.held = held;
        this.cloud = held.cloud();
        this.account = held.account();
    }

    private Colleague change(Runnable change) {
        held.locked(change);
        return this;
    }

    /** Sets the network of what he orders; the account's first VPC and subnet by default. */
    public Colleague network(String vpcId, String subnetId) {
        requireNonNull(subnetId, "subnetId");
        requireNonNull(vpcId, "vpcId");
        return change(() -> {
            vpc = vpcId;
            subnet = subnetId;
        });
    }

    /** Sets the description of what he orders; empty by default. */
    public Colleague description(String text) {
        requireNonNull(text, "text");
        return change(() -> description = text);
    }

    /** Sets the region of what he orders; cn-north-1 by default. */
    public Colleague region(String id) {
        requireNonNull(id, "id");
        return change(() -> region = id);
    }

    /** Sets what his orders cost in yuan: 0 (default) is post-paid, more is pre-paid. */
    public Colleague amount(String yuan) {
        requireNonNull(yuan, "yuan");
        return change(() -> amount = new BigDecimal(yuan));
    }

    /**
     * Sets the service he orders from, as the orders' serviceName tells it; "IoT Hub" by default.
     *
     * <p>An order of another service, such as "Virtual Machine", brings no IoT Hub instance. One of "" is IoT Hub's,
     * and has no serviceName.
     */
    public Colleague service(String name) {
        requireNonNull(name, "name");
        return change(() -> service = name);
    }

    /** Leaves itemName out of his orders' items. */
    public Colleague nameless() {
        return change(() -> hasNamedItems = false);
    }

    /**
     * Orders an instance, and does not pay.
     *
     * @throws IllegalStateException when the name is in use or on order and the cloud wants unique names
     */
    public ColleagueOrder order(String instanceName) {
        requireNonNull(instanceName, "instanceName");
        return held.locked(() -> {
            checkFree(instanceName);
            return place(instanceName);
        });
    }

    /**
     * Orders so many instances named {@code colleague-1} and on, and pays none; other calls go on counting.
     *
     * @throws IllegalStateException as {@link #order}
     */
    public List<ColleagueOrder> orders(int count) {
        return held.locked(() -> {
            List<String> names = IntStream.rangeClosed(1, count)
                    .mapToObj(i -> "colleague-" + (account.colleagueNames + i))
                    .toList();
            names.forEach(this::checkFree);
            account.colleagueNames += names.size();
            return names.stream().map(this::place).toList();
        });
    }

    private void checkFree(String name) {
        boolean mustBeFree = Origin.isHub(service) && cloud.settings.uniqueNames();
        if (mustBeFree && account.hasOpen(name, region, cloud.now(), cloud.settings)) {
            throw new IllegalStateException("instance '%s' exists already".formatted(name));
        }
    }

    private ColleagueOrder place(String name) {
        Origin origin = new Origin(account.accessKey, null, true, service, hasNamedItems);
        HubOrder order = new HubOrder(
                cloud.ids.orderNumber(cloud.now()), account, instance(origin, name), origin, amount, cloud.now());
        cloud.place(order);
        return new ColleagueOrder(cloud, order);
    }

    private HubInstance instance(Origin origin, String name) {
        String id = origin.isHub() ? cloud.ids.instanceId() : cloud.ids.resourceId();
        String vpcId = vpc == null ? account.firstVpc() : vpc;
        String subnetId = subnet == null ? account.firstSubnet() : subnet;
        return new HubInstance(id, name, region, description, vpcId, subnetId, Fate.RUNS, cloud.now());
    }
}
