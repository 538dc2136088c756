package io.github.iothubsdk.simulator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A create request on its way to an order.
 *
 * <p>The name and description rules are the console's (published); the rest of the body is INFERRED. As the RDS create
 * in the real cloud, it does not look whether the subnet or the database lies in the VPC: that is the caller's duty.
 */
record HubOrdering(CallContext visit, Body body, @Nullable String clientToken, String name, String description) {
    private static final Pattern NAME = Pattern.compile("[\\p{IsHan}0-9A-Za-z_-]{1,32}");
    private static final Pattern CLIENT_TOKEN = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final int LONGEST_DESCRIPTION = 256;

    static HubOrdering read(CallContext visit) {
        Body body = Body.of(visit.request());
        String token = body.text("clientToken");
        String name = body.required("name");
        String description = body.text("description");
        HubOrdering ordering = new HubOrdering(visit, body, token, name, description == null ? "" : description);
        ordering.checkShape();
        return ordering;
    }

    private void checkShape() {
        if (clientToken != null && !CLIENT_TOKEN.matcher(clientToken).matches()) {
            throw ApiError.invalid("Invalid parameter: clientToken must be 1 to 64 ASCII characters");
        }
        if (!NAME.matcher(name).matches()) {
            throw ApiError.invalid(
                    "Invalid parameter: name must be 1 to 32 Chinese characters, digits, letters, _ or -");
        }
        if (description.codePointCount(0, description.length()) > LONGEST_DESCRIPTION) {
            throw ApiError.invalid("Invalid parameter: description must be at most 256 characters");
        }
        body.required("vpcId");
        body.required("subnetId");
        body.required("rdsInstanceId");
        body.required("rdsDatabase");
        body.required("rdsHostName");
        body.required("rdsUserName");
        body.required("rdsPasswd");
    }

    /** Returns the order that this client token placed before, null when it is a new one. */
    @Nullable
    HubOrder repeated() {
        boolean honoured = visit.world().settings.honourClientTokens();
        return honoured && clientToken != null
                ? visit.account().orderByClientToken.get(clientToken)
                : null;
    }

    HubOrder place() {
        checkWorld();
        CloudState world = visit.world();
        AccountState account = visit.account();
        HubInstance instance = instance();
        Origin origin = Origin.caller(visit.key().accessKey, clientToken);
        HubOrder order = new HubOrder(
                world.ids.orderNumber(visit.now()), account, instance, origin, account.orderAmount, visit.now());
        world.place(order);
        settle(order);
        return order;
    }

    private void settle(HubOrder order) {
        if (order.instance.fate == Fate.ORDER_CANCELED) {
            order.become(OrderStatus.CANCELED);
        } else if (visit.account().autoPaid && Payments.canAfford(order)) {
            Payments.pay(visit.world(), order, visit.now());
        }
    }

    private HubInstance instance() {
        return new HubInstance(
                visit.world().ids.instanceId(),
                name,
                visit.region(),
                description,
                body.required("vpcId"),
                body.required("subnetId"),
                visit.account().nextFate,
                visit.now());
    }

    private void checkWorld() {
        AccountState account = visit.account();
        checkExists("vpcId", visit.isHome() && account.vpcs.containsKey(body.required("vpcId")));
        checkExists("subnetId", account.subnets.containsKey(body.required("subnetId")));
        checkExists("rdsInstanceId", account.databases.containsKey(body.required("rdsInstanceId")));
        if (visit.world().settings.uniqueNames()
                && account.hasOpen(name, visit.region(), visit.now(), visit.world().settings)) {
            throw new ApiError(409, "ALREADY_EXISTS", "instance '%s' exists already".formatted(name));
        }
        if (account.maxInstances != Integer.MAX_VALUE && openInstances(account) >= account.maxInstances) {
            throw ApiError.quota();
        }
    }

    private void checkExists(String field, boolean exists) {
        if (!exists) {
            throw ApiError.invalid("Request field %s is '%s': no such resource".formatted(field, body.required(field)));
        }
    }

    private long openInstances(AccountState account) {
        return account.instances.values().stream()
                .filter(other -> other.isOpen(visit.now(), visit.world().settings))
                .count();
    }
}
