package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** RDS instances and their databases (published). An unknown instance answers 400, not 404. */
public final class RdsApi {

    private static final Service RDS = new Service("rds", "v1");
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

    private record ServerAnswer(@Nullable Server dbInstanceAttributes) {
        boolean shows(String id) {
            return dbInstanceAttributes != null && id.equals(dbInstanceAttributes.instanceId());
        }
    }

    private record DatabasesAnswer(
            @Nullable List<Database> databases, @Nullable Integer totalCount) {
        boolean isUnderstood() {
            return databases == null
                    ? Integer.valueOf(0).equals(totalCount)
                    : databases.stream().allMatch(database -> database != null && database.dbName() != null);
        }

        Listing.Page<Database> toPage() {
            return new Listing.Page<>(
                    Objects.requireNonNullElse(databases, List.of()),
                    totalCount == null ? OptionalInt.empty() : OptionalInt.of(totalCount),
                    0);
        }
    }

    private final ApiClient api;

    /** Calls through this client. */
    public RdsApi(ApiClient api) {
        this.api = api;
    }

    private record Servers(@Nullable List<Server> dbInstances) {}

    /** The id of some RDS instance; empty when there is none. */
    public Optional<String> anyServer(String region, Deadline deadline) {
        var call = ApiCall.get(RDS, region, "/regions/{region}/instances");
        return Stream.ofNullable(api.call(call.read(Servers.class, answer -> answer.dbInstances() != null), deadline)
                        .dbInstances())
                .flatMap(List::stream)
                .map(Server::instanceId)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** One RDS instance. */
    public Server server(String region, String id, Deadline deadline) {
        var call = ApiCall.get(RDS, region, "/regions/{region}/instances/{}", id);
        return Objects.requireNonNull(api.call(call.read(ServerAnswer.class, answer -> answer.shows(id)), deadline)
                .dbInstanceAttributes());
    }

    /**
     * The databases of one instance, over as many pages as there are; a page past the end repeats the last one.
     *
     * @throws ApiException.Unreachable when there are more than can be read
     */
    public List<Database> databases(String region, String id, Deadline deadline) {
        return Listing.read(
                        page -> databases(region, id, page, deadline),
                        database -> String.valueOf(database.dbName()),
                        MOST_PAGES)
                .orElseThrow(() -> Listing.tooLong("database list of " + id))
                .rows();
    }

    private Listing.Page<Database> databases(String region, String id, int page, Deadline deadline) {
        var call = ApiCall.get(RDS, region, "/regions/{region}/instances/{}/databases", id)
                .query("pageNumber", Integer.toString(page))
                .query("pageSize", Integer.toString(Listing.PAGE));
        return api.call(call.read(DatabasesAnswer.class, DatabasesAnswer::isUnderstood), deadline)
                .toPage();
    }
}
