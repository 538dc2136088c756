package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.UnexpectedFailures;
import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.internal.gateway.KeyOwner;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.internal.schema.SchemaJobs;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every precondition, looked at in parallel. Adding a check: one file, one line. Thread-safe. */
public final class PreflightChecks {

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
            UnaryOperator<String> plain,
            Set<String> regions) {}

    private final Sources sources;
    private final List<? extends PreflightCheck> more;
    private final ExecutorService pool;

    /**
     * The standard checks and the caller's own.
     *
     * @param pool runs them; those that call the service come first, so that they start together
     */
    public PreflightChecks(Sources sources, List<PreflightCheck> more, ExecutorService pool) {
        this.sources = sources;
        this.more = more.stream().map(Callers::new).toList();
        this.pool = pool;
    }

    private List<PreflightCheck> checks(CreateInstanceRequest request, Deadline deadline) {
        Facts facts = new Facts(sources, request, deadline);
        List<PreflightCheck> checks = new ArrayList<>(List.of(
                new RealNameVerified(facts),
                new BalanceSuffices(facts),
                new VpcExists(facts),
                new SubnetFits(facts),
                new DatabaseServerFits(facts),
                new DatabaseIsWritable(facts),
                new NameIsFree(facts, name -> sources.creating().apply(name, deadline)),
                new OrdersAreTold(facts),
                new SchemaTargetIsReady(sources.schema(), deadline),
                new FirstInRegion(facts),
                new ClockAgrees(facts, sources.clockAhead()),
                new RegionIsSupported(sources.regions()),
                new TermsAreAccepted()));
        checks.addAll(more);
        UncheckedNames.misnamed(request, checks).ifPresent(checks::add);
        return checks;
    }

    /**
     * What the checks found.
     *
     * @param results one for each check, in the checks' order
     * @param failures why the unchecked ones could not be looked at
     */
    public record Look(List<CheckResult> results, Map<CheckResult, ApiException> failures) {

        /** Why these could not be looked at, when all of them may be looked at a little later; else empty. */
        public Optional<ApiException> onlyForNow(List<CheckResult> blocking) {
            return blocking.stream().allMatch(result -> mayPass(failures.get(result)))
                    ? blocking.stream()
                            .map(failures::get)
                            .filter(Objects::nonNull)
                            .findFirst()
                    : Optional.empty();
        }

        private static boolean mayPass(@Nullable ApiException failure) {
            return failure instanceof ApiException.Unreachable
                    || failure instanceof ApiException.NotUnderstood
                    || (failure instanceof ApiException.Rejected rejected
                            && rejected.reason().worthRepeating());
        }
    }

    private record Looked(CheckResult result, @Nullable ApiException failure) {}

    /**
     * Looks at all of them at once.
     *
     * @throws ApiException.Interrupted when the thread is interrupted; no check goes on
     */
    public Look look(CreateInstanceRequest request, Deadline deadline) {
        List<Future<Looked>> looking = new ArrayList<>();
        checks(request, deadline).forEach(check -> looking.add(pool.submit(() -> look(check, request))));
        List<CheckResult> results = new ArrayList<>();
        Map<CheckResult, ApiException> failures = new HashMap<>();
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

    private Looked look(PreflightCheck check, CreateInstanceRequest request) {
        try {
            return new Looked(plain(check.look(request)), null);
        } catch (ApiException.Misconfigured e) {
            throw new CredentialsRefused(String.valueOf(e.getMessage()), "Give them and try again.", e);
        } catch (ApiException.Rejected e) {
            if (e.reason() == Reason.UNAUTHENTICATED) {
                throw new CredentialsRefused(
                        String.valueOf(e.getMessage()), e.rejection().remedy(), e);
            }
            return unchecked(check, e, e.rejection().remedy());
        } catch (ApiException.NotUnderstood e) {
            return unchecked(check, e, "Find out what the service answers there, and use its dialect.");
        } catch (ApiException.Unreachable e) {
            return unchecked(check, e, "Check the network and the endpoint, then try again.");
        }
    }

    /** What a check found is what others said. */
    private CheckResult plain(CheckResult result) {
        return new CheckResult(
                result.check(),
                result.outcome(),
                sources.plain().apply(result.found()),
                result.expected(),
                sources.plain().apply(result.remedy()),
                result.requestId());
    }

    /** A check of the caller's: what it throws besides an {@link ApiException} is not a verdict about the run. */
    private record Callers(PreflightCheck check) implements PreflightCheck {
        @Override
        public String name() {
            return check.name();
        }

        @Override
        public CheckResult look(CreateInstanceRequest request) {
            try {
                return check.look(request);
            } catch (ApiException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                return UnexpectedFailures.guard("the check \"" + name() + "\"", () -> {
                    throw e;
                });
            }
        }
    }

    private static Looked unchecked(PreflightCheck check, ApiException e, String remedy) {
        return new Looked(
                CheckResult.unchecked(
                        check.name(),
                        String.valueOf(e.getMessage()),
                        remedy + " To order all the same: allowUnchecked(\"" + check.name() + "\").",
                        e.requestId()),
                e);
    }

    /** Without credentials no check can tell anything, so this one result stands for all. */
    private static final class CredentialsRefused extends RuntimeException {
        private final CheckResult result;

        CredentialsRefused(String found, String remedy, ApiException cause) {
            super(cause);
            result = new CheckResult(
                    "the credentials are accepted",
                    CheckResult.Outcome.FAILED,
                    found,
                    "an access key and a secret key that the service accepts",
                    remedy,
                    cause.requestId());
        }
    }
}
