package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The live account of what arrived at the simulator and what it did; each answer is a copy. Thread-safe. */
public final class Ledger {
    private final CloudState cloud;

    Ledger(CloudState cloud) {
        this.cloud = cloud;
    }

    /**
     * An order.
     *
     * @param account the first access key of the account that it is of
     * @param accessKey the one that placed it; the account's first when a colleague did
     * @param amount yuan
     * @param status NO_PAY, DEALING, PAID, CANCELED, FAILED, REFUND_PART or REFUND_ALL, as it is now
     * @param at when it was placed
     * @param colleague whether a {@link Colleague} placed it
     */
    public record Order(
            String number,
            String account,
            String accessKey,
            @Nullable String clientToken,
            String instanceName,
            String instanceId,
            BigDecimal amount,
            String status,
            Instant at,
            boolean colleague) {
        /** Refuses what is null. */
        public Order {
            requireNonNull(accessKey, "accessKey");
            requireNonNull(account, "account");
            requireNonNull(amount, "amount");
            requireNonNull(at, "at");
            requireNonNull(instanceId, "instanceId");
            requireNonNull(instanceName, "instanceName");
            requireNonNull(number, "number");
            requireNonNull(status, "status");
        }
    }

    /**
     * A payment that took effect, of 0 yuan for a post-paid order.
     *
     * @param amount yuan, coupons included
     * @param byCaller whether a call of the API made it, and not a {@link Colleague}
     */
    public record Payment(String orderNumber, BigDecimal amount, Instant at, boolean byCaller) {
        /** Refuses what is null. */
        public Payment {
            requireNonNull(amount, "amount");
            requireNonNull(at, "at");
            requireNonNull(orderNumber, "orderNumber");
        }
    }

    /**
     * An instance that the cloud has now, whether or not the list shows it yet.
     *
     * @param account the first access key of the account that owns it
     * @param orderNumber null for one that was put in ready-made
     * @param progress 0 to 100
     * @param startedAt when its payment began its life
     */
    public record Instance(
            String id,
            String name,
            String region,
            String account,
            @Nullable String orderNumber,
            String status,
            int progress,
            Instant startedAt) {
        /** Refuses what is null. */
        public Instance {
            requireNonNull(account, "account");
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            requireNonNull(region, "region");
            requireNonNull(startedAt, "startedAt");
            requireNonNull(status, "status");
        }
    }

    /**
     * A request that arrived, refused ones included; not what was no HTTP, too large or for another host.
     *
     * @param route null when no route fits
     * @param path the raw target with its query, secrets starred out; only its size, as of the body, when the ledger has 32 Mi characters of them
     * @param httpStatus the answer's status, 0 when the connection ended without an answer
     * @param requestBody as it came, secrets starred out; only its size when it is no JSON or longer than 64 KiB
     */
    public record Call(
            @Nullable Route route,
            String method,
            String path,
            int httpStatus,
            String requestId,
            Instant at,
            String requestBody) {
        /** Refuses what is null. */
        public Call {
            requireNonNull(at, "at");
            requireNonNull(method, "method");
            requireNonNull(path, "path");
            requireNonNull(requestBody, "requestBody");
            requireNonNull(requestId, "requestId");
        }
    }

    /** Returns the orders, oldest first. */
    public List<Order> orders() {
        return cloud.look(() -> cloud.recorder.orders(cloud));
    }

    /** Returns the payments that took effect, oldest first. */
    public List<Payment> payments() {
        return cloud.look(() -> List.copyOf(cloud.recorder.payments));
    }

    /** Returns the payments that calls of the API made for orders of colleagues: there should be none. */
    public List<Payment> paymentsOfColleagueOrders() {
        return cloud.look(() -> cloud.recorder.paymentsOfColleagueOrders());
    }

    /** Returns the instances the cloud has now. */
    public List<Instance> instances() {
        return cloud.look(() -> cloud.recorder.instances(cloud));
    }

    /** Returns every request that arrived, in the order of their answers. */
    public List<Call> calls() {
        return cloud.look(() -> List.copyOf(cloud.recorder.calls));
    }

    /** Returns the requests of one route. */
    public List<Call> calls(Route route) {
        requireNonNull(route, "route");
        return calls().stream().filter(call -> call.route() == route).toList();
    }

    /** Returns how many state-changing calls (create, pay, delete) arrived, refused ones included. */
    public int writes() {
        return cloud.look(() -> cloud.recorder.writes);
    }

    /**
     * Returns the story for a person; the last line sums up, as in "ledger: 1 order, 1 payment, 1 instance RUNNING".
     *
     * <p>What callers ordered and paid is counted there; when colleagues ordered, ", and of colleagues: 1 order,
     * 0 payments" follows. The instances are all that the cloud has.
     */
    public List<String> lines() {
        return cloud.look(() -> cloud.recorder.lines(cloud));
    }
}
