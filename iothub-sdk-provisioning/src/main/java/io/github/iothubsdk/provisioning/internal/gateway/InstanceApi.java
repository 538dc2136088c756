package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.IotHubRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** IoT Hub instances: create, list, show, delete. Routes and envelope are INFERRED; the rows are a published model. */
public final class InstanceApi {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 1_000;

    /**
     * What the create call answered.
     *
     * @param instanceId empty when the answer did not say
     * @param orderNumber found under any of the names that sibling products use; empty when the answer did not say
     */
    public record Created(String instanceId, String orderNumber) {}

    private record CreateAnswer(
            @Nullable String instanceId,
            @Nullable String orderNumber,
            @Nullable String orderId,
            @Nullable String orderNum,
            @Nullable String orderNo,
            @Nullable String buyId) {

        Created toCreated() {
            String order = Stream.of(orderNumber, orderId, orderNum, orderNo, buyId)
                    .filter(value -> value != null && !value.isBlank())
                    .findFirst()
                    .orElse("");
            return new Created(instanceId == null ? "" : instanceId, order);
        }
    }

    private record ShowAnswer(@Nullable InstanceRow instance) {}

    private record DeleteAnswer() {}

    private final ApiClient api;
    private final IotHubRoutes routes;

    /** Calls through this client, on these routes. */
    public InstanceApi(ApiClient api, IotHubRoutes routes) {
        this.api = api;
        this.routes = routes;
    }

    /** Places the order: the call that may spend money. */
    public Created create(CreateInstanceRequest request, String clientToken, String password, Deadline deadline) {
        RdsDatabase rds = request.database();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("clientToken", clientToken);
        body.put("name", request.name());
        body.put("description", request.description());
        request.zone().ifPresent(zone -> body.put("azId", zone));
        body.put("vpcId", request.network().vpcId());
        body.put("subnetId", request.network().subnetId());
        body.put("rdsInstanceId", rds.instanceId());
        body.put("rdsDatabase", rds.database());
        body.put("rdsHostName", rds.host());
        body.put("rdsUserName", rds.user());
        body.put("rdsPasswd", password);
        var call = ApiCall.post(routes.service(), request.region(), routes.instances())
                .body(body);
        try {
            return api.callNow(call.commit(CreateAnswer.class), deadline).toCreated();
        } catch (ApiException.Rejected e) {
            throw masked(e, password);
        }
    }

    /** The service's texts quote the field that they object to, and that may be the password. */
    private static ApiException masked(ApiException.Rejected e, String password) {
        Rejection said = e.rejection();
        if (password.isEmpty() || !said.message().contains(password)) {
            return e;
        }
        return new ApiException.Rejected(new Rejection(
                said.operation(),
                said.httpStatus(),
                said.reason(),
                said.status(),
                said.message().replace(password, "******"),
                said.requestId(),
                said.partial(),
                said.hint()));
    }

    /** All instances of the region, over as many pages as it takes; a page that repeats ends it. */
    public Listing list(String region, Deadline deadline) {
        Map<String, Instance> found = new LinkedHashMap<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            var call = ApiCall.get(routes.service(), region, routes.instances())
                    .query("pageNumber", Integer.toString(page))
                    .query("pageSize", Integer.toString(PAGE));
            InstancePage answer = api.call(call.read(InstancePage.class), deadline);
            List<Instance> rows = answer.rows(region);
            int before = found.size();
            rows.forEach(row -> found.put(row.id(), row));
            int missing = Math.max(0, answer.total().orElse(0) - found.size());
            boolean last = answer.total().isPresent() ? missing == 0 : answer.size() < PAGE;
            if (last || found.size() == before) {
                return new Listing(List.copyOf(found.values()), missing, page);
            }
        }
        throw new ApiException.Unreachable(
                "The instance list of " + region + " has more than " + MOST_PAGES + " pages.", null, null, false);
    }

    /**
     * All instances of a region.
     *
     * @param instances each once
     * @param missing how many more the service counts than it shows, as while it is between two states
     * @param pages how many calls it took
     */
    public record Listing(List<Instance> instances, int missing, int pages) {

        /**
         * The list as proof that something is not in it.
         *
         * @throws ApiException.Unreachable when the service does not show all that it counts
         */
        public List<Instance> whole() {
            if (missing > 0) {
                throw new ApiException.Unreachable(
                        "The instance list shows " + instances.size() + " instances and counts "
                                + (instances.size() + missing) + ".",
                        null,
                        null,
                        false);
            }
            return instances;
        }
    }

    /** One instance by its id; empty when the service does not have it. */
    public Optional<Instance> show(String region, String id, Deadline deadline) {
        var call = ApiCall.get(routes.service(), region, routes.instance(), id);
        try {
            return Optional.ofNullable(
                            api.call(call.read(ShowAnswer.class), deadline).instance())
                    .map(row -> row.toInstance(region));
        } catch (ApiException.Rejected e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Deletes one instance; it is not idempotent: an instance that is gone answers 404. */
    public void delete(String region, String id, Deadline deadline) {
        var call = ApiCall.delete(routes.service(), region, routes.instance(), id);
        api.call(call.commit(DeleteAnswer.class), deadline);
    }
}
