package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes each request from arrival to answer: route, {@link RequestVerifier}, fault, handler, ledger. */
final class Gateway {
    private final CloudState cloud;
    private final Consumer<ServedCall> listener;

    /** Makes one that tells each call to this listener, outside of the lock. */
    Gateway(CloudState cloud, Consumer<ServedCall> listener) {
        this.cloud = cloud;
        this.listener = listener;
    }

    private record Found(Route route, Map<String, String> parameters) {}

    private record Answered(Reply reply, Served served) {}

    /** A call on its way; what is known of it grows. */
    private static final class Visit {
        final Request request;
        final Instant now;
        final String requestId;
        final long begun = System.nanoTime();

        @Nullable
        Found found;

        @Nullable
        Key key;

        List<Fault> faults = List.of();

        Visit(Request request, Instant now, String requestId) {
            this.request = request;
            this.now = now;
            this.requestId = requestId;
        }
    }

    Reply handle(Request request) {
        Answered answered = cloud.turns.take(() -> {
            Visit visit = new Visit(request, cloud.now(), cloud.ids.requestId());
            Reply reply = kept(visit);
            return new Answered(reply, record(visit, reply));
        });
        listener.accept(answered.served);
        return answered.reply;
    }

    private Reply reply(Visit visit) {
        try {
            if (visit.request.body().size() > RequestReader.LONGEST_BODY) {
                throw new ApiError(413, "TOO_LARGE", "the body is too large [gw]");
            }
            Found found = visit.found;
            if (found == null) {
                List<String> unused = visit.request.segments(); // says so when they are no path at all
                throw new ApiError(404, "NOT_FOUND", "no such api [gw]");
            }
            Key key = RequestVerifier.admit(cloud, found.route, found.parameters, visit.request, visit.now);
            visit.key = key;
            if (found.route.changesState()) {
                cloud.touch();
            }
            return serve(new CallContext(cloud, key, visit.request, found.parameters, visit.now), found.route, visit);
        } catch (ApiError refused) {
            return Reply.error(visit.requestId, refused.httpStatus(), refused.error());
        }
    }

    /** What cannot be made to last is not answered as if it would: what this call does, and what others did before. */
    private Reply kept(Visit visit) {
        Found found = find(visit.request);
        visit.found = found;
        if (found != null && found.route.changesState()) {
            cloud.recorder.writes++;
        }
        try {
            cloud.begin();
            Reply reply = reply(visit);
            cloud.turns.keep();
            return reply;
        } catch (NotKept lost) {
            ApiError error = new ApiError(500, "INTERNAL", "the simulator cannot keep its state [gw]");
            return Reply.error(visit.requestId, error.httpStatus(), error.error());
        }
    }

    private @Nullable Found find(Request request) {
        List<String> segments;
        try {
            segments = request.segments();
        } catch (ApiError malformed) {
            return null;
        }
        for (Route route : Route.ALL) {
            boolean fits =
                    route.isIn(cloud.settings.dialect()) && route.method().equals(request.method());
            Map<String, String> parameters = fits ? route.pattern.match(segments) : null;
            if (parameters != null) {
                return new Found(route, parameters);
            }
        }
        return null;
    }

    private Reply serve(CallContext call, Route route, Visit visit) {
        List<Fault> due = cloud.faults.strike(route);
        if (due.isEmpty()) {
            return answer(call, route, visit.requestId);
        }
        visit.faults = due;
        due.forEach(fault -> fault.move(cloud, false));
        Fault distorting = due.stream().filter(Fault::isDistorting).findFirst().orElse(null);
        CallContext moved = call.moved();
        visit.key = moved.key();
        Reply reply = distorting == null
                ? answer(moved, route, visit.requestId)
                : distorted(distorting, moved, route, visit.requestId);
        due.forEach(fault -> fault.move(cloud, true));
        for (Fault fault : due) {
            reply = fault.date(reply);
        }
        return reply;
    }

    private Reply distorted(Fault fault, CallContext call, Route route, String requestId) {
        Duration lateness = fault.lateness();
        if (lateness != null) {
            cloud.land(new CloudState.Late(call.at(call.now().plus(lateness)), route));
        }
        return fault.distort(
                fault.isAfterEffect() ? answer(call, route, requestId) : Reply.result(requestId, new JsonObject()));
    }

    /** Does what a call asked for that came late; nobody hears the answer. */
    static void land(CloudState.Late late) {
        Reply unused = answer(late.call(), late.route(), "");
    }

    private static Reply answer(CallContext call, Route route, String requestId) {
        try {
            return Reply.result(requestId, route.handler.answer(call));
        } catch (ApiError refused) {
            return Reply.error(requestId, refused.httpStatus(), refused.error());
        }
    }

    private Served record(Visit visit, Reply reply) {
        Request request = visit.request;
        Route route = visit.found == null ? null : visit.found.route;
        String shown = Redacted.body(request.body());
        int seen = reply.ending() == Exchange.Ending.ANSWER ? reply.status() : 0;
        cloud.recorder.called(new Ledger.Call(
                route,
                request.method(),
                Visible.withoutSecrets(request.target()),
                seen,
                reply.requestId(),
                visit.now,
                shown));
        Served served = served(visit, reply, route);
        cloud.requests.add(served);
        cloud.tell(new Happening("request", served::fields));
        return served;
    }

    private Served served(Visit visit, Reply reply, @Nullable Route route) {
        Key key = visit.key;
        return new Served(
                cloud.requests.next(),
                visit.now,
                Visible.line(visit.request.method()),
                Visible.target(visit.request.target()),
                route,
                reply.ending(),
                reply.ending() == Exchange.Ending.ANSWER ? reply.status() : 0,
                reply.errorWord(),
                reply.requestId(),
                Duration.ofNanos(System.nanoTime() - visit.begun).plus(reply.delay()),
                key == null ? null : key.account.accessKey,
                named(visit),
                visit.faults.stream().map(Fault::describe).toList());
    }

    private static Named named(Visit visit) {
        Found found = visit.found;
        Key key = visit.key;
        return found == null || key == null
                ? Named.NOTHING
                : Named.by(key.account, found.route, found.parameters, visit.request);
    }
}
