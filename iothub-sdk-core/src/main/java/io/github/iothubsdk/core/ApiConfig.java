package io.github.iothubsdk.core;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.internal.CallWindows;
import io.github.iothubsdk.core.internal.Cleartext;
import io.github.iothubsdk.core.internal.recording.RecordingSettings;
import io.github.iothubsdk.core.time.TimeSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** How calls are made: endpoint, timeouts, retries of reads, transport, clock. Immutable. */
public final class ApiConfig {

    private final Optional<String> endpoint;
    private final Duration callTimeout;
    private final RetryPolicy retries;
    private final int callsPerMinute;
    private final Supplier<HttpTransport> transport;
    private final List<UnaryOperator<HttpTransport>> around;
    private final TimeSource timeSource;
    private final Optional<RecordingSettings> recording;

    private ApiConfig(Builder builder) {
        endpoint = builder.endpoint;
        callTimeout = builder.callTimeout;
        retries = builder.retries;
        callsPerMinute = builder.callsPerMinute;
        Duration connect = builder.connectTimeout;
        transport = builder.transport.orElse(() -> HttpTransports.ofWhatIsThere(connect));
        around = List.copyOf(builder.around);
        timeSource = builder.timeSource;
        recording = builder.recording;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where calls go: the service's own host, or the one endpoint for all. */
    String origin(Service service) {
        return endpoint.orElseGet(service::origin);
    }

    Duration callTimeout() {
        return callTimeout;
    }

    RetryPolicy retries() {
        return retries;
    }

    CallWindows newCallWindows() {
        return new CallWindows(timeSource, endpoint.orElse(""), callsPerMinute);
    }

    HttpTransport newTransport() {
        HttpTransport made = transport.get();
        for (UnaryOperator<HttpTransport> each : around) {
            made = wrapped(made, each);
        }
        return made;
    }

    /** Nobody else would close one that could not be wrapped. */
    private static HttpTransport wrapped(HttpTransport next, UnaryOperator<HttpTransport> around) {
        try {
            return requireNonNull(around.apply(next), "what is around the transport");
        } catch (RuntimeException | Error e) {
            next.close();
            throw e;
        }
    }

    Optional<RecordingSettings> recording() {
        return recording;
    }

    /** The one clock. */
    public TimeSource timeSource() {
        return timeSource;
    }

    /** Collects settings; not thread-safe. */
    public static final class Builder {
        private Optional<String> endpoint = Optional.empty();
        private boolean plainHttpAllowed;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration callTimeout = Duration.ofSeconds(20);
        private RetryPolicy retries = RetryPolicy.standard();
        private int callsPerMinute = 1_000;
        private Optional<Supplier<HttpTransport>> transport = Optional.empty();
        private final List<UnaryOperator<HttpTransport>> around = new ArrayList<>();
        private TimeSource timeSource = TimeSource.system();
        private Optional<RecordingSettings> recording = Optional.empty();

        private Builder() {}

        /**
         * One address for all services, such as a simulator or a proxy; default: each service's own, by HTTPS.
         *
         * <p>Plain {@code http://} is for this machine alone ({@code 127.0.0.0/8}, {@code [::1]}, {@code localhost}), unless
         * {@link #allowPlainHttp()} is called, too; {@link #build()} looks.
         *
         * @throws IllegalArgumentException unless it is http or https with a host and nothing behind
         */
        public Builder endpoint(URI address) {
            requireNonNull(address, "address");
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean bare = address.getRawPath() == null || address.getRawPath().matches("/?");
            if (!scheme.matches("https?")
                    || address.getHost() == null
                    || !bare
                    || address.getRawQuery() != null
                    || address.getRawFragment() != null
                    || address.getRawUserInfo() != null
                    || address.getPort() == 0
                    || address.getPort() > 65535) {
                throw new IllegalArgumentException(
                        "The endpoint must be http://host[:port] or https://host[:port], with nothing behind it");
            }
            String port = address.getPort() < 0 ? "" : ":" + address.getPort();
            endpoint = Optional.of(scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port);
            return this;
        }

        /**
         * Lets the endpoint be plain {@code http://} on another machine; default: refused. Whoever is on the way then reads
         * signatures, session tokens and the database password, and can change what comes back.
         */
        public Builder allowPlainHttp() {
            plainHttpAllowed = true;
            return this;
        }

        /** The longest that connecting may take; default 5 s. */
        public Builder connectTimeout(Duration timeout) {
            requireNonNull(timeout, "timeout");
            connectTimeout = positive("connectTimeout", timeout);
            return this;
        }

        /** The longest that one send may take from connecting to the last byte; default 20 s. */
        public Builder callTimeout(Duration timeout) {
            requireNonNull(timeout, "timeout");
            callTimeout = positive("callTimeout", timeout);
            return this;
        }

        /** How reads are repeated; default {@link RetryPolicy#standard()}. Commits never are. */
        public Builder retries(RetryPolicy policy) {
            requireNonNull(policy, "policy");
            retries = policy;
            return this;
        }

        /**
         * How many calls each access key makes in any minute at most; default 1,000 (published for most services), 0
         * for no limit. All clients of this process that have the same clock, endpoint and limit count together.
         */
        public Builder rateLimit(int calls) {
            if (calls < 0) {
                throw new IllegalArgumentException("rateLimit must not be negative");
            }
            callsPerMinute = calls;
            return this;
        }

        /** Another HTTP client; one is asked for by each {@link ApiClient}, which closes it. Default: OkHttp where it is, else the JDK's. */
        public Builder transport(Supplier<HttpTransport> supplier) {
            requireNonNull(supplier, "supplier");
            transport = Optional.of(supplier);
            return this;
        }

        /**
         * Puts one in front of the transport, such as one that counts, whichever {@link #transport} was or will be given; the
         * last one is the outermost. What it makes must close the one that it is given.
         */
        public Builder aroundTransport(UnaryOperator<HttpTransport> wrapper) {
            requireNonNull(wrapper, "wrapper");
            around.add(wrapper);
            return this;
        }

        /** Another clock, for tests. */
        public Builder timeSource(TimeSource other) {
            requireNonNull(other, "other");
            timeSource = other;
            return this;
        }

        /**
         * Appends every exchange to a file, made safe to be handed on; default: none. The file is opened, and made with the
         * rights of its user alone, when an {@link ApiClient} is made, which refuses one that it cannot write.
         *
         * @param file one client at a time records into it; to read it in the same process meanwhile frees its lock, on POSIX
         *     systems, and other processes may then record into it too
         * @param about what its first line says of the client; written as it is, so that nothing private belongs there
         * @param words of the routes that are called and names of their services, when these are not the published ones;
         *     every other part of a path is taken for an id
         */
        public Builder recording(Path file, Map<String, String> about, Set<String> words) {
            requireNonNull(file, "file");
            requireNonNull(about, "about");
            about.forEach((name, value) -> requireNonNull(value, "about"));
            requireNonNull(words, "words");
            words.forEach(each -> requireNonNull(each, "words"));
            recording = Optional.of(new RecordingSettings(file, about, words));
            return this;
        }

        private static Duration positive(String name, Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException(name + " must be longer than zero");
            }
            return timeout;
        }

        /**
         * The settings as they are now.
         *
         * @throws IllegalArgumentException when the endpoint is plain HTTP to another machine and that is not allowed
         */
        public ApiConfig build() {
            endpoint.filter(origin -> !plainHttpAllowed && !Cleartext.isSafe(origin))
                    .ifPresent(origin -> {
                        throw new IllegalArgumentException(
                                origin + " is plain HTTP to another machine: signature, session token and"
                                        + " database password would travel in the clear. Give an https:// endpoint, or allow it:"
                                        + " allowPlainHttp().");
                    });
            return new ApiConfig(this);
        }
    }
}
