package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.step.Timing;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.PaymentPolicy;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Collects the settings of a {@link ProvisioningClient}; only the journal is required. Not thread-safe. */
public final class ProvisioningClientBuilder {

    /** Longer durations are cut to it, as budgets are: clocks cannot add what is much longer. */
    private static final Duration LONGEST = Duration.ofDays(365);

    final CredentialsProvider credentials;
    final ApiConfig.Builder api = ApiConfig.builder();
    final List<SchemaScript> schemaScripts = new ArrayList<>();
    final List<PreflightCheck> checks = new ArrayList<>();
    private final List<ProvisioningListener> listeners = new ArrayList<>();
    Duration checkTimeout = Duration.ofSeconds(30);
    Optional<Journal> journal = Optional.empty();
    Optional<URI> endpoint = Optional.empty();
    private Optional<Path> recording = Optional.empty();
    /** For tests, which need the checks in one order to be repeatable. */
    Optional<ExecutorService> checkers = Optional.empty();
    /** For tests of what happens when no thread can be had. */
    Optional<Executor> workers = Optional.empty();

    PaymentPolicy paymentPolicy = PaymentPolicy.withinCeiling();
    SecretSource secrets = SecretSource.environment();
    SchemaTransport schemaTransport = SchemaTransports.jdbc();
    WireDialect dialect = WireDialects.iotHubInferred();
    boolean otherDialects;
    Set<String> regions = Set.of("cn-north-1");
    Duration pollInterval = Duration.ofSeconds(10);
    Timing timing = new Timing(Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(5));

    ProvisioningClientBuilder(CredentialsProvider credentials) {
        this.credentials = credentials;
    }

    /** Required: where runs survive the process; see {@link Journals}. */
    public ProvisioningClientBuilder journal(Journal where) {
        requireNonNull(where, "where");
        journal = Optional.of(where);
        return this;
    }

    /**
     * One address for all services, such as a simulator; default: JD Cloud's own hosts, by HTTPS. Plain {@code http://} is for
     * this machine alone, unless {@link #allowPlainHttp()} is called, too; {@link #build()} looks.
     *
     * @throws IllegalArgumentException unless it is http or https with a host and nothing behind
     */
    public ProvisioningClientBuilder endpoint(URI address) {
        requireNonNull(address, "address");
        api.endpoint(address);
        endpoint = Optional.of(address);
        return this;
    }

    /**
     * Lets the endpoint be plain {@code http://} on another machine; default: refused. Whoever is on the way then reads
     * signatures, session tokens and the database password, and can change what comes back.
     */
    public ProvisioningClientBuilder allowPlainHttp() {
        api.allowPlainHttp();
        return this;
    }

    /**
     * Receives events, beside those that were given before and in their order; what one throws keeps none of the others from
     * being told. The same one given twice is told once. Default: {@link ProvisioningListener#loggingMoney()}, a line in your
     * log for each order, payment and ending, which stays beside others; {@link ProvisioningListener#logging()} writes one
     * for every event.
     */
    public ProvisioningClientBuilder listener(ProvisioningListener listener) {
        requireNonNull(listener, "listener");
        if (listeners.stream().noneMatch(given -> given == listener)) {
            listeners.add(listener);
        }
        return this;
    }

    /** Those that were given; what costs money is logged by one of them at least. */
    List<ProvisioningListener> listeners() {
        var all = new ArrayList<>(listeners);
        if (!all.contains(ProvisioningListener.logging()) && !all.contains(ProvisioningListener.loggingMoney())) {
            all.add(ProvisioningListener.loggingMoney());
        }
        return all;
    }

    /** Decides what is paid; default: what is not above the request's ceiling. */
    public ProvisioningClientBuilder paymentPolicy(PaymentPolicy policy) {
        requireNonNull(policy, "policy");
        paymentPolicy = policy;
        return this;
    }

    /** Asked for database passwords when runs are resumed; default: {@code IOTHUB_DB_PASSWORD}. */
    public ProvisioningClientBuilder secrets(SecretSource source) {
        requireNonNull(source, "source");
        secrets = source;
        return this;
    }

    /**
     * The way to run schema scripts, in place of one that was given before; default: {@link SchemaTransports#jdbc()}. It refuses
     * databases that it cannot reach in the preflight, before anything is ordered.
     */
    public ProvisioningClientBuilder schemaTransport(SchemaTransport transport) {
        requireNonNull(transport, "transport");
        schemaTransport = transport;
        return this;
    }

    /** A script that resumed runs may need and that cannot be read again from where it came. */
    public ProvisioningClientBuilder schemaScript(SchemaScript script) {
        requireNonNull(script, "script");
        schemaScripts.add(script);
        return this;
    }

    /** One more precondition, looked at with the standard ones. */
    public ProvisioningClientBuilder check(PreflightCheck check) {
        requireNonNull(check, "check");
        checks.add(check);
        return this;
    }

    /**
     * The longest that one look of a {@link #check} may take; default 30 s. One that takes longer is interrupted, and its
     * result is UNCHECKED: {@code check-timed-out}.
     */
    public ProvisioningClientBuilder checkTimeout(Duration timeout) {
        requireNonNull(timeout, "timeout");
        checkTimeout = positive(timeout, "checkTimeout");
        return this;
    }

    /** The regions that offer IoT Hub; default: cn-north-1 only, as documented. */
    public ProvisioningClientBuilder regions(Set<String> offered) {
        requireNonNull(offered, "offered");
        offered.forEach(each -> requireNonNull(each, "offered"));
        regions = Set.copyOf(offered);
        return this;
    }

