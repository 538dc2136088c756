package io.github.iothubsdk.simulator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A create request on its way to an order.
 *
 * <p>The name and description rules are the console's, and the names of the fields the operators' create's (published); the
 * rest of the body is INFERRED. As the RDS create
 * in the real cloud, it does not look whether the subnet or the database lies in the VPC: that is the caller's duty.
 */
record HubOrdering(CallContext call, Body body, @Nullable String clientToken, String name, String description) {
    private static final Pattern NAME = Pattern.compile("[\\p{IsHan}0-9A-Za-z_-]{1,32}");
    private static final Pattern CLIENT_TOKEN = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final int LONGEST_DESCRIPTION = 256;

    static HubOrdering read(CallContext call) {
        Body body = Body.of(call.request());
        String token = body.text("clientToken");
        String name = body.required("name");
        String description = body.text("description");
        HubOrdering ordering = new HubOrdering(call, body, token, name, description == null ? "" : description);
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
        body.required("rdsPassword");
    }

    /** Returns the order that this client token placed before, null when it is a new one. */
    @Nullable
    HubOrder repeated() {
        boolean honoured = call.cloud().settings.honourClientTokens();
        return honoured && clientToken != null
                ? call.account().orderByClientToken.get(clientToken)
                : null;
    }

    HubOrder place() {
        checkWorld();
        CloudState cloud = call.cloud();
        AccountState account = call.account();
        HubInstance instance = instance();
        Origin origin = Origin.caller(call.key().accessKey, clientToken);
        HubOrder order = new HubOrder(
                cloud.ids.orderNumber(call.now()), account, instance, origin, account.orderAmount, call.now());
        cloud.place(order);
        settle(order);
        return order;
    }

    private void settle(HubOrder order) {
        if (order.instance.fate == Fate.ORDER_CANCELED) {
            call.cloud().become(order, OrderStatus.CANCELED);
        } else if (call.account().autoPaid && Payments.canAfford(order)) {
            Payments.pay(call.cloud(), order, call.now());
        }
    }

    private HubInstance instance() {
        return new HubInstance(
                call.cloud().ids.instanceId(),
                name,
                call.region(),
                description,
                body.required("vpcId"),
                body.required("subnetId"),
                call.account().nextFate,
                call.now());
    }

    private void checkWorld() {
        AccountState account = call.account();
        checkExists("vpcId", call.isHome() && account.vpcs.containsKey(body.required("vpcId")));
        checkExists("subnetId", account.subnets.containsKey(body.required("subnetId")));
        checkExists("rdsInstanceId", account.databases.containsKey(body.required("rdsInstanceId")));
        if (call.cloud().settings.uniqueNames()
                && account.hasOpen(name, call.region(), call.now(), call.cloud().settings)) {
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
                .filter(other -> other.isOpen(call.now(), call.cloud().settings))
                .count();
    }
}
