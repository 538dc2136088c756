package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.check.OwnChecks;
import io.github.iothubsdk.provisioning.internal.check.PreflightChecks;
import io.github.iothubsdk.provisioning.internal.flow.AsyncDriver;
import io.github.iothubsdk.provisioning.internal.flow.Driver;
import io.github.iothubsdk.provisioning.internal.flow.OwnerGate;
import io.github.iothubsdk.provisioning.internal.flow.Place;
import io.github.iothubsdk.provisioning.internal.flow.ProgressCodec;
import io.github.iothubsdk.provisioning.internal.flow.Retention;
import io.github.iothubsdk.provisioning.internal.flow.RunReader;
import io.github.iothubsdk.provisioning.internal.flow.Runs;
import io.github.iothubsdk.provisioning.internal.flow.SerialEventDispatcher;
import io.github.iothubsdk.provisioning.internal.flow.StepEngine;
import io.github.iothubsdk.provisioning.internal.gateway.PinnedCredentials;
import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.internal.probe.SchemaSearch;
import io.github.iothubsdk.provisioning.internal.schema.SchemaJobs;
import io.github.iothubsdk.provisioning.internal.step.CreateInstanceWorkflow;
import io.github.iothubsdk.provisioning.internal.step.Resolutions;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything a client is made of, put together in one place. */
record Assembly(
        Services services,
        Consumer<ProvisioningEvent> listener,
        Consumer<ProvisioningEvent> asyncListener,
        PreflightChecks checks,
        CreateInstanceWorkflow steps,
        Runs runs,
        SchemaSearch schema,
        Retention retention,
        Driver driver,
        AsyncDriver async,
        Resolutions resolutions,
        AtomicBoolean closed) {

    private static final Logger LOG = LoggerFactory.getLogger(ProvisioningClient.class);

    static Assembly of(ProvisioningClientBuilder from) {
        var journal = from.journal.orElseThrow(
                () -> new IllegalStateException("A journal is required: journal(Journals.inDirectory(path))"));
        ApiConfig config = from.apiConfig();
        var services = Services.of(from, new PinnedCredentials(from.credentials), config); // opens what must be closed
        var gate = new OwnerGate(
                services,
                Place.of(from.endpoint, from.dialect),
                from.otherDialects && !from.dialect.isReadOnly(),
                journal);
        var schema = schema(from, services);
        var checks = checks(from, services, schema, gate, journal);
        var steps = steps(from, services, schema, checks, config.timeSource());
        var codec = new ProgressCodec(steps.all(), scripts(from));
        var runs = new Runs(journal, codec, steps, config.timeSource(), gate);
        var search = new SchemaSearch(schema, new RunReader(journal, codec, steps::summary));
        var retention = new Retention(journal, gate, config.timeSource());
        return driving(from, services, checks, steps, runs, search, retention);
    }

    private static Assembly driving(
            ProvisioningClientBuilder from,
            Services services,
            PreflightChecks checks,
            CreateInstanceWorkflow steps,
            Runs runs,
            SchemaSearch schema,
            Retention retention) {
        TimeSource timeSource = services.timeSource();
        Consumer<ProvisioningEvent> listener = all(from.listeners());
        var events = new SerialEventDispatcher(listener, Threads.TELLING);
        var closed = new AtomicBoolean();
        Supplier<Duration> untilFree = () -> services.api().untilFree(Threads.CALLS_AT_ONCE);
        var dependencies = new StepEngine.Dependencies(runs, timeSource, services, untilFree, closed::get, listener);
        var engine = new StepEngine(dependencies);
        var driver = new Driver(engine, timeSource, listener);
        var async = new AsyncDriver(
                new StepEngine(dependencies.telling(events)), timeSource, from.workers.orElse(Threads.RUNS), events);
        var resolutions = new Resolutions(engine, services.orders(), services.instances());
        return new Assembly(
                services, listener, events, checks, steps, runs, schema, retention, driver, async, resolutions, closed);
    }

    private static Map<String, SchemaScript> scripts(ProvisioningClientBuilder from) {
        return from.schemaScripts.stream()
                .collect(Collectors.toMap(SchemaScript::sha256, Function.identity(), (one, same) -> one));
    }

    private static SchemaJobs schema(ProvisioningClientBuilder from, Services services) {
        return new SchemaJobs(
                from.schemaTransport, services.rds(), secrets(from, services.api()), services.api()::quote);
    }

    private static PreflightChecks checks(
            ProvisioningClientBuilder from, Services services, SchemaJobs schema, OwnerGate gate, Journal journal) {
        var sources = new PreflightChecks.Sources(
                services.accounts(),
                services.key(),
                new VpcApi(services.api()),
                services.rds(),
                services.shared(),
                services.before(),
                schema,
                services.api()::clockAhead,
                gate::creating,
                journal,
                services.api()::quote,
                from.dialect,
                from.regions);
        var own = new OwnChecks(
                from.checks, from.checkers.orElse(Threads.OWN_CHECKS), services.timeSource(), from.checkTimeout);
        return new PreflightChecks(sources, own, from.checkers.orElse(Threads.CHECKS));
    }

    private static CreateInstanceWorkflow steps(
            ProvisioningClientBuilder from,
            Services services,
            SchemaJobs schema,
            PreflightChecks checks,
            TimeSource timeSource) {
        return new CreateInstanceWorkflow(new CreateInstanceWorkflow.Dependencies(
                checks,
                schema,
                services.instances(),
                services.shared(),
                services.orders(),
                services.before(),
                from.paymentPolicy,
                secrets(from, services.api()),
                from.timing,
                timeSource));
    }

    /** What was given in secret is masked from then on, in whatever the service says. */
    private static SecretSource secrets(ProvisioningClientBuilder from, ApiClient api) {
        return new SecretSource() {
            @Override
            public Optional<Secret> password(RdsDatabase database) {
                return resolve(database);
            }

            @Override
            public Optional<Secret> resolve(RdsDatabase database) {
                Optional<Secret> password = from.secrets.resolve(database);
                password.ifPresent(api::hide);
                return password;
            }
        };
    }

    /** The same for a password that a request brings. */
    void hide(CreateInstanceRequest request) {
        request.database().password().ifPresent(services.api()::hide);
    }

    RunReader reader() {
        return schema.reader();
    }

    /** What is there and the journal does not know. */
    List<Orphan> orphans(String region, Deadline deadline) {
        return services.orphans(reader()::all, number -> runs.isKnownOrder(number, deadline))
                .search(region, deadline);
    }

    void close() {
        closed.set(true);
        async.close();
        services.api().close();
    }

    private static Consumer<ProvisioningEvent> all(List<ProvisioningListener> listeners) {
        List<Consumer<ProvisioningEvent>> guarded =
                listeners.stream().map(Assembly::guarded).toList();
        return event -> guarded.forEach(listener -> listener.accept(event));
    }

    /** What a listener throws must not change a run, nor flood a log: such a listener mostly fails on every event. */
    private static Consumer<ProvisioningEvent> guarded(ProvisioningListener listener) {
        AtomicBoolean failed = new AtomicBoolean();
        return event -> {
            try {
                listener.on(event);
            } catch (Throwable e) { // an Error, or whatever another JVM language lets through
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                if (failed.compareAndSet(false, true)) {
                    LOG.warn(
                            "A listener failed on {}; later failures are logged at debug level",
                            event.getClass().getSimpleName(),
                            e);
                } else {
                    LOG.debug("A listener failed on {}", event.getClass().getSimpleName(), e);
                }
            }
        };
    }
}
