package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.Blackout.Boundary;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.FaultBuilder;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One intended instance in bad weather, with the power cut at random boundaries and colleagues in the account, all drawn
 * from one seed.
 *
 * <p>The owner of the process starts it again after each cut: it resumes what the journal has, and creates only when the
 * journal has nothing.
 */
final class CrashScenario {

    private static final List<Route> WEATHER = List.of(
            Route.CREATE_INSTANCE,
            Route.PAY_ORDER,
            Route.QUERY_ORDER,
            Route.QUERY_ORDERS,
            Route.LIST_INSTANCES,
            Route.DESCRIBE_USER,
            Route.DESCRIBE_VPC);
    private static final List<Boundary> BOUNDARIES = List.of(Boundary.values());
    private static final int MOST_STARTS = 40;
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(600);
    private static final Duration TOO_LONG = CALL_TIMEOUT.multipliedBy(2);

    /** Those of a colleague's deeds that can be told from what the run does, where orders are not marked. */
    private static final List<ColleagueDeed> TELLABLE =
            Stream.of(ColleagueDeed.values()).filter(deed -> !deed.isNamesake).toList();

    private static final List<ColleagueDeed> UNDER_OTHER_NAMES =
            List.of(ColleagueDeed.OTHER_NAME, ColleagueDeed.OTHER_PRODUCT);

    /** How a scenario ended for the owner of the process. */
    enum Ending {
        RUNNING,
        /** A colleague took the name before anything was ordered. */
        NAME_TAKEN,
        /** A colleague ordered the same name, and a person must look. */
        NEEDS_A_PERSON
    }

    /** What a scenario came to; orders and payments are those of the run. */
    record Result(Ending ending, int starts, int cuts, int faults, int colleagues, int orders, int payments) {}

    private final Random random;
    private final long seed;
    private final VirtualTime timeSource = new VirtualTime();
    private final Journal journal;
    private boolean marked;
    private boolean hasNamesake;
    private int colleagues;
    private int cuts;
    private @Nullable String lastWords;

    CrashScenario(long seed, Journal journal) {
        this.seed = seed;
        this.random = new Random(seed);
        this.journal = journal;
    }

    Result play() {
        boolean names = random.nextBoolean();
        marked = random.nextInt(3) == 0;
        try (Simulator cloud = Simulator.builder()
                .clock(timeSource)
                .dialect(dialect().name())
                .rateLimit(0)
                .uniqueNames(names)
                .honourClientTokens(!names || random.nextBoolean())
                .ordersShowDescription(marked)
                .listLag(Duration.ofSeconds(random.nextInt(91)))
                .preparing(Duration.ofSeconds(10))
                .building(Duration.ofSeconds(30 + random.nextInt(60)))
                .start()) {
            var account = cloud.demoAccount();
            account.vpc(Nature.OTHER_VPC, "other-vpc", "10.1.0.0/16")
                    .subnet(Nature.OTHER_SUBNET, "other-subnet", Nature.OTHER_VPC, "10.1.0.0/24", 250);
            account.autoPaid(random.nextInt(4) == 0);
            account.nextInstance(random.nextInt(4) == 0 ? Fate.FLICKERS : Fate.RUNS);
            colleagues(cloud);
            int faults = random.nextInt(4);
            for (int i = 0; i < faults; i++) {
                arm(cloud);
            }
            int starts = 1;
            Optional<Ending> ending = start(cloud);
            while (ending.isEmpty()) {
                if (++starts > MOST_STARTS) {
                    throw new AssertionError("seed " + seed + ": not done after " + starts + " starts; "
                            + cloud.ledger().lines() + "; last: " + lastWords);
                }
                ending = start(cloud);
            }
            return judge(cloud, ending.get(), starts, faults);
        }
    }

    /** Before the run under other names, and around its calls under the same one. */
    private void colleagues(Simulator cloud) {
        if (random.nextBoolean()) {
            deed(cloud, UNDER_OTHER_NAMES);
        }
        if (random.nextInt(3) > 0) {
            return;
        }
        Route route = List.of(Route.DESCRIBE_VPC, Route.CREATE_INSTANCE, Route.CREATE_INSTANCE, Route.PAY_ORDER)
                .get(random.nextInt(4));
        FaultBuilder fault = cloud.faults().on(route);
        List<ColleagueDeed> deeds = marked ? List.of(ColleagueDeed.values()) : TELLABLE;
        (random.nextBoolean() ? fault.beforeEffect() : fault.afterEffect()).meanwhile(() -> deed(cloud, deeds));
    }

    private void deed(Simulator cloud, List<ColleagueDeed> deeds) {
        ColleagueDeed deed = deeds.get(random.nextInt(deeds.size()));
        deed.in(cloud.demoAccount(), name());
        colleagues++;
        hasNamesake |= !UNDER_OTHER_NAMES.contains(deed);
    }

    /** Every other seed another one, and all else as before. */
    private WireDialect dialect() {
        return seed % 2 == 0 ? WireDialects.iotHubInferred() : WireDialects.iotHub2020();
    }

    private String name() {
        return "plant-" + seed;
    }

