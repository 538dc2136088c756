package io.github.iothubsdk.core;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.internal.Answers;
import io.github.iothubsdk.core.internal.LoggingTransport;
import io.github.iothubsdk.core.internal.Quote;
import io.github.iothubsdk.core.internal.ServerClock;
import io.github.iothubsdk.core.internal.SigningTransport;
import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.core.time.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes signed calls to JD Cloud. Thread-safe; one is enough for a process.
 *
 * <p>Every send is signed afresh. Reads are repeated by the {@link RetryPolicy}; a commit is sent at most once, and
 * has no overload that says otherwise.
 */
public final class ApiClient implements AutoCloseable {

    private static final byte[] NO_BODY = new byte[0];
    private static final Header JSON = new Header("content-type", "application/json");

    private final ApiConfig config;
    private final HttpTransport transport;
    private final ServerClock serverClock;
    private final Answers answers;

    /** Assembles the chain: sign, log, send. */
    public ApiClient(CredentialsProvider credentials, ApiConfig config) {
        this.config = config;
        var logged = new LoggingTransport(config.newTransport(), config.ticker());
        transport = new SigningTransport(logged, credentials, config.ticker());
        serverClock = new ServerClock(config.ticker());
        answers = new Answers(serverClock);
    }

    /**
     * Makes a read, with the configured retries, within the deadline.
     *
     * @throws ApiException saying what is known; the last failure when all attempts failed
     */
    public <T> T call(Operation.Read<T> read, Deadline deadline) {
        return call(read, config.retries(), deadline);
    }

    /** Makes a read with retries of its own. */
    public <T> T call(Operation.Read<T> read, RetryPolicy retries, Deadline deadline) {
        for (int attempt = 1; ; attempt++) {
            try {
                return send(read, deadline);
            } catch (ApiException e) {
                Duration wait = retries.backoff().after(attempt);
                if (!retries.repeats(e, attempt) || wait.compareTo(deadline.remaining()) >= 0) {
                    throw e;
                }
                pause(wait, read);
                if (deadline.passed()) {
                    throw e; // it says more than that no time is left
                }
            }
        }
    }

    /**
     * Makes a commit: one send, whatever happens.
     *
     * @throws ApiException whose {@link ApiException#mayHaveHappened()} says whether it may have taken effect
     */
    public <T> T call(Operation.Commit<T> commit, Deadline deadline) {
        return send(commit, deadline);
    }

    /** How far this machine's clock is ahead of the servers', by the newest answer; empty before the first. */
    public Optional<Duration> clockAhead() {
        return serverClock.ahead();
    }

    /** What time it is at the servers, by the newest answer; unmoved by a jump of this machine's clock. */
    public Instant serviceNow() {
        return serverClock.now();
    }

    @Override
    public void close() {
        transport.close();
    }

    private <T> T send(Operation<T> operation, Deadline deadline) {
        HttpRequest request = request(operation.call(), deadline);
        try {
            HttpResponse response = transport.send(request);
            serverClock.note(response);
            return answers.read(request, response, operation.answer());
        } catch (NotSentException e) {
            throw unreachable(request, e, false);
        } catch (IOException e) {
            throw unreachable(request, e, true);
        } catch (InterruptedException e) {
            throw interrupted(operation);
        }
    }

    private HttpRequest request(ApiCall call, Deadline deadline) {
        Duration timeout = deadline.atMost(config.callTimeout());
        if (timeout.isZero()) {
            throw new ApiException.Unreachable(call + " was not sent: no time was left.", null, null, false);
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
        return new Header("user-agent", "IotHubSdkJava/0.1 " + service.name() + "/" + service.version());
    }

    private static ApiException unreachable(HttpRequest request, IOException cause, boolean mayHaveArrived) {
        String host = request.origin();
        return new ApiException.Unreachable(
                host + " could not be reached for " + request + " ("
                        + Quote.of(String.valueOf(cause.getMessage()), request) + "). "
                        + (mayHaveArrived ? "The request may have arrived." : "Nothing was sent."),
                cause,
                null,
                mayHaveArrived);
    }

    private void pause(Duration wait, Operation<?> operation) {
        try {
            config.ticker().pause(wait);
        } catch (InterruptedException e) {
            throw interrupted(operation);
        }
    }

    private static ApiException interrupted(Operation<?> operation) {
        Thread.currentThread().interrupt();
        return new ApiException.Interrupted("The thread was interrupted during " + operation.call());
    }
}
