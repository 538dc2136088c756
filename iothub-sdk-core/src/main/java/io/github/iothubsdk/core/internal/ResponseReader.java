package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.internal.json.Envelope;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads an answer: a result, or the exception that says what is known. No parser's exception escapes. */
public final class ResponseReader {

    private static final int LONGEST = 1_000;
    private static final int LONGEST_ID = 200;
    private static final Duration NOTABLE = Duration.ofMinutes(1);

    private final ServerClock clock;
    private final KnownSecrets known;

    /** Explains refused signatures with this clock, and keeps these secrets out of what it quotes. */
    public ResponseReader(ServerClock clock, KnownSecrets known) {
        this.clock = clock;
        this.known = known;
    }

    /**
     * The result of an answer: the one place that decides what is understood.
     *
     * @param understood whether a result of this type holds what the call promises
     * @throws ApiException.Rejected when the service said no, even beside a result
     * @throws ApiException.NotUnderstood when the service's JSON lacks its request id, or what the call promises
     * @throws ApiException.Unreachable when it is not the service's JSON, or larger than any of its answers
     */
    public <T> T read(HttpRequest request, HttpResponse response, Class<T> type, Predicate<T> understood) {
        if (response.body().length > HttpTransport.MOST_BYTES) {
            throw unreadable(request, response, null);
        }
        boolean failed = response.status() < 200 || response.status() > 299;
        String text = response.status() == 204 ? "{}" : response.text();
        Optional<T> plain = failed ? Optional.empty() : Envelope.plainResult(text, type);
        return plain.filter(understood).orElseGet(() -> readClosely(request, response, text, type, understood));
    }

    /** Any answer but one that holds its request id, a result that is understood, and nothing else worth knowing. */
    private <T> T readClosely(
            HttpRequest request, HttpResponse response, String text, Class<T> type, Predicate<T> understood) {
        String requestIdHeader =
                response.header("x-jdcloud-request-id").map(this::id).orElse(null);
        Envelope envelope = Envelope.parse(text).orElse(null);
        if (envelope == null) {
            throw unreadable(request, response, requestIdHeader);
        }
        String inBody = envelope.requestId();
        String requestId = inBody == null ? requestIdHeader : id(inBody);
        boolean failed = response.status() < 200 || response.status() > 299;
        Envelope.Fault fault = envelope.fault().orElse(failed ? new Envelope.Fault(0, "", "") : null);
        if (fault != null) {
            throw rejected(request, response.status(), fault, requestId, !failed || envelope.hasResult());
        }
        return envelope.result(type)
                .filter(result -> requestId != null && understood.test(result))
                .orElseThrow(() -> new ApiException.NotUnderstood(
                        request.toString(), response.status(), envelope.keys(this::id), requestId));
    }

    private ApiException rejected(
            HttpRequest request, int status, Envelope.Fault fault, @Nullable String requestId, boolean partial) {
        int telling = status >= 200 && status <= 299 ? fault.code() : status;
        Reason reason = Reason.of(telling, fault.status(), fault.message());
        String hint = reason == Reason.UNAUTHENTICATED ? clockHint() : null;
        return new ApiException.Rejected(new Rejection(
                request.toString(),
                status,
                reason,
                known.quote(fault.status(), LONGEST),
                known.quote(fault.message(), LONGEST),
                requestId,
                requestId != null && isOfHttp(status) && fault.code() > 0 && reason.fits(fault.status()),
                partial,
                hint));
    }

    /** A number that HTTP does not have for an answer fits no word, whatever the word is. */
    private static boolean isOfHttp(int status) {
        return status >= 200 && status <= 599;
    }

    private static ApiException unreadable(HttpRequest request, HttpResponse response, @Nullable String requestId) {
        int size = response.body().length;
        String what = size == 0
                ? "an empty body"
                : size > HttpTransport.MOST_BYTES
                        ? TooLarge.WORDS + ", which no answer of the service's has"
                        : "something that is not the service's JSON";
        String answered = "HTTP " + response.status() + " with " + what + ", as a proxy or a failing gateway does";
        return new ApiException.Unreachable(
                request + " was answered " + answered + "."
                        + (requestId == null ? "" : " Request id: " + requestId + "."),
                request.origin() + " answered " + answered,
                null,
                requestId,
                true);
    }

    private String id(String foreign) {
        return known.quote(foreign, LONGEST_ID);
    }

    private @Nullable String clockHint() {
        return clock.ahead()
                .filter(ahead -> ahead.abs().compareTo(NOTABLE) > 0)
                .map(ahead -> "This machine's clock is " + ahead.abs().toSeconds() + " s "
                        + (ahead.isNegative() ? "behind" : "ahead of")
                        + " the server's, and the date is signed: set the clock.")
                .orElse(null);
    }
}
