package io.github.iothubsdk.provisioning.internal.probe;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi.Span;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi.Unit;
import io.github.iothubsdk.provisioning.model.Order;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The reads that are the same in every dialect, and published. For one probe. */
final class SharedReads {

    private final Prober.Sources sources;
    private final String region;
    private final Deadline deadline;
    private final Reads reads;

    SharedReads(Prober.Sources sources, String region, Deadline deadline, Reads reads) {
        this.sources = sources;
        this.region = region;
        this.deadline = deadline;
        this.reads = reads;
    }

    /** Whose the key is. */
    Optional<String> account() {
        Optional<AccountApi.User> user = reads.ask(
                "describeUser",
                "user GET /v1/describeUser",
                true,
                () -> sources.accounts().user(deadline));
        reads.ask(
                "describeAccountAmount",
                "asset GET /v1/regions/" + region + "/assets:describeAccountAmount",
                true,
                () -> sources.accounts().balance(region, deadline));
        return user.flatMap(AccountApi.User::account);
    }

    void network() {
        String base = "vpc GET /v1/regions/" + region;
        Optional<String> vpc = reads.ask(
                        "describeVpcs",
                        base + "/vpcs/",
                        false,
                        () -> sources.vpcs().anyVpc(region, deadline))
                .flatMap(Function.identity());
        reads.askOne(
                "describeVpc",
                base + "/vpcs/{vpcId}",
                true,
                vpc,
                id -> sources.vpcs().vpc(region, id, deadline));
        Optional<String> subnet = reads.ask(
                        "describeSubnets",
                        base + "/subnets/",
                        false,
                        () -> sources.vpcs().anySubnet(region, deadline))
                .flatMap(Function.identity());
        reads.askOne(
                "describeSubnet",
                base + "/subnets/{subnetId}",
                true,
                subnet,
                id -> sources.vpcs().subnet(region, id, deadline));
    }

    void databases() {
        String base = "rds GET /v1/regions/" + region + "/instances";
        Optional<String> server = reads.ask(
                        "describeInstances", base, false, () -> sources.rds().anyServer(region, deadline))
                .flatMap(Function.identity());
        reads.askOne(
                "describeInstanceAttributes",
                base + "/{instanceId}",
                true,
                server,
                id -> sources.rds().server(region, id, deadline));
        reads.askOne(
                "describeDatabases",
                base + "/{instanceId}/databases",
                true,
                server,
                id -> sources.rds().databases(region, id, deadline));
    }

    /** The newest orders, or some of them. */
    Optional<List<Order>> orders() {
        String base = "order POST /v2/regions/" + region + "/orders";
        Optional<List<Order>> some = reads.ask(
                "queryOrders", base, true, () -> sources.orders().firstOf(region, Span.ALL, Unit.MILLIS, deadline));
        reads.askOne(
                "queryOrder",
                "order GET /v2/regions/" + region + "/order/{orderNumber}",
                true,
                some.flatMap(orders -> orders.stream().map(Order::number).findFirst()),
                number -> sources.orders().order(region, number, deadline));
        return some;
    }
}
