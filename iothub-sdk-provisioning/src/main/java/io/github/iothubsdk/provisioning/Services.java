package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.flow.Accounts;
import io.github.iothubsdk.provisioning.internal.flow.Owner;
import io.github.iothubsdk.provisioning.internal.flow.ServiceTime;
import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.internal.gateway.KeyOwner;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.internal.gateway.PinnedCredentials;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.internal.probe.OrphanSearch;
import io.github.iothubsdk.provisioning.internal.probe.Prober;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What asks the service: its calls, whose the credentials are, and what time it is there. */
record Services(
        ApiClient api,
        TimeSource timeSource,
        AccountApi accounts,
        KeyOwner key,
        RdsApi rds,
        InstanceApi instances,
        InstanceListCache shared,
        OrderApi orders,
        OrdersBefore before)
        implements Accounts, ServiceTime {

    static Services of(ProvisioningClientBuilder from, PinnedCredentials credentials, ApiConfig config) {
        TimeSource timeSource = config.timeSource();
        var api = new ApiClient(credentials, config);
        var accounts = new AccountApi(api);
        var instances = new InstanceApi(api, from.dialect);
        var orders = new OrderApi(api);
        return new Services(
                api,
                timeSource,
                accounts,
                new KeyOwner(credentials, accounts, timeSource),
                new RdsApi(api),
                instances,
                new InstanceListCache(instances, timeSource, from.pollInterval),
                orders,
                new OrdersBefore(orders, timeSource));
    }

    /** What a probe asks: the client's own dialect first, then those that this version has. */
    Prober.Sources probed(Supplier<List<RunSummary>> runs) {
        var dialects = Stream.concat(Stream.of(instances.dialect()), WireDialects.builtIn().stream())
                .distinct()
                .toList();
        return new Prober.Sources(
                accounts,
                new VpcApi(api),
                rds,
                orders,
                dialect -> new InstanceApi(api, dialect),
                dialects,
                api::clockAhead,
                runs);
    }

    /** What looks for what the journal does not know. */
    OrphanSearch orphans(Supplier<List<RunSummary>> runs, Predicate<String> isKnownOrder) {
        return new OrphanSearch(orders, before, instances, runs, isKnownOrder, this::now);
    }

    @Override
    public Owner ask(Deadline deadline) {
        KeyOwner.Owned owned = key.ask(deadline);
        return new Owner(owned.account().orElse(null), owned.key());
    }

    @Override
    public String fingerprint() {
        return key.fingerprint();
    }

    @Override
    public void pin() {
        key.pin();
    }

    @Override
    public void unpin() {
        key.unpin();
    }

    /** One moment by both clocks of this machine: the monotonic one stands still while it is suspended. */
    record Moment(Instant wall, long nanos) {}

    /** This one. */
    Moment moment() {
        return new Moment(timeSource.now(), timeSource.nanos());
    }

    /** What time it was at the service then: the earlier of what both clocks say, by what its answers have told since. */
    Instant atTheEarliest(Moment then) {
        Instant byTheWall = atTheService(then.wall());
        Instant byNanos = now().minusNanos(timeSource.nanos() - then.nanos());
        return byTheWall.isBefore(byNanos) ? byTheWall : byNanos;
    }

    /** How long ago it was at the service, by each of the two clocks. */
    List<Duration> since(Instant moment) {
        return Stream.of(now(), atTheService(timeSource.now()))
                .map(now -> Duration.between(moment, now))
                .toList();
    }

    private Instant atTheService(Instant wall) {
        return wall.minus(api.clockAhead().orElse(Duration.ZERO));
    }

    @Override
    public Instant now() {
        return api.serviceNow();
    }

    @Override
    public boolean isTrusted() {
        return api.knowsServiceTime();
    }
}
