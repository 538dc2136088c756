package io.github.iothubsdk.core;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.internal.ServerClock;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.time.Deadline;
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

    private final ApiConfig config;
    private final ServerClock serverClock;
    private final KnownSecrets known = new KnownSecrets();
    private final Sender sender;

    /**
     * Asks for credentials at each send.
     *
     * @throws IllegalArgumentException when the configured recording cannot be written
     */
    public ApiClient(CredentialsProvider credentials, ApiConfig config) {
        requireNonNull(config, "config");
        requireNonNull(credentials, "credentials");
        this.config = config;
        serverClock = new ServerClock(config.timeSource());
        sender = new Sender(credentials, config, serverClock, known);
    }

    /**
     * Makes a read, with the configured retries, within the deadline.
     *
     * @throws ApiException saying what is known; when all attempts failed, the last failure but for one that only the end of the time
     *     has made
     */
    public <T> T call(Operation.Read<T> read, Deadline deadline) {
        requireNonNull(deadline, "deadline");
        requireNonNull(read, "read");
        return call(read, config.retries(), deadline);
    }

    /** Makes a read with retries of its own. */
    public <T> T call(Operation.Read<T> read, RetryPolicy retries, Deadline deadline) {
        requireNonNull(deadline, "deadline");
        requireNonNull(read, "read");
        requireNonNull(retries, "retries");
        ApiException last = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return sender.send(read, deadline, deadline.remaining(), attempt - 1);
            } catch (ApiException e) {
                last = last != null && isOutOfTime(e) ? last : e; // it says more than that no time is left
                Duration wait = retries.backoff().after(attempt);
                if (!retries.repeats(e, attempt) || wait.compareTo(deadline.remaining()) >= 0) {
                    throw last;
                }
                pause(wait, read);
                if (deadline.passed()) {
                    throw last;
                }
            }
        }
    }

    /**
     * Makes a commit: one send, whatever happens. Where the rate limit makes it wait, it is signed after that.
     *
     * @throws ApiException whose {@link ApiException#mayHaveHappened()} says whether it may have taken effect
     */
    public <T> T call(Operation.Commit<T> commit, Deadline deadline) {
        requireNonNull(commit, "commit");
        requireNonNull(deadline, "deadline");
        return sender.send(commit, deadline, deadline.remaining(), 0);
    }

    /** Makes a commit at once, or, where the rate limit would make it wait, not at all: nothing was sent then. */
    public <T> T callNow(Operation.Commit<T> commit, Deadline deadline) {
        requireNonNull(commit, "commit");
        requireNonNull(deadline, "deadline");
        return sender.send(commit, deadline, Duration.ZERO, 0);
    }

    /** How long until the rate limit lets so many calls pass at once, for those who would not wait on a thread. */
    public Duration untilFree(int calls) {
        return sender.untilFree(calls);
    }

    /** How far this machine's clock is ahead of the servers', by most of the last answers; empty before the first. */
    public Optional<Duration> clockAhead() {
        return serverClock.ahead();
    }

    /**
     * What time it is at the servers, by the middle one of the last nine answers; unmoved by a jump of this machine's
     * clock and by one odd header. This machine's own time while no answer has told one.
     */
    public Instant serviceNow() {
        return serverClock.now();
    }

    /** Whether at least two of the last answers have told their time and most agree within five seconds. */
    public boolean knowsServiceTime() {
        return serverClock.isTrusted();
    }

    /**
     * Keeps a secret out of whatever comes back, besides the credentials and what the bodies of calls hold: the newest 64
     * that the client has used stay out, raw and encoded.
     */
    public void hide(Secret secret) {
        requireNonNull(secret, "secret");
        known.learn(List.of(secret.reveal()));
    }

    /**
     * Other people's words as messages, logs and journals may carry them: without the secrets that this client has used, on
     * one line, without control, format and bidi characters, and cut after 2,000 characters.
     */
    public String quote(String foreign) {
        requireNonNull(foreign, "foreign");
        return known.quote(foreign);
    }

    @Override
    public void close() {
        sender.close();
    }

    private static boolean isOutOfTime(ApiException failure) {
        return failure instanceof ApiException.Unreachable unreachable && unreachable.isOutOfTime();
    }

    private void pause(Duration wait, Operation<?> operation) {
        try {
            config.timeSource().pause(wait);
        } catch (InterruptedException e) {
            throw Sender.interrupted(operation);
        }
    }
}
