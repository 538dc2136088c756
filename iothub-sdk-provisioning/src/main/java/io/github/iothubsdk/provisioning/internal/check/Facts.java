package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the service says about one request, each call made at most once and only when a check asks. Thread-safe. */
final class Facts {

    private final Once<AccountApi.User> user;
    private final Once<AccountApi.Balance> balance;
    private final Once<Optional<VpcApi.Vpc>> vpc;
    private final Once<Optional<VpcApi.Subnet>> subnet;
    private final Once<Optional<RdsApi.Server>> server;
    private final Once<List<RdsApi.Database>> databases;
    private final Once<List<Instance>> instances;
    private final Once<OrdersBefore.Seen> orders;

    Facts(Checks.Sources from, CreateInstanceRequest request, Deadline deadline) {
        String region = request.region();
        RdsDatabase rds = request.database();
        user = new Once<>(() -> from.key().user(deadline));
        balance = new Once<>(() -> from.account().balance(region, deadline));
        vpc = new Once<>(() -> unless(
                Reason.NOT_FOUND, () -> from.vpc().vpc(region, request.network().vpcId(), deadline)));
        subnet = new Once<>(() -> unless(
                Reason.NOT_FOUND,
                () -> from.vpc().subnet(region, request.network().subnetId(), deadline)));
        server = new Once<>(() ->
                unless(Reason.INVALID_ARGUMENT, () -> from.rds().server(region, rds.instanceId(), deadline)));
        databases = new Once<>(() -> from.rds().databases(region, rds.instanceId(), deadline));
        instances = new Once<>(() -> from.shared().whole(region, deadline).rows());
        orders = new Once<>(() -> from.before().look(region, deadline));
    }

    AccountApi.User user() {
        return user.get();
    }

    AccountApi.Balance balance() {
        return balance.get();
    }

    Optional<VpcApi.Vpc> vpc() {
        return vpc.get();
    }

    Optional<VpcApi.Subnet> subnet() {
        return subnet.get();
    }

    Optional<RdsApi.Server> server() {
        return server.get();
    }

    List<RdsApi.Database> databases() {
        return databases.get();
    }

    List<Instance> instances() {
        return instances.get();
    }

    OrdersBefore.Seen orders() {
        return orders.get();
    }

    /** Services say "there is no such thing" in different ways: VPC with 404, RDS with 400 (published behaviour). */
    private static <T> Optional<T> unless(Reason missing, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (ApiException.Rejected e) {
            if (e.proves(missing) || e.proves(Reason.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
