package io.github.iothubsdk.simulator;

import java.util.List;
import java.util.Set;

/**
 * The table of routes: method, path, {@code service:operation}, who answers, and which dialects have it (all, unless told).
 *
 * <p>The routes that create, list, show and delete IoT Hub instances are INFERRED from the sibling products; no public API
 * page exists. All others are published. The operation names used in access denials follow {@code service:operationId}.
 */
@SuppressWarnings("ImmutableEnumChecker") // a list of strings and method references: immutable, which it cannot see
public enum Route {
    /** Real-name status; without a region in its path. */
    DESCRIBE_USER("GET", "/v1/describeUser", "user:describeUser", AccountRoutes::describeUser),
    /** The balance, without coupons. */
    DESCRIBE_ACCOUNT_AMOUNT(
            "GET",
            "/v1/regions/{regionId}/assets:describeAccountAmount",
            "asset:describeAccountAmount",
            AccountRoutes::describeAccountAmount),

    /** One VPC. */
    DESCRIBE_VPC("GET", "/v1/regions/{regionId}/vpcs/{vpcId}", "vpc:describeVpc", NetworkRoutes::describeVpc),
    /** A page of VPCs; the path ends in a slash. */
    DESCRIBE_VPCS("GET", "/v1/regions/{regionId}/vpcs/", "vpc:describeVpcs", NetworkRoutes::describeVpcs),
    /** One subnet. */
    DESCRIBE_SUBNET(
            "GET", "/v1/regions/{regionId}/subnets/{subnetId}", "vpc:describeSubnet", NetworkRoutes::describeSubnet),
    /** A page of subnets; the path ends in a slash. */
    DESCRIBE_SUBNETS("GET", "/v1/regions/{regionId}/subnets/", "vpc:describeSubnets", NetworkRoutes::describeSubnets),

    /** A page of RDS instances. */
    DESCRIBE_RDS_INSTANCES(
            "GET", "/v1/regions/{regionId}/instances", "rds:describeInstances", DatabaseRoutes::describeInstances),
    /** One RDS instance; an unknown id answers 400, not 404. */
    DESCRIBE_RDS_INSTANCE(
            "GET",
            "/v1/regions/{regionId}/instances/{instanceId}",
            "rds:describeInstanceAttributes",
            DatabaseRoutes::describeInstanceAttributes),
    /** The databases of an RDS instance, with who may do what. */
    DESCRIBE_DATABASES(
            "GET",
            "/v1/regions/{regionId}/instances/{instanceId}/databases",
            "rds:describeDatabases",
            DatabaseRoutes::describeDatabases),
    /** The database accounts of an RDS instance. */
    DESCRIBE_ACCOUNTS(
            "GET",
            "/v1/regions/{regionId}/instances/{instanceId}/accounts",
            "rds:describeAccounts",
            DatabaseRoutes::describeAccounts),

    /** Pays an order; changes state. */
    PAY_ORDER("POST", "/v2/regions/{regionId}/order/{orderNumber}:pay", "order:payOrder", OrderRoutes::pay),
    /** One order, with its items when asked. */
    QUERY_ORDER("GET", "/v2/regions/{regionId}/order/{orderNumber}", "order:queryOrder", OrderRoutes::queryOrder),
    /** A page of orders, newest first. */
    QUERY_ORDERS("POST", "/v2/regions/{regionId}/orders", "order:queryOrders", OrderRoutes::queryOrders),

    /** Orders an IoT Hub instance; changes state. INFERRED. */
    CREATE_INSTANCE(
            "POST", "/v2/regions/{regionId}/instances", "iothub:createInstance", HubRoutes::create, Dialect.ORDERING),
    /** A page of IoT Hub instances. INFERRED. */
    LIST_INSTANCES(
            "GET", "/v2/regions/{regionId}/instances", "iothub:describeInstances", HubRoutes::list, Dialect.ORDERING),
    /** One IoT Hub instance. INFERRED. */
    SHOW_INSTANCE(
            "GET",
            "/v2/regions/{regionId}/instances/{instanceId}",
            "iothub:describeInstance",
            HubRoutes::show,
            Dialect.ORDERING),
    /** Deletes an IoT Hub instance; changes state. INFERRED. */
    DELETE_INSTANCE(
            "DELETE",
            "/v2/regions/{regionId}/instances/{instanceId}",
            "iothub:deleteInstance",
            HubRoutes::delete,
            Dialect.ORDERING),

    /** The id and the status of the user's newest dedicated instance. */
    CHECK_PRIVATE_USER(
            "GET",
            "/v2/regions/{regionId}/private:checkUser",
            "iothub:checkPrivateUser",
            HubUserRoutes::checkPrivateUser,
            Set.of(Dialect.IOT_HUB_2020)),
    /** The public domain of the user's shared instance. */
    CHECK_SHARED_USER(
            "GET",
            "/v2/regions/{regionId}/share:checkUser",
            "iothub:checkSharedUser",
            HubUserRoutes::checkSharedUser,
            Set.of(Dialect.IOT_HUB_2020)),
    /** The regions and zones of IoT Hub; without a region in its path. */
    DESCRIBE_REGION_INFO(
            "GET",
            "/v2/regions:describe",
            "iothub:describeRegionInfo",
            HubUserRoutes::describeRegionInfo,
            Set.of(Dialect.IOT_HUB_2020)),

    /** A page of IoT Core instances. */
    LIST_CORE_INSTANCES(
            "GET",
            "/v2/regions/{regionId}/coreinstances",
            "iotcore:describeIotcoreInstances",
            HubRoutes::listUnfiltered,
            Set.of(Dialect.IOT_CORE_2020)),
    /** One IoT Core instance. */
    SHOW_CORE_INSTANCE(
            "GET",
            "/v2/regions/{regionId}/coreinstances/{instanceId}",
            "iotcore:describeIotcoreInstance",
            HubRoutes::show,
            Set.of(Dialect.IOT_CORE_2020));

    static final List<Route> ALL = List.of(values());

    private final String method;
    private final String path;
    private final String action;
    final PathPattern pattern;
    final Handler handler;
    private final Set<Dialect> dialects;

    Route(String method, String path, String action, Handler handler) {
        this(method, path, action, handler, Dialect.ALL);
    }

    Route(String method, String path, String action, Handler handler, Set<Dialect> dialects) {
        this.method = method;
        this.path = path;
        this.action = action;
        this.handler = handler;
        this.pattern = PathPattern.of(path);
        this.dialects = dialects;
    }

    boolean isIn(Dialect dialect) {
        return dialects.contains(dialect);
    }

    /** Returns the HTTP method. */
    public String method() {
        return method;
    }

    /** Returns the path with its parameters in braces. */
    public String path() {
        return path;
    }

    /** Returns the name that access management knows it by, such as {@code user:describeUser}. */
    public String action() {
        return action;
    }

    /** Returns the service that a signature's scope must name. */
    public String service() {
        return action.substring(0, action.indexOf(':'));
    }

    /** Tells whether a call of it changes the cloud: create, pay and delete do. */
    public boolean changesState() {
        return this == CREATE_INSTANCE || this == PAY_ORDER || this == DELETE_INSTANCE;
    }
}
