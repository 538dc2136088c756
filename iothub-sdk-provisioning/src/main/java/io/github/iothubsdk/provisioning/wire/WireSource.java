package io.github.iothubsdk.provisioning.wire;

import static java.util.Objects.requireNonNull;

/**
 * Where a fact about the wire comes from.
 *
 * @param basis how far it can be relied on
 * @param where what says so, and when it did; or from what it is inferred
 */
public record WireSource(Basis basis, String where) {

    /** How far a fact can be relied on. */
    public enum Basis {
        /** Published, and still there. */
        PUBLISHED("published"),
        /** Was published for a time, and is no longer. */
        PUBLISHED_ONCE("published once"),
        /** Stated nowhere; read out of something else. */
        INFERRED("inferred");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        /** As a dialect's file and the documentation write it. */
        public String words() {
            return words;
        }
    }

    /** Refuses what is null. */
    public WireSource {
        requireNonNull(basis, "basis");
        requireNonNull(where, "where");
    }
}
