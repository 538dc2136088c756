package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.internal.gateway.SharedInstances;
import io.github.iothubsdk.provisioning.internal.gateway.VpcApi;
import io.github.iothubsdk.provisioning.internal.schema.SchemaDesk;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreconditionCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Every precondition, looked at in parallel. Adding a check: one file, one line. Thread-safe. */
public final class Checks {

    /** Where facts come from. */
    public record Sources(
            AccountApi account,
            VpcApi vpc,
            RdsApi rds,
            SharedInstances shared,
            SchemaDesk schema,
            Supplier<Optional<Duration>> clockAhead,
            Set<String> regions) {}

    private final Sources sources;
    private final List<PreconditionCheck> more;
    private final ExecutorService pool;

    /**
     * The standard checks and the caller's own.
     *
     * @param pool runs them; those that call the service come first, so that they start together
     */
    public Checks(Sources sources, List<PreconditionCheck> more, ExecutorService pool) {
        this.sources = sources;
        this.more = List.copyOf(more);
        this.pool = pool;
    }

    private List<PreconditionCheck> checks(CreateInstanceRequest request, Deadline deadline) {
        Facts facts = new Facts(sources, request, deadline);
        List<PreconditionCheck> checks = new ArrayList<>(List.of(
                new RealNameVerified(facts),
                new BalanceSuffices(facts),
                new VpcExists(facts),
                new SubnetFits(facts),
                new DatabaseServerFits(facts),
                new DatabaseIsWritable(facts),
                new NameIsFree(facts),
                new SchemaTargetIsReady(sources.schema(), deadline),
                new FirstInRegion(facts),
                new ClockAgrees(facts, sources.clockAhead()),
                new RegionIsSupported(sources.regions()),
                new TermsAreAccepted()));
        checks.addAll(more);
        return checks;
    }

    /**
     * One result for each check, in the checks' order.
     *
     * @throws ApiException.Interrupted when the thread is interrupted; no check goes on
     */
    public List<CheckResult> look(CreateInstanceRequest request, Deadline deadline) {
        List<Future<CheckResult>> looking = new ArrayList<>();
        checks(request, deadline).forEach(check -> looking.add(pool.submit(() -> look(check, request))));
        List<CheckResult> results = new ArrayList<>();
        try {
            for (Future<CheckResult> look : looking) {
                results.add(look.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException.Interrupted("The thread was interrupted while looking at the preconditions");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CredentialsRefused refused) {
                return List.of(refused.result);
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            looking.forEach(look -> look.cancel(true));
        }
    }

    private static CheckResult look(PreconditionCheck check, CreateInstanceRequest request) {
        try {
            return check.look(request);
        } catch (ApiException.Misconfigured e) {
            throw new CredentialsRefused(String.valueOf(e.getMessage()), "Give them and try again.", e);
        } catch (ApiException.Rejected e) {
            if (e.reason() == Reason.UNAUTHENTICATED) {
                throw new CredentialsRefused(
                        String.valueOf(e.getMessage()), e.rejection().remedy(), e);
            }
            return unchecked(check, e, e.rejection().remedy());
        } catch (ApiException.Unreachable e) {
            return unchecked(check, e, "Check the network and the endpoint, then try again.");
        }
    }

    private static CheckResult unchecked(PreconditionCheck check, ApiException e, String remedy) {
        return CheckResult.unchecked(
                check.name(),
                String.valueOf(e.getMessage()),
                remedy + " To order all the same: allowUnchecked(\"" + check.name() + "\").",
                e.requestId());
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
