package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.time.Ticker;
import io.github.iothubsdk.provisioning.internal.check.Checks;
import io.github.iothubsdk.provisioning.internal.flow.AsyncDriver;
import io.github.iothubsdk.provisioning.internal.flow.Driver;
import io.github.iothubsdk.provisioning.internal.flow.Flow;
import io.github.iothubsdk.provisioning.internal.flow.ProgressCodec;
import io.github.iothubsdk.provisioning.internal.flow.Runs;
import io.github.iothubsdk.provisioning.internal.flow.Teller;
import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.internal.gateway.SharedInstances;
import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.internal.schema.SchemaDesk;
import io.github.iothubsdk.provisioning.internal.step.StandardSteps;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything a client is made of, put together in one place. */
record Assembly(
        ApiClient api,
        Ticker ticker,
        Consumer<ProvisioningEvent> listener,
        Consumer<ProvisioningEvent> asyncListener,
        InstanceApi instances,
        Checks checks,
        StandardSteps steps,
        Runs runs,
        Driver driver,
        AsyncDriver async) {

    private static final Logger LOG = LoggerFactory.getLogger(ProvisioningClient.class);

    static Assembly of(ProvisioningClientBuilder from) {
        ApiConfig config = from.api.build();
        Ticker ticker = config.ticker();
        var api = new ApiClient(from.credentials, config);
        Consumer<ProvisioningEvent> listener = guarded(from.listener);
        var teller = new Teller(listener, Threads.TELLING);

        var rds = new RdsApi(api);
        var instances = new InstanceApi(api, from.routes);
        var shared = new SharedInstances(instances, ticker, from.pollInterval);
        var transports = from.schemaTransports.isEmpty() ? List.of(SchemaTransports.jdbc()) : from.schemaTransports;
        var schema = new SchemaDesk(transports, rds, from.secrets);
        var sources = new Checks.Sources(
                new AccountApi(api), new VpcApi(api), rds, shared, schema, api::clockAhead, from.regions);
        var checks = new Checks(sources, from.checks, from.checkers.orElse(Threads.CHECKS));
        var steps = new StandardSteps(new StandardSteps.Kit(
                checks, schema, instances, shared, new OrderApi(api), from.paymentPolicy, from.secrets, from.timing));

        var scripts = from.schemaScripts.stream()
                .collect(Collectors.toMap(SchemaScript::sha256, Function.identity(), (one, same) -> one));
        var journal = from.journal.orElseThrow(
                () -> new IllegalStateException("A journal is required: journal(Journals.inDirectory(path))"));
        var runs = new Runs(journal, new ProgressCodec(steps.all(), scripts), ticker);
        Supplier<Duration> untilFree = () -> api.untilFree(Threads.CALLS_AT_ONCE);
        var flow = new Flow(ticker, api::serviceNow, untilFree, listener);
        var telling = new Flow(ticker, api::serviceNow, untilFree, teller);
        var driver = new Driver(flow, ticker, listener);
        var async = new AsyncDriver(telling, ticker, Threads.RUNS, teller);
        return new Assembly(api, ticker, listener, teller, instances, checks, steps, runs, driver, async);
    }

    void close() {
        async.close();
        api.close();
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
