package io.github.iothubsdk.provisioning.internal.probe;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.provisioning.wire.ProbedRoute;
import io.github.iothubsdk.provisioning.wire.ProbedRoute.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes reads one by one, and keeps what each answered. For one probe. */
final class Reads {

    private static final Pattern ACTION = Pattern.compile("perform \\(([A-Za-z]{1,40}:[A-Za-z]{1,60})\\)");

    private final List<ProbedRoute> routes = new ArrayList<>();
    private String dialect = "";

    /** What follows belongs to this dialect. */
    void in(String name) {
        dialect = name;
    }

    List<ProbedRoute> routes() {
        return routes;
    }

    /** What the read answered; empty when it did not, and that is kept. */
    <T> Optional<T> ask(String operation, String call, boolean needed, Supplier<T> read) {
        try {
            T answer = read.get();
            add(operation, call, needed, State.OPEN, Optional.empty());
            return Optional.of(answer);
        } catch (ApiException.Interrupted | ApiException.Misconfigured e) {
            throw e;
        } catch (ApiException e) {
            add(operation, call, needed, state(e), Optional.of(detail(e)));
            e.requestId()
                    .ifPresent(id -> routes.set(
                            routes.size() - 1, routes.get(routes.size() - 1).withRequestId(id)));
            return Optional.empty();
        }
    }

    /** A read of one thing: an id of which must be known, and which may not be there. */
    <T> Optional<T> askOne(String operation, String call, boolean needed, Optional<String> id, One<T> read) {
        if (id.isEmpty()) {
            add(operation, call, needed, State.NOT_ASKED, Optional.of("there was none to ask for"));
            return Optional.empty();
        }
        return ask(operation, call, needed, () -> read.of(id.get()));
    }

    /** A read that is on no list of known ones is not made. */
    void passOver(String operation, String call, boolean needed) {
        add(operation, call, needed, State.NOT_ASKED, Optional.of("not on the list of known reads: try it yourself"));
    }

    /** Reads one thing. */
    @FunctionalInterface
    interface One<T> {
        T of(String id);
    }

    private void add(String operation, String call, boolean needed, State state, Optional<String> detail) {
        routes.add(ProbedRoute.of(dialect, operation, call, needed, state, detail));
    }

    private static State state(ApiException e) {
        if (e instanceof ApiException.NotUnderstood) {
            return State.NOT_UNDERSTOOD;
        }
        if (!(e instanceof ApiException.Rejected no)) {
            return State.UNREACHABLE;
        }
        Reason reason = no.reason();
        if (reason == Reason.ROUTE_CLOSED) {
            return State.CLOSED;
        }
        if (reason == Reason.DENIED) {
            return State.DENIED;
        }
        return reason == Reason.NOT_FOUND ? State.ABSENT : State.REFUSED;
    }

    private static String detail(ApiException e) {
        if (e instanceof ApiException.NotUnderstood odd) {
            return odd.keysSeen().isEmpty() ? "no keys" : "keys seen: " + String.join(", ", odd.keysSeen());
        }
        if (e instanceof ApiException.Rejected no) {
            Rejection rejection = no.rejection();
            Matcher action = ACTION.matcher(rejection.message());
            return no.reason() == Reason.DENIED && action.find() ? "grant " + action.group(1) : rejection.answer();
        }
        return e instanceof ApiException.Unreachable gone ? gone.why() : String.valueOf(e.getMessage());
    }
}
