package io.github.iothubsdk.provisioning.wire;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What one read answered. Immutable; later versions may tell more.
 *
 * <p>It holds names, actions and reasons; never a value of the answer.
 */
public final class ProbedRoute {

    /** What the answer means. */
    public enum State {
        /** It answered, and was understood. */
        OPEN,
        /** The gateway has not opened it to this account: 403 "this api is not allowed". */
        CLOSED,
        /** Access management does not let this key: {@link ProbedRoute#detail} names the action to grant, where it was told. */
        DENIED,
        /** The service does not have the route, or not the object that was asked for: 404. */
        ABSENT,
        /** It answered in other words: {@link ProbedRoute#detail} has the names that were seen. */
        NOT_UNDERSTOOD,
        /** The service said no for another reason. */
        REFUSED,
        /** No answer of the service's came back. */
        UNREACHABLE,
        /** There was nothing to ask for, such as an instance where there is none. */
        NOT_ASKED
    }

    private final Values values;

    private record Values(
            String dialect,
            String operation,
            String call,
            boolean needed,
            State state,
            Optional<String> detail,
            Optional<String> requestId) {}

    private ProbedRoute(Values values) {
        this.values = values;
    }

    /**
     * One answer.
     *
     * @param dialect the dialect's name; empty for the reads that are the same in all
     * @param operation what is read, such as {@code list}
     * @param call as {@code service METHOD path}
     * @param needed whether creating an instance needs it
     */
    public static ProbedRoute of(
            String dialect, String operation, String call, boolean needed, State state, Optional<String> detail) {
        requireNonNull(call, "call");
        requireNonNull(detail, "detail");
        requireNonNull(dialect, "dialect");
        requireNonNull(operation, "operation");
        requireNonNull(state, "state");
        return new ProbedRoute(new Values(dialect, operation, call, needed, state, detail, Optional.empty()));
    }

    /** The same with the service's id of the request. */
    public ProbedRoute withRequestId(String id) {
        requireNonNull(id, "id");
        return new ProbedRoute(new Values(
                values.dialect,
                values.operation,
                values.call,
                values.needed,
                values.state,
                values.detail,
                Optional.of(id)));
    }

    /** The dialect's name; empty for the reads that are the same in all. */
    public Optional<String> dialect() {
        return Optional.of(values.dialect).filter(name -> !name.isEmpty());
    }

    /** What is read, such as {@code list} or {@code describeUser}. */
    public String operation() {
        return values.operation;
    }

    /** The call, as {@code service METHOD path}. */
    public String call() {
        return values.call;
    }

    /** Whether creating an instance needs it. */
    public boolean needed() {
        return values.needed;
    }

    /** What the answer means. */
    public State state() {
        return values.state;
    }

    /** Whether it stands in the way of creating an instance. */
    public boolean blocks() {
        return values.needed && values.state != State.OPEN && values.state != State.NOT_ASKED;
    }

    /** More about that, for people. */
    public Optional<String> detail() {
        return values.detail;
    }

    /** The service's id of the request, for its support. */
    public Optional<String> requestId() {
        return values.requestId;
    }

    /** Dialect, operation, call, state and detail. */
    @Override
    public String toString() {
        return "ProbedRoute" + values.toString().substring("Values".length());
    }
}
