package io.github.iothubsdk.provisioning.internal.gateway;

import static io.github.iothubsdk.provisioning.wire.WireOperation.CREATE;
import static io.github.iothubsdk.provisioning.wire.WireOperation.DEDICATED;
import static io.github.iothubsdk.provisioning.wire.WireOperation.DELETE;
import static io.github.iothubsdk.provisioning.wire.WireOperation.LIST;
import static io.github.iothubsdk.provisioning.wire.WireOperation.REGIONS;
import static io.github.iothubsdk.provisioning.wire.WireOperation.SHOW;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.internal.json.Fields;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** IoT Hub instances: create, list, show, delete, in the words of a {@link WireDialect}, which says where each comes from. */
public final class InstanceApi {

    private static final int MOST_PAGES = 1_000;

    /**
     * What the create call answered.
     *
     * @param instanceId empty when the answer did not say
     * @param orderNumber empty when the answer did not say
     */
    public record Created(String instanceId, String orderNumber) {}

    private record DeleteAnswer() {}

    private final ApiClient api;
    private final WireDialect dialect;
    private final InstanceReader reader;

    /** Calls through this client, in this dialect. */
    public InstanceApi(ApiClient api, WireDialect dialect) {
        this.api = api;
        this.dialect = dialect;
        this.reader = new InstanceReader(dialect);
    }

    /** The dialect that is spoken. */
    public WireDialect dialect() {
        return dialect;
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
        BiConsumer<String, String> put =
                (part, value) -> dialect.requestName(CREATE, part).ifPresent(name -> body.put(name, value));
        put.accept("clientToken", clientToken);
        put.accept("name", request.name());
        put.accept("description", description);
        request.zone().ifPresent(zone -> put.accept("zone", zone));
        put.accept("vpcId", request.network().vpcId());
        put.accept("subnetId", request.network().subnetId());
        put.accept("rdsInstanceId", rds.instanceId());
        put.accept("rdsDatabase", rds.database());
        put.accept("rdsHost", rds.host());
        put.accept("rdsUser", rds.user());
        put.accept("rdsPassword", password);
        var call =
                ApiCall.post(dialect.service(), request.region(), path(CREATE)).body(body);
        Fields answer = api.callNow(
                call.commit(Fields.class, fields -> reader.created(fields).isPresent()), deadline);
        return reader.created(answer).orElseThrow();
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
     * @throws ApiException.Unreachable when the service does not show all that it counts, or changes the list meanwhile, or
     *     when the dialect's second witness shows an instance that the list does not
     */
    public Listing<Instance> whole(Listing<Instance> first, String region, Deadline deadline) {
        String what = "instance list of " + region;
        Listing<Instance> whole = Listing.whole(
                what,
                first,
                () -> Listing.readToTheEnd(page -> page(region, page, deadline), Instance::id, MOST_PAGES)
                        .orElseThrow(() -> Listing.tooLong(what)));
        dedicated(region, deadline).filter(id -> !whole.byKey().containsKey(id)).ifPresent(id -> {
            throw Listing.unsettled("The " + what + " does not show instance " + api.quote(id)
                    + ", which the account has by " + path(DEDICATED) + ".");
        });
        return whole;
    }

    private Listing.Page<Instance> page(String region, int page, Deadline deadline) {
        var call = ApiCall.get(dialect.service(), region, path(LIST))
                .query(dialect.requestName(LIST, "pageNumber").orElseThrow(), Integer.toString(page))
                .query(dialect.requestName(LIST, "pageSize").orElseThrow(), Integer.toString(Listing.PAGE));
        return read(call, reader::page, deadline).toPage(region, api::quote);
    }

    /** Some of the instances: the first page. */
    public List<Instance> firstPage(String region, Deadline deadline) {
        return page(region, 1, deadline).rows();
    }

    /** One instance by its id; empty only when the service's own answer is that it does not have it. */
    public Optional<Instance> show(String region, String id, Deadline deadline) {
        try {
            return Optional.of(showOrThrow(region, id, deadline));
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** One instance by its id, which is known to be there. */
    public Instance showOrThrow(String region, String id, Deadline deadline) {
        var call = ApiCall.get(dialect.service(), region, path(SHOW), id);
        return read(call, answer -> reader.shown(answer, id), deadline).toInstance(region, api::quote);
    }

    /**
     * The id of the account's dedicated instance, by the second witness.
     *
     * @return empty when the dialect has no such witness, when it may not be asked, and when it shows none: only what it
     *     shows counts, since it is not known what it answers for an account without
     */
    public Optional<String> dedicated(String region, Deadline deadline) {
        if (!dialect.has(DEDICATED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(askDedicated(region, deadline)).filter(id -> !id.isBlank());
        } catch (ApiException.NotUnderstood e) {
            return Optional.empty();
        } catch (ApiException.Rejected e) {
            if (e.reason().worthRepeating() || e.reason() == Reason.UNAUTHENTICATED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** What the second witness answers: an instance's id, or an empty text. */
    public String askDedicated(String region, Deadline deadline) {
        return read(ApiCall.get(dialect.service(), region, path(DEDICATED)), reader::dedicated, deadline);
    }

    /** The ids of the regions that offer IoT Hub, as the dialect can ask for them. */
    public List<String> regions(Deadline deadline) {
        return read(ApiCall.get(dialect.service(), Service.NO_REGION, path(REGIONS)), reader::regions, deadline);
    }

    /** Deletes one instance; it is not idempotent: an instance that is gone answers 404. */
    public void delete(String region, String id, Deadline deadline) {
        var call = ApiCall.delete(dialect.service(), region, path(DELETE), id);
        api.call(call.commit(DeleteAnswer.class, nothing -> true), deadline);
    }

    private <T> T read(ApiCall call, Function<Fields, Optional<T>> reading, Deadline deadline) {
        Fields answer =
                api.call(call.read(Fields.class, fields -> reading.apply(fields).isPresent()), deadline);
        return reading.apply(answer).orElseThrow();
    }

    private String path(WireOperation operation) {
        String path = dialect.path(operation)
                .orElseThrow(() -> new ApiException.Misconfigured("The dialect " + dialect.name() + " has no route to "
                        + operation.key() + " an instance. Nothing was sent."));
        return path.replace("{instanceId}", "{}");
    }
}
