package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.time.Deadline;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RDS instances and their databases (published). An unknown instance answers 400, not 404. */
public final class RdsApi {

    private static final Service RDS = new Service("rds", "v1");
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;

    /** describeInstanceAttributes: the call that always tells VPC and subnet. The port is text. */
    public record Server(
            @Nullable String instanceId,
            @Nullable String engine,
            @Nullable String engineVersion,
            @Nullable String instanceStatus,
            @Nullable String vpcId,
            @Nullable String subnetId,
            @Nullable String internalDomainName,
            @Nullable String instancePort,
            @Nullable Charge charge) {}

    /** {@code chargeStatus}: normal, overdue or arrear. */
    public record Charge(@Nullable String chargeStatus) {}

    /** One database with the accounts that may use it. */
    public record Database(
            @Nullable String dbName,
            @Nullable String characterSetName,
            @Nullable List<Access> accessPrivilege) {}

    /** {@code privilege}: ro or rw. */
    public record Access(
            @Nullable String accountName, @Nullable String privilege) {}

    private record ServerAnswer(@Nullable Server dbInstanceAttributes) {}

    private record DatabasesAnswer(
            @Nullable List<Database> databases, @Nullable Integer totalCount) {}

    private final ApiClient api;

    /** Calls through this client. */
    public RdsApi(ApiClient api) {
        this.api = api;
    }

    /** One RDS instance; empty when the answer holds none. */
    public Optional<Server> server(String region, String id, Deadline deadline) {
        var call = ApiCall.get(RDS, region, "/regions/{region}/instances/{}", id);
        return Optional.ofNullable(
                api.call(call.read(ServerAnswer.class), deadline).dbInstanceAttributes());
    }

    /** The databases of one instance, over as many pages as there are; a page past the end repeats the last one. */
    public Set<Database> databases(String region, String id, Deadline deadline) {
        Set<Database> found = new LinkedHashSet<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            var call = ApiCall.get(RDS, region, "/regions/{region}/instances/{}/databases", id)
                    .query("pageNumber", Integer.toString(page))
                    .query("pageSize", Integer.toString(PAGE));
            DatabasesAnswer answer = api.call(call.read(DatabasesAnswer.class), deadline);
            boolean news = answer.databases() != null && found.addAll(answer.databases());
            if (!news || (answer.totalCount() != null && found.size() >= answer.totalCount())) {
                return found;
            }
        }
        return found;
    }
}
