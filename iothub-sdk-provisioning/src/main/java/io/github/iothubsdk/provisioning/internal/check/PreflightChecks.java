package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.internal.words.LoggedRun;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.internal.gateway.KeyOwner;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.internal.schema.SchemaJobs;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every precondition, looked at in parallel. Adding a check: CONTRIBUTING.md, Recipes. Thread-safe. */
public final class PreflightChecks {

    private static final Logger LOG = LoggerFactory.getLogger(PreflightChecks.class);

    /**
     * Where facts come from.
     *
     * @param creating the unfinished run of the journal that is creating an instance of a name
     */
    public record Sources(
            AccountApi account,
            KeyOwner key,
            VpcApi vpc,
            RdsApi rds,
            InstanceListCache shared,
            OrdersBefore before,
            SchemaJobs schema,
            Supplier<Optional<Duration>> clockAhead,
            BiFunction<String, Deadline, Optional<RunId>> creating,
            Journal journal,
            UnaryOperator<String> plain,
            WireDialect dialect,
            Set<String> regions) {}

    private final Sources sources;
    private final OwnChecks more;
    private final ExecutorService pool;

    /**
     * The standard checks and the caller's own.
     *
     * @param pool runs the standard ones; those that call the service come first, so that they start together
     */
    public PreflightChecks(Sources sources, OwnChecks more, ExecutorService pool) {
        this.sources = sources;
        this.more = more;
        this.pool = pool;
    }

    private List<PreflightCheck> checks(CreateInstanceRequest request, Optional<RunId> asks, Deadline deadline) {
        Facts facts = new Facts(sources, request, deadline);
        List<PreflightCheck> checks = new ArrayList<>(List.of(
                new RealNameVerified(facts),
                new BalanceSuffices(facts),
                new VpcExists(facts),
                new SubnetFits(facts),
                new DatabaseServerFits(facts),
                new DatabaseIsWritable(facts),
                new NameIsFree(facts, name -> another(name, asks, deadline)),
                new OrdersAreTold(facts),
                new SchemaTargetIsReady(sources.schema(), deadline),
                new FirstInRegion(facts),
                new ClockAgrees(facts, sources.clockAhead()),
                new JournalIsWritable(sources.journal()),
                new RegionIsSupported(sources.regions()),
                new TermsAreAccepted()));
        DialectOrders.missing(sources.dialect()).ifPresent(checks::add);
        Set<CheckId> taken = checks.stream().map(PreflightCheck::id).collect(Collectors.toCollection(HashSet::new));
        for (PreflightCheck own : more.checks()) {
            PreflightCheck guarded = OwnCheck.of(own, taken, request);
            taken.add(guarded.id());
            checks.add(guarded);
        }
        UncheckedIds.unknown(request, checks).ifPresent(checks::add);
        return checks;
    }

    private Optional<RunId> another(String name, Optional<RunId> asks, Deadline deadline) {
        return sources.creating()
                .apply(name, deadline)
                .filter(run -> asks.filter(run::equals).isEmpty());
    }

    private record Looked(CheckResult result, @Nullable RuntimeException failure) {}

    /**
     * Looks at all of them at once.
     *
     * @param asks the run that is to order it, which is in nobody's way; empty when none is begun
     * @throws ApiException.Interrupted when the thread is interrupted; no check goes on
     */
    public Look look(CreateInstanceRequest request, Optional<RunId> asks, Deadline deadline) {
        List<Future<Looked>> looking = new ArrayList<>();
        checks(request, asks, deadline).forEach(check -> looking.add(begin(check, request, deadline)));
        List<CheckResult> results = new ArrayList<>();
        Map<CheckResult, RuntimeException> failures = new HashMap<>();
        try {
            for (Future<Looked> look : looking) {
                Looked looked = look.get();
                results.add(looked.result());
                if (looked.failure() != null) {
                    failures.put(looked.result(), looked.failure());
                }
            }
            return new Look(results, failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException.Interrupted("The thread was interrupted while looking at the preconditions");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CredentialsRefused refused) {
                return new Look(List.of(refused.result), Map.of());
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            looking.forEach(look -> look.cancel(true));
        }
    }

    private Future<Looked> begin(PreflightCheck check, CreateInstanceRequest request, Deadline deadline) {
        Supplier<Looked> look = LoggedRun.carried(() -> look(check, request));
        if (!(check instanceof OwnCheck)) {
            return pool.submit(look::get);
        }
        Duration atMost = deadline.atMost(more.limit());
        return more.begin(look, () -> tooLate(check, atMost), atMost);
    }

    private static Looked tooLate(PreflightCheck check, Duration limit) {
        LOG.warn("The check {} did not end within {} ms and was interrupted", check.id(), limit.toMillis());
        String words = "it did not end within " + limit.toSeconds() + " s";
        return new Looked(
                Obstacle.late(words).result(check),
                new Look.TooLate("the check \"" + check.name() + "\" did not end within " + limit.toSeconds() + " s."));
    }

    private Looked look(PreflightCheck check, CreateInstanceRequest request) {
        try {
            return new Looked(plain(check, check.look(request)), null);
        } catch (ApiException.Misconfigured e) {
            throw new CredentialsRefused(String.valueOf(e.getMessage()), "Give them and try again.", e);
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            if (e instanceof ApiException.Rejected no && no.reason() == Reason.UNAUTHENTICATED) {
                String found = no.rejection().operation() + " was rejected: "
                        + no.rejection().answer();
                throw new CredentialsRefused(found, no.rejection().remedy(), e);
            }
            return new Looked(Obstacle.of(e).result(check), e);
        } catch (RuntimeException e) {
            if (check instanceof OwnCheck) {
                return threw(check, e);
            }
            throw e;
        }
    }

    /** What a check found is what others said; whose it is, is not for its result to say. */
    private CheckResult plain(PreflightCheck check, CheckResult result) {
        CheckResult plain = CheckResult.of(
                check.id(),
                check.name(),
                result.outcome(),
                sources.plain().apply(result.found()),
                result.expected().orElse(""),
                sources.plain().apply(result.remedy().orElse("")),
                result.requestId());
        CheckResult caused = result.cause().map(plain::because).orElse(plain);
        return result.otherRun().map(caused::withOtherRun).orElse(caused);
    }

    /** What is thrown besides is the caller's own code's. */
    private static Looked threw(PreflightCheck check, RuntimeException e) {
        Throwable thrown = e.getCause() == null ? e : e.getCause();
        LOG.warn("The check {} threw", check.id(), thrown);
        return new Looked(Obstacle.thrown(thrown).result(check), e);
    }

    /** Without credentials no check can tell anything, so this one result stands for all. */
    private static final class CredentialsRefused extends RuntimeException {
        private final CheckResult result;

        CredentialsRefused(String found, String remedy, ApiException cause) {
            super(cause);
            result = CheckResult.of(
                    CheckId.CREDENTIALS_ARE_ACCEPTED,
                    "the credentials are accepted",
                    CheckResult.Outcome.FAILED,
                    found,
                    "an access key and a secret key that the service accepts",
                    remedy,
                    cause.requestId());
        }
    }
}