    private void arm(Simulator cloud) {
        int nth = 1 + random.nextInt(3);
        FaultBuilder fault =
                cloud.faults().on(WEATHER.get(random.nextInt(WEATHER.size()))).call(nth);
        FaultBuilder when = random.nextBoolean() ? fault.afterEffect() : fault.beforeEffect();
        switch (random.nextInt(11)) {
            case 0 -> when.dropConnection();
            case 1 -> when.resetConnection();
            case 2 -> when.status(500, "");
            case 3 -> when.status(503, "{}", "Retry-After: 0");
            case 4 -> when.html(502);
            case 5 -> when.emptyBody(200);
            case 6 -> when.truncatedJson();
            case 7 -> fault.landLate(Duration.ofSeconds(1 + random.nextInt(50)));
            case 8 -> loseThenDoubleRows(cloud, nth);
            case 9 -> when.stall(random.nextInt(8) == 0 ? TOO_LONG : Duration.ofMillis(1));
            default -> fault.beforeEffect().rateLimited();
        }
    }

    private void loseThenDoubleRows(Simulator cloud, int nth) {
        Route list = random.nextBoolean() ? Route.LIST_INSTANCES : Route.QUERY_ORDERS;
        cloud.faults().on(list).call(nth).rowsGone();
        cloud.faults().on(list).call(nth + 1).rowsTwice();
    }

    /** One life of the process; empty when its owner starts it again. */
    private Optional<Ending> start(Simulator cloud) {
        Boundary boundary = BOUNDARIES.get(random.nextInt(BOUNDARIES.size()));
        int nth = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(20);
        Blackout cut = new Blackout(boundary, nth);
        timeSource.jump(random.nextInt(5) == 0 ? Duration.ofSeconds(random.nextInt(480) - 240) : Duration.ZERO);
        try (ProvisioningClient client = client(cloud, cut)) {
            List<RunSummary> open = client.unfinishedRuns();
            if (client.runs().stream().anyMatch(CrashScenario::isDone)) {
                return Optional.of(Ending.RUNNING); // the power went after the very last write
            }
            if (open.isEmpty()) {
                client.create(request(), Duration.ofHours(2));
            } else {
                client.resume(open.get(0).runId(), Duration.ofHours(2));
            }
            return Optional.of(Ending.RUNNING);
        } catch (ProvisioningException.Unfinished e) {
            lastWords = e.getMessage();
            return Optional.empty();
        } catch (ProvisioningException.Invalid e) {
            lastWords = e.getMessage();
            if (ours(cloud) == 0) {
                return hasNamesake ? Optional.of(Ending.NAME_TAKEN) : Optional.empty();
            }
            throw new AssertionError(
                    "seed " + seed + ": said that nothing was ordered; "
                            + cloud.ledger().lines(),
                    e);
        } catch (ProvisioningException e) {
            if (hasNamesake && e instanceof ProvisioningException.Unknown) {
                return Optional.of(Ending.NEEDS_A_PERSON);
            }
            throw new AssertionError(
                    "seed " + seed + ": needs a person; " + cloud.ledger().lines(), e);
        } catch (Error | RuntimeException e) {
            if (cut.happened()) {
                cuts++;
                return Optional.empty();
            }
            throw new AssertionError("seed " + seed, e);
        }
    }

    private CreateInstanceRequest request() {
        CreateInstanceRequest.Builder request = Cloud.request(name());
        return marked ? request.markInDescription().build() : request.build();
    }

    private static int ours(Simulator cloud) {
        return (int) cloud.ledger().orders().stream()
                .filter(order -> !order.colleague())
                .count();
    }

    private static boolean isDone(RunSummary run) {
        return run.ended().filter(RunSummary.Ending.DONE::equals).isPresent();
    }

    private ProvisioningClient client(Simulator cloud, Blackout cut) {
        var credentials = Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY));
        ProvisioningClientBuilder builder = ProvisioningClient.builder(CredentialsProvider.of(credentials));
        builder.checkers = Optional.of(new CallerRuns());
        return builder.endpoint(cloud.endpoint())
                .journal(cut.on(journal))
                .dialect(dialect())
                .transport(() -> cut.on(weather()))
                .callTimeout(CALL_TIMEOUT)
                .timeSource(timeSource)
                .pollInterval(Duration.ofSeconds(15))
                .secrets(database -> Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .build();
    }

    /** Either HTTP client, slow at one send of every fourth process; late landings included, it stays in the quiet period. */
    private HttpTransport weather() {
        Duration connect = Duration.ofSeconds(5);
        HttpTransport clear = seed % 4 == 0 ? HttpTransports.jdk(connect) : HttpTransports.okHttp(connect);
        int nth = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 0;
        Duration before = Duration.ofSeconds(random.nextInt(9));
        return new SlowNetwork(clear, timeSource, nth, before, Duration.ofSeconds(random.nextInt(9)));
    }

    private Result judge(Simulator cloud, Ending ending, int starts, int faults) {
        Ledger ledger = cloud.ledger();
        int orders = ours(cloud);
        int payments = (int)
                ledger.payments().stream().filter(Ledger.Payment::byCaller).count();
        boolean runs = ledger.orders().stream()
                .filter(order -> !order.colleague())
                .allMatch(order -> isRunning(ledger, order.instanceId()));
        int wanted = ending == Ending.RUNNING ? 1 : 0;
        boolean atMost = ending == Ending.NEEDS_A_PERSON && orders <= 1 && payments <= orders;
        boolean exactly = orders == wanted && payments == wanted && runs;
        if (!(exactly || atMost) || !ledger.paymentsOfColleagueOrders().isEmpty()) {
            throw new AssertionError("seed " + seed + ", " + ending + ": " + String.join("\n", ledger.lines()));
        }
        return new Result(ending, starts, cuts, faults, colleagues, orders, payments);
    }

    private static boolean isRunning(Ledger ledger, String instanceId) {
        return ledger.instances().stream()
                .anyMatch(row -> row.id().equals(instanceId) && row.status().equals("RUNNING"));
    }
}
