package io.github.iothubsdk.core;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;

/**
 * One call to a service, typed by its effect, so that repeating what spends money does not compile.
 *
 * @param <T> the record that the answer's {@code result} is read into
 */
public sealed interface Operation<T> {

    /** What goes on the wire. */
    ApiCall call();

    /** The type of the answer; {@link Void} results are read into an empty record. */
    Class<T> answer();

    /**
     * Whether a result holds what was promised. One that does not proves nothing, least of all that something is absent:
     * it becomes {@link io.github.iothubsdk.core.error.ApiException.NotUnderstood}.
     */
    Predicate<T> understood();

    /** Changes nothing, so it may be sent again; a POST can be a read. */
    record Read<T>(ApiCall call, Class<T> answer, Predicate<T> understood) implements Operation<T> {
        /** Refuses what is null. */
        public Read {
            requireNonNull(answer, "answer");
            requireNonNull(call, "call");
            requireNonNull(understood, "understood");
        }
    }

    /** Changes something, perhaps money: {@link ApiClient} sends it at most once. */
    record Commit<T>(ApiCall call, Class<T> answer, Predicate<T> understood) implements Operation<T> {
        /** Refuses what is null. */
        public Commit {
            requireNonNull(answer, "answer");
            requireNonNull(call, "call");
            requireNonNull(understood, "understood");
        }
    }
}
