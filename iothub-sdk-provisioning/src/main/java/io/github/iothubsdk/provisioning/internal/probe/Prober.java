package io.github.iothubsdk.provisioning.internal.probe;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.wire.ProbedRoute;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.provisioning.wire.WireOperation;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds out what an account answers to. It makes only the calls that stand here, which are known to be reads: a GET is not
 * one by itself. No POST but {@code queryOrders}, and no route for JD Cloud's own staff.
 */
public final class Prober {

    /**
     * What is asked.
     *
     * @param instances the instance routes in a dialect
     * @param dialects the client's own first
     */
    public record Sources(
            AccountApi accounts,
            VpcApi vpcs,
            RdsApi rds,
            OrderApi orders,
            Function<WireDialect, InstanceApi> instances,
            List<WireDialect> dialects,
            Supplier<Optional<Duration>> clockAhead,
            Supplier<List<RunSummary>> runs) {}

    /** What one dialect brought. */
    private record Answers(WireDialect dialect, Optional<List<Instance>> instances, List<String> regions) {}

    private final Sources sources;
    private final String region;
    private final Deadline deadline;
    private final Reads reads = new Reads();

    /** Asks these about this region. */
    public Prober(Sources sources, String region, Deadline deadline) {
        this.sources = sources;
        this.region = region;
        this.deadline = deadline;
    }

    /**
     * Asks all, one after the other.
     *
     * @throws io.github.iothubsdk.core.error.ApiException when there are no credentials, or when interrupted; nothing else
     */
    public WireProbe probe() {
        List<RunSummary> runs = sources.runs().get(); // a journal that is not there is told before anything is sent
        var shared = new SharedReads(sources, region, deadline, reads);
        Optional<String> account = shared.account();
        shared.network();
        shared.databases();
        Optional<List<Order>> orders = shared.orders();
        List<Answers> answers = sources.dialects().stream().map(this::inDialect).toList();
        return WireProbe.builder(region)
                .seen(account, sources.clockAhead().get())
                .routes(reads.routes())
                .orderTimes(orderTimes(orders))
                .regionsOffered(offered(answers))
                .runs(
                        runs.stream().filter(Prober::isUnfinished).toList(),
                        unexplained(orders.orElse(List.of()), runs),
                        unexplainedInstances(answers, runs))
                .answering(answering())
                .build();
    }

    /** One that ended in doubt may have moved money, and is not over. */
    private static boolean isUnfinished(RunSummary run) {
        return run.ended().isEmpty() || run.ended().get() == RunSummary.Ending.UNKNOWN;
    }

    private static List<String> offered(List<Answers> answers) {
        return answers.stream()
                .flatMap(each -> each.regions().stream())
                .distinct()
                .toList();
    }

    private Answers inDialect(WireDialect dialect) {
        reads.in(label(dialect));
        InstanceApi api = sources.instances().apply(dialect);
        boolean orders = !dialect.isReadOnly();
        Optional<List<Instance>> listed =
                ask(dialect, WireOperation.LIST, orders, () -> api.firstPage(region, deadline));
        Optional<String> id =
                listed.flatMap(rows -> rows.stream().map(Instance::id).findFirst());
        show(dialect, api, id);
        ask(dialect, WireOperation.DEDICATED, false, () -> api.askDedicated(region, deadline));
        if (orders && listed.isPresent()) { // as create reads it: every page, all that is counted, the second witness
            reads.ask(
                    "whole list",
                    call(dialect, WireOperation.LIST),
                    true,
                    () -> api.whole(api.list(region, deadline), region, deadline));
        }
        List<String> regions = ask(dialect, WireOperation.REGIONS, false, () -> api.regions(deadline))
                .orElse(List.of());
        return new Answers(dialect, listed, regions);
    }

    private void show(WireDialect dialect, InstanceApi api, Optional<String> id) {
        String call = call(dialect, WireOperation.SHOW);
        boolean needed = !dialect.isReadOnly();
        if (isKnownRead(dialect, WireOperation.SHOW)) {
            reads.askOne(WireOperation.SHOW.key(), call, needed, id, each -> api.showOrThrow(region, each, deadline));
        } else {
            reads.passOver(WireOperation.SHOW.key(), call, needed);
        }
    }

    /** A file may bear the name of a dialect that this version has. */
    private String label(WireDialect dialect) {
        boolean alone = sources.dialects().stream()
                        .filter(other -> other.name().equals(dialect.name()))
                        .count()
                == 1;
        return alone ? dialect.name() : dialect.toString();
    }

    private <T> Optional<T> ask(WireDialect dialect, WireOperation operation, boolean needed, Supplier<T> read) {
        if (!dialect.has(operation)) {
            return Optional.empty();
        }
        if (!isKnownRead(dialect, operation)) {
            reads.passOver(operation.key(), call(dialect, operation), needed);
            return Optional.empty();
        }
        return reads.ask(operation.key(), call(dialect, operation), needed, read);
    }

    /** A path that only somebody's file knows may do anything: what is known is what this version brings. */
    private static boolean isKnownRead(WireDialect dialect, WireOperation operation) {
        return WireDialects.builtIn().stream()
                .anyMatch(known -> known.service().equals(dialect.service())
                        && known.path(operation).isPresent()
                        && known.path(operation).equals(dialect.path(operation)));
    }

    private String call(WireDialect dialect, WireOperation operation) {
        return dialect.service().name() + " " + operation.method() + " /"
                + dialect.service().version()
                + dialect.path(operation).orElseThrow().replace("{region}", region);
    }

    private String orderTimes(Optional<List<Order>> orders) {
        if (orders.isEmpty()) {
            return "the order list could not be read";
        }
        return orders.get().stream()
                .filter(order -> order.createdAt().isPresent())
                .findFirst()
                .or(() -> orders.get().stream().findFirst())
                .map(order -> new OrderTimes(sources.orders(), region, deadline).by(order))
                .orElse("there is no order to tell by: milliseconds and UTC+8 stay inferred");
    }

    /** The first dialect of which nothing blocks, where nothing that all need does. */
    private Optional<WireDialect> answering() {
        Set<String> blocked = reads.routes().stream()
                .filter(ProbedRoute::blocks)
                .map(route -> route.dialect().orElse(""))
                .collect(Collectors.toSet());
        return blocked.contains("")
                ? Optional.empty()
                : sources.dialects().stream()
                        .filter(dialect -> !dialect.isReadOnly() && !blocked.contains(label(dialect)))
                        .filter(dialect -> isKnownRead(dialect, WireOperation.LIST))
                        .findFirst();
    }

    private static List<String> unexplained(List<Order> orders, List<RunSummary> runs) {
        Set<String> known = runs.stream()
                .flatMap(run -> run.order().stream())
                .map(KnownOrder::number)
                .collect(Collectors.toSet());
        return orders.stream()
                .filter(order -> order.service().isPresent() && OrdersBefore.mayBeIotHub(order))
                .map(Order::number)
                .filter(number -> !known.contains(number))
                .toList();
    }

    private static List<String> unexplainedInstances(List<Answers> answers, List<RunSummary> runs) {
        Set<String> known =
                runs.stream().flatMap(run -> run.instanceId().stream()).collect(Collectors.toSet());
        return answers.stream()
                .filter(each -> !each.dialect().isReadOnly())
                .flatMap(each -> each.instances().stream().flatMap(List::stream))
                .map(Instance::id)
                .filter(id -> !known.contains(id))
                .distinct()
                .toList();
    }
}
