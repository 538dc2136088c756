package io.github.iothubsdk.core;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Signer;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.http.SendContext;
import io.github.iothubsdk.core.internal.CallWindow;
import io.github.iothubsdk.core.internal.CallWindows;
import io.github.iothubsdk.core.internal.LoggingTransport;
import io.github.iothubsdk.core.internal.ResponseReader;
import io.github.iothubsdk.core.internal.Retold;
import io.github.iothubsdk.core.internal.ServerClock;
import io.github.iothubsdk.core.internal.TooLarge;
import io.github.iothubsdk.core.internal.Trouble;
import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.core.internal.json.SensitiveValues;
import io.github.iothubsdk.core.internal.recording.Recording;
import io.github.iothubsdk.core.internal.recording.RecordingTransport;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.internal.words.LoggedRun;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One send of an operation: wait for the rate limit, sign, log, send, read the answer. Thread-safe. */
final class Sender implements AutoCloseable {

    private static final String VERSION = "0.1";
    private static final byte[] NO_BODY = new byte[0];
    private static final int LONGEST = 1_000;
    /** Transports count milliseconds, and may give up a moment before the deadline. */
    private static final Duration AT_THE_END = Duration.ofMillis(20);

    private static final Header JSON = new Header("content-type", "application/json");

    private final ApiConfig config;
    private final TimeSource timeSource;
    private final CredentialsProvider credentials;
    private final CallWindows windows;
    private final Signer signer = new Signer();
    private final HttpTransport transport;
    private final ServerClock serverClock;
    private final ResponseReader answers;
    private final KnownSecrets known;

    Sender(CredentialsProvider credentials, ApiConfig config, ServerClock serverClock, KnownSecrets known) {
        this.known = known;
        this.config = config;
        this.timeSource = config.timeSource();
        this.credentials = credentials;
        this.serverClock = serverClock;
        windows = config.newCallWindows();
        transport = new LoggingTransport(newTransport(), timeSource, known);
        answers = new ResponseReader(serverClock, known);
    }

    /** The recording is opened first, since that may be refused. */
    private HttpTransport newTransport() {
        Optional<Recording> recording =
                config.recording().map(settings -> Recording.open(settings, VERSION, timeSource, known));
        try {
            HttpTransport sending = config.newTransport();
            return recording
                    .<HttpTransport>map(open -> new RecordingTransport(sending, open, timeSource))
                    .orElse(sending);
        } catch (RuntimeException | Error e) {
            recording.ifPresent(Recording::close);
            throw e;
        }
    }

    /** How long until the rate limit lets the account called last make so many calls without waiting. */
    Duration untilFree(int calls) {
        return windows.untilFree(calls);
    }

    @Override
    public void close() {
        transport.close();
    }

    /**
     * Sends it once.
     *
     * @param patience the longest to wait for the rate limit; where that is too short, nothing is sent
     * @param resend how often it has been sent before
     */
    <T> T send(Operation<T> operation, Deadline deadline, Duration patience, int resend) {
        Credentials keys = credentials.require();
        learn(keys);
        CallWindow calls = windows.of(keys.accessKey());
        pass(calls, operation, patience);
        HttpRequest request = request(operation.call(), deadline);
        known.learn(SensitiveValues.in(request.body()));
        HttpResponse response = send(request, keys, operation, resend, deadline);
        serverClock.note(response);
        try {
            T answer = answers.read(request, response, operation.answer(), operation.understood());
            calls.passed(timeSource.nanos());
            return answer;
        } catch (ApiException.Rejected e) {
            if (e.reason() == Reason.RATE_LIMITED) {
                calls.refused(timeSource.nanos());
            }
            throw e;
        }
    }

    private void learn(Credentials keys) {
        List<String> secrets = new ArrayList<>(2);
        secrets.add(keys.secretKey().reveal());
        keys.sessionToken().ifPresent(token -> secrets.add(token.reveal()));
        known.learn(secrets);
    }

    private void pass(CallWindow calls, Operation<?> operation, Duration patience) {
        try {
            calls.pass(operation.call(), patience, timeSource);
        } catch (InterruptedException e) {
            throw interrupted(operation);
        }
    }

    /** The date is read and the nonce made here, after all waiting: both must be fresh at each send. */
    private HttpResponse send(
            HttpRequest request, Credentials keys, Operation<?> operation, int resend, Deadline deadline) {
        SendContext context = SendContext.of(operation.call().pattern(), resend, LoggedRun.current());
        try {
            return context.send(transport, signer.sign(request, keys, timeSource.now()));
        } catch (NotSentException e) {
            throw unreachable(request, e, false, deadline);
        } catch (IOException e) {
            throw unreachable(request, e, true, deadline);
        } catch (InterruptedException e) {
            throw interrupted(operation);
        }
    }

    private HttpRequest request(ApiCall call, Deadline deadline) {
        Duration timeout = deadline.atMost(config.callTimeout());
        if (timeout.isZero()) {
            String words = call + " was not sent: no time was left.";
            throw ApiException.Unreachable.outOfTime(words, words, null, false);
        }
        Object body = call.body();
        return new HttpRequest(
                call.method(),
                config.origin(call.service()),
                call.path(),
                call.queryString(),
                List.of(JSON, userAgent(call.service())),
                body == null ? NO_BODY : Json.write(body).getBytes(StandardCharsets.UTF_8),
                call.service().name(),
                call.region(),
                timeout);
    }

    private static Header userAgent(Service service) {
        return new Header("user-agent", "IotHubSdkJava/" + VERSION + " " + service.name() + "/" + service.version());
    }

    private ApiException unreachable(
            HttpRequest request, IOException cause, boolean mayHaveArrived, Deadline deadline) {
        String host = request.origin();
        if (TooLarge.isIn(cause)) {
            String much = TooLarge.WORDS + ", which no answer of the service's has";
            return new ApiException.Unreachable(
                    request + " was answered with " + much + "; the rest was not read.",
                    host + " answered with " + much,
                    Retold.of(cause, known),
                    null,
                    true);
        }
        String trouble = known.quote(Trouble.of(cause, request.host()), LONGEST);
        String left = mayHaveArrived ? " The request may have arrived." : " Nothing was sent.";
        if (request.timeout().compareTo(config.callTimeout()) < 0
                && deadline.remaining().compareTo(AT_THE_END) < 0) {
            String time = "in the " + request.timeout().toMillis() + " ms that were left of the time";
            return ApiException.Unreachable.outOfTime(
                    request + " had no answer from " + host + " " + time + " (" + trouble + ")." + left,
                    host + " gave no answer " + time + ": " + trouble,
                    Retold.of(cause, known),
                    mayHaveArrived);
        }
        return new ApiException.Unreachable(
                host + " could not be reached for " + request + " (" + trouble + ")." + left,
                host + " could not be reached: " + trouble,
                Retold.of(cause, known),
                null,
                mayHaveArrived);
    }

    static ApiException interrupted(Operation<?> operation) {
        Thread.currentThread().interrupt();
        return new ApiException.Interrupted("The thread was interrupted during " + operation.call());
    }
}
