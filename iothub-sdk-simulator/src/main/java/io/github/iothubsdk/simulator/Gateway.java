package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes each request from arrival to answer: route, {@link RequestVerifier}, fault, handler, ledger. */
final class Gateway {
    private final CloudState world;

    Gateway(CloudState world) {
        this.world = world;
    }

    private record Found(Route route, Map<String, String> parameters) {}

    Reply handle(Request request) {
        return world.locked(() -> {
            Instant now = world.now();
            String requestId = Ids.requestId();
            Found found = null;
            Reply reply;
            try {
                if (request.body().size() > RequestReader.LONGEST_BODY) {
                    throw new ApiError(413, "TOO_LARGE", "the body is too large [gw]");
                }
                found = find(request);
                Key key = RequestVerifier.admit(world, found.route, found.parameters, request, now);
                reply = serve(new CallContext(world, key, request, found.parameters, now), found.route, requestId);
            } catch (ApiError refusal) {
                reply = Reply.error(requestId, refusal.httpStatus(), refusal.error());
            }
            record(found == null ? null : found.route, request, reply, now);
            return reply;
        });
    }

    private static Found find(Request request) {
        List<String> segments = request.segments();
        for (Route route : Route.ALL) {
            Map<String, String> parameters =
                    route.method().equals(request.method()) ? route.pattern.match(segments) : null;
            if (parameters != null) {
                return new Found(route, parameters);
            }
        }
        throw new ApiError(404, "NOT_FOUND", "no such api [gw]");
    }

    private Reply serve(CallContext visit, Route route, String requestId) {
        List<Fault> due = world.faults.strike(route);
        if (due.isEmpty()) {
            return answer(visit, route, requestId);
        }
        due.forEach(fault -> fault.move(world, false));
        Fault distorting = due.stream().filter(Fault::isDistorting).findFirst().orElse(null);
        CallContext moved = visit.at(world.locked(world::now));
        Reply reply =
                distorting == null ? answer(moved, route, requestId) : distorted(distorting, moved, route, requestId);
        due.forEach(fault -> fault.move(world, true));
        for (Fault fault : due) {
            reply = fault.date(reply);
        }
        return reply;
    }

    private Reply distorted(Fault fault, CallContext visit, Route route, String requestId) {
        Duration lateness = fault.lateness();
        if (lateness != null) {
            CallContext later = visit.at(visit.now().plus(lateness));
            world.landAt(later.now(), () -> answer(later, route, requestId));
        }
        return fault.distort(
                fault.isAfterEffect() ? answer(visit, route, requestId) : Reply.result(requestId, new JsonObject()));
    }

    private static Reply answer(CallContext visit, Route route, String requestId) {
        try {
            return Reply.result(requestId, route.handler.answer(visit));
        } catch (ApiError refusal) {
            return Reply.error(requestId, refusal.httpStatus(), refusal.error());
        }
    }

    private void record(@Nullable Route route, Request request, Reply reply, Instant now) {
        String shown = Redacted.body(request.body());
        int seen = reply.ending() == Exchange.Ending.ANSWER ? reply.status() : 0;
        world.recorder.called(
                new Ledger.Call(route, request.method(), request.target(), seen, reply.requestId(), now, shown));
        if (route != null && route.changesState()) {
            world.recorder.writes++;
        }
    }
}
