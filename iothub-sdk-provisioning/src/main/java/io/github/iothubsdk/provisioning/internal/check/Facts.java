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

    private final Memoized<AccountApi.User> user;
    private final Memoized<AccountApi.Balance> balance;
    private final Memoized<Optional<VpcApi.Vpc>> vpc;
    private final Memoized<Optional<VpcApi.Subnet>> subnet;
    private final Memoized<Optional<RdsApi.Server>> server;
    private final Memoized<List<RdsApi.Database>> databases;
    private final Memoized<List<Instance>> instances;
    private final Memoized<OrdersBefore.Seen> orders;

    Facts(PreflightChecks.Sources from, CreateInstanceRequest request, Deadline deadline) {
        String region = request.region();
        RdsDatabase rds = request.database();
        user = new Memoized<>(() -> from.key().user(deadline));
        balance = new Memoized<>(() -> from.account().balance(region, deadline));
        vpc = new Memoized<>(() -> unless(
                Reason.NOT_FOUND, () -> from.vpc().vpc(region, request.network().vpcId(), deadline)));
        subnet = new Memoized<>(() -> unless(
                Reason.NOT_FOUND,
                () -> from.vpc().subnet(region, request.network().subnetId(), deadline)));
        server = new Memoized<>(() ->
                unless(Reason.INVALID_ARGUMENT, () -> from.rds().server(region, rds.instanceId(), deadline)));
        databases = new Memoized<>(() -> from.rds().databases(region, rds.instanceId(), deadline));
        instances = new Memoized<>(() -> from.shared().whole(region, deadline).rows());
        orders = new Memoized<>(() -> from.before().look(region, deadline));
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

    /** Whether the VPC is known not to be there, so that nothing can be in it. */
    boolean hasNoVpc() {
        return isKnownAbsent(vpc);
    }

    /** Whether the RDS instance is known not to be there, so that nothing can be on it. */
    boolean hasNoServer() {
        return isKnownAbsent(server);
    }

    private static boolean isKnownAbsent(Memoized<? extends Optional<?>> fact) {
        try {
            return fact.get().isEmpty();
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            return false;
        }
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
