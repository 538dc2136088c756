package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.IotHubRoutes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** IoT Hub instances: create, list, show, delete. Routes and envelope are INFERRED; the rows are a published model. */
public final class InstanceApi {

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

        /** An answer that tells neither leaves open whether anything was ordered. */
        boolean isUnderstood() {
            Created created = toCreated();
            return Texts.fit(Texts.ID, created.instanceId(), created.orderNumber())
                    && (!created.instanceId().isBlank()
                            || !created.orderNumber().isBlank());
        }

        Created toCreated() {
            String order = Stream.of(orderNumber, orderId, orderNum, orderNo, buyId)
                    .filter(value -> value != null && !value.isBlank())
                    .findFirst()
                    .orElse("");
            return new Created(instanceId == null ? "" : instanceId, order);
        }
    }

    private record ShowAnswer(@Nullable InstanceRow instance) {
        boolean shows(String id) {
            return instance != null && instance.isNamed() && id.equals(instance.instanceId());
        }
    }

    private record DeleteAnswer() {}

    private final ApiClient api;
    private final IotHubRoutes routes;

    /** Calls through this client, on these routes. */
    public InstanceApi(ApiClient api, IotHubRoutes routes) {
        this.api = api;
        this.routes = routes;
    }

    /**
     * Places the order: the call that may spend money.
     *
     * @param description the request's, with the run's mark where it is wanted
     */
    public Created create(
            CreateInstanceRequest request, String description, String clientToken, String password, Deadline deadline) {
        RdsDatabase rds = request.database();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("clientToken", clientToken);
        body.put("name", request.name());
        body.put("description", description);
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
        return api.callNow(call.commit(CreateAnswer.class, CreateAnswer::isUnderstood), deadline)
                .toCreated();
    }

    /**
     * All instances of the region, in one pass.
     *
     * @throws ApiException.NotUnderstood when a page holds neither rows nor a count of 0
     * @throws ApiException.Unreachable when there are more than can be read
     */
    public Listing<Instance> list(String region, Deadline deadline) {
        return Listing.read(page -> page(region, page, deadline), Instance::id, MOST_PAGES)
                .orElseThrow(() -> Listing.tooLong("instance list of " + region));
    }

    /**
     * This list as proof that something is not in it.
     *
     * @throws ApiException.Unreachable when the service does not show all that it counts, or changes the list meanwhile
     */
    public Listing<Instance> whole(Listing<Instance> first, String region, Deadline deadline) {
        String what = "instance list of " + region;
        return Listing.whole(
                what,
                first,
                () -> Listing.readToTheEnd(page -> page(region, page, deadline), Instance::id, MOST_PAGES)
                        .orElseThrow(() -> Listing.tooLong(what)));
    }

    private Listing.Page<Instance> page(String region, int page, Deadline deadline) {
        var call = ApiCall.get(routes.service(), region, routes.instances())
                .query("pageNumber", Integer.toString(page))
                .query("pageSize", Integer.toString(Listing.PAGE));
        return api.call(call.read(InstancePage.class, InstancePage::isUnderstood), deadline)
                .toPage(region, api::quote);
    }

    /** One instance by its id; empty only when the service's own answer is that it does not have it. */
    public Optional<Instance> show(String region, String id, Deadline deadline) {
        var call = ApiCall.get(routes.service(), region, routes.instance(), id);
        try {
            ShowAnswer answer = api.call(call.read(ShowAnswer.class, shown -> shown.shows(id)), deadline);
            return Optional.ofNullable(answer.instance()).map(row -> row.toInstance(region, api::quote));
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Deletes one instance; it is not idempotent: an instance that is gone answers 404. */
    public void delete(String region, String id, Deadline deadline) {
        var call = ApiCall.delete(routes.service(), region, routes.instance(), id);
        api.call(call.commit(DeleteAnswer.class, nothing -> true), deadline);
    }
}