    /**
     * How IoT Hub instances are spoken of on the wire; default {@link WireDialects#iotHubInferred()}. Runs go on only in the
     * dialect that they were begun in.
     */
    public ProvisioningClientBuilder dialect(WireDialect spoken) {
        requireNonNull(spoken, "spoken");
        dialect = spoken;
        return this;
    }

    /**
     * Lets runs that were begun in another dialect go on in this client's; default: refused, with reason OTHER_DIALECT. For
     * a dialect that was corrected while a run was under way: what it ordered must be found by the new one's words. A read-only
     * dialect takes over none: it may show other instances than those that are ordered.
     */
    public ProvisioningClientBuilder goOnFromOtherDialects() {
        otherDialects = true;
        return this;
    }

    /**
     * How often the instance list is looked at for runs that wait; default 10 s. One look serves all runs of the client; few
     * runs beside a long list look at their instances one by one. Preflights, and what is looked at before an order or a
     * payment, take no look that is older than 10 s.
     */
    public ProvisioningClientBuilder pollInterval(Duration interval) {
        requireNonNull(interval, "interval");
        pollInterval = positive(interval, "pollInterval");
        return this;
    }

    /**
     * How long a cut-off order or payment must leave no trace before it is sent again; default 5 minutes, and for an order
     * as much as 2 minutes more, in which the lists may lag. So long a lost order waits before it is adopted, too, unless it
     * shows the request's description or mark. Must exceed the longest time by which the service's lists lag, and by which a
     * proxy may hold a request back.
     */
    public ProvisioningClientBuilder quietPeriod(Duration period) {
        requireNonNull(period, "period");
        timing = new Timing(positive(period, "quietPeriod"), timing.listLag(), timing.vanishAfter());
        return this;
    }

    /** How long an instance that was seen may be missing before it counts as gone; default 5 minutes. */
    public ProvisioningClientBuilder vanishAfter(Duration period) {
        requireNonNull(period, "period");
        timing = new Timing(timing.quietPeriod(), timing.listLag(), positive(period, "vanishAfter"));
        return this;
    }

    /** The longest that one call may take; default 20 s. */
    public ProvisioningClientBuilder callTimeout(Duration timeout) {
        requireNonNull(timeout, "timeout");
        api.callTimeout(positive(timeout, "callTimeout"));
        return this;
    }

    /**
     * How many calls each access key makes in any minute at most; default 1,000 (published for most services), 0 for no
     * limit. All clients of this process that have the same clock, endpoint and limit count together; a run whose turn
     * has not come waits without a thread.
     */
    public ProvisioningClientBuilder rateLimit(int callsPerMinute) {
        api.rateLimit(callsPerMinute);
        return this;
    }

    /**
     * Another HTTP client, or one in front of those of {@link HttpTransports}; closed with the client. Default: OkHttp where it
     * is, else the JDK's.
     */
    public ProvisioningClientBuilder transport(Supplier<HttpTransport> supplier) {
        requireNonNull(supplier, "supplier");
        api.transport(supplier);
        return this;
    }

    /**
     * Puts one in front of the transport, such as one that counts, whichever {@link #transport} was or will be given; the last
     * one is the outermost. It keeps what {@link HttpTransport} asks for: one send for each, and it closes what it is given.
     */
    public ProvisioningClientBuilder aroundTransport(UnaryOperator<HttpTransport> wrapper) {
        requireNonNull(wrapper, "wrapper");
        api.aroundTransport(wrapper);
        return this;
    }

    /**
     * Appends every exchange with the cloud to a file while it happens, made safe to be handed on; default: none. It shows
     * what the service really says, such as to whoever maintains a dialect.
     *
     * <p>Written: which call, when, how long it took, the status, and both JSON bodies. Ids, names, hosts and amounts are
     * replaced by others of the same shape, the same for the same throughout this client. Words of published lists, times,
     * page numbers, and the name and digest of the {@link #dialect} stay. Of a field that is not on the SDK's list only the
     * shape is told, and its name where that looks like a field's. Never written: passwords, keys, tokens and signatures, not
     * even their lengths; request headers; answers that are not JSON. Look through a recording before you hand it on: a
     * private word that the service uses as the name of a field, and says nowhere else, is not told from a new field.
     *
     * <p>The file, a line each exchange, is its user's alone (0600), and one client at a time records into it. To read it in
     * this process while it is recorded frees its lock on POSIX systems, so that other processes may record into it too. A disk
     * that fails costs lines, never a call: it is logged once. docs/recording.md has the format.
     *
     * @param file made when it is not there, in a directory that is; a recording that is there gets one more section. {@link
     *     #build()} refuses what is no recording, a link, and what cannot be written
     */
    public ProvisioningClientBuilder recording(Path file) {
        requireNonNull(file, "file");
        recording = Optional.of(file);
        return this;
    }

    /** The settings of calls, with what a recording says of the dialect. */
    ApiConfig apiConfig() {
        recording.ifPresent(
                file -> api.recording(file, RecordedDialect.about(dialect), RecordedDialect.words(dialect)));
        return api.build();
    }

    /** Another clock, for tests. */
    public ProvisioningClientBuilder timeSource(TimeSource timeSource) {
        requireNonNull(timeSource, "timeSource");
        api.timeSource(timeSource);
        return this;
    }

    /**
     * The client; nothing is sent yet.
     *
     * @throws IllegalStateException without a journal
     * @throws IllegalArgumentException when the endpoint is plain HTTP to another machine and that is not allowed, or when the
     *     {@link #recording} cannot be written
     */
    public ProvisioningClient build() {
        return new ProvisioningClient(Assembly.of(this));
    }

    private static Duration positive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }
}
