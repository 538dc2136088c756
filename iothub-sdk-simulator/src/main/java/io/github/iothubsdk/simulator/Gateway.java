package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes each request from arrival to answer: route, {@link RequestVerifier}, fault, handler, ledger. */
final class Gateway {
    private final CloudState cloud;

    Gateway(CloudState cloud) {
        this.cloud = cloud;
    }

    private record Found(Route route, Map<String, String> parameters) {}

    Reply handle(Request request) {
        return cloud.locked(() -> {
            Instant now = cloud.now();
            String requestId = Ids.requestId();
            Found found = null;
            Reply reply;
            try {
                if (request.body().size() > RequestReader.LONGEST_BODY) {
                    throw new ApiError(413, "TOO_LARGE", "the body is too large [gw]");
                }
                found = find(request);
                Key key = RequestVerifier.admit(cloud, found.route, found.parameters, request, now);
                reply = serve(new CallContext(cloud, key, request, found.parameters, now), found.route, requestId);
            } catch (ApiError refused) {
                reply = Reply.error(requestId, refused.httpStatus(), refused.error());
            }
            record(found == null ? null : found.route, request, reply, now);
            return reply;
        });
    }

    private Found find(Request request) {
        List<String> segments = request.segments();
        for (Route route : Route.ALL) {
            boolean fits =
                    route.isIn(cloud.settings.dialect()) && route.method().equals(request.method());
            Map<String, String> parameters = fits ? route.pattern.match(segments) : null;
            if (parameters != null) {
                return new Found(route, parameters);
            }
        }
        throw new ApiError(404, "NOT_FOUND", "no such api [gw]");
    }

    private Reply serve(CallContext call, Route route, String requestId) {
        List<Fault> due = cloud.faults.strike(route);
        if (due.isEmpty()) {
            return answer(call, route, requestId);
        }
        due.forEach(fault -> fault.move(cloud, false));
        Fault distorting = due.stream().filter(Fault::isDistorting).findFirst().orElse(null);
        CallContext moved = call.at(cloud.locked(cloud::now));
        Reply reply =
                distorting == null ? answer(moved, route, requestId) : distorted(distorting, moved, route, requestId);
        due.forEach(fault -> fault.move(cloud, true));
        for (Fault fault : due) {
            reply = fault.date(reply);
        }
        return reply;
    }

    private Reply distorted(Fault fault, CallContext call, Route route, String requestId) {
        Duration lateness = fault.lateness();
        if (lateness != null) {
            CallContext later = call.at(call.now().plus(lateness));
            cloud.landAt(later.now(), () -> answer(later, route, requestId));
        }
        return fault.distort(
                fault.isAfterEffect() ? answer(call, route, requestId) : Reply.result(requestId, new JsonObject()));
    }

    private static Reply answer(CallContext call, Route route, String requestId) {
        try {
            return Reply.result(requestId, route.handler.answer(call));
        } catch (ApiError refused) {
            return Reply.error(requestId, refused.httpStatus(), refused.error());
        }
    }

    private void record(@Nullable Route route, Request request, Reply reply, Instant now) {
        String shown = Redacted.body(request.body());
        int seen = reply.ending() == Exchange.Ending.ANSWER ? reply.status() : 0;
        cloud.recorder.called(
                new Ledger.Call(route, request.method(), request.target(), seen, reply.requestId(), now, shown));
        if (route != null && route.changesState()) {
            cloud.recorder.writes++;
        }
    }
}
