package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One send and what came of it.
 *
 * @param at when it was sent
 * @param millis how long it took
 * @param response null when there was no whole answer
 * @param ending what there was in its place
 */
record Exchange(
        HttpRequest request,
        Instant at,
        long millis,
        @Nullable HttpResponse response,
        @Nullable Ending ending) {

    /** Of a send without an answer. */
    enum Ending {
        /** No byte has left. */
        NOT_SENT("not-sent"),
        /** It may have arrived. */
        NO_ANSWER("no-answer"),
        /** The caller's thread was interrupted; it may have arrived. */
        INTERRUPTED("interrupted");

        final String word;

        Ending(String word) {
            this.word = word;
        }
    }
}
