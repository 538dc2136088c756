package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.Opening;
import io.github.iothubsdk.provisioning.internal.flow.Run;
import io.github.iothubsdk.provisioning.internal.flow.StepEngine;
import io.github.iothubsdk.provisioning.internal.probe.Prober;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates IoT Hub instances: checks, order, payment, waiting and schema, exactly once. Thread-safe; close it.
 *
 * <p>Every blocking method returns within 250 ms of an interrupt, with the flag set and the run resumable. A payment
 * or order that is under way when the budget ends is given up to a minute more, since cutting it off leaves a doubt.
 *
 * <p>From the request to the result, with what to do after each way in which it does not end well:
 *
 * <pre>{@code
 * var request = CreateInstanceRequest.builder("cn-north-1", "plant-7")
 *         .network("vpc-yn4dblxgeb", "subnet-820lwf1mlp")
 *         .database(RdsDatabase.of("mysql-wp4e9ztap2", "iothub", "db.example.com", "iothub_rw", Secret.of("password")))
 *         .spendAtMost(Money.cny("50.00"))
 *         .acceptServiceTerms()
 *         .build();
 * Duration budget = Duration.ofHours(1);
 *
 * try (ProvisioningClient client = ProvisioningClient.builder(CredentialsProvider.defaultChain())
 *         .journal(Journals.inDirectory(Path.of("iothub-journal")))
 *         .listener(ProvisioningListener.logging())
 *         .build()) {
 *     try {
 *         ProvisioningResult done = client.create(RunId.of("order-4711"), request, budget);
 *         System.out.println(done.instance().id() + " runs, for " + done.paid());
 *     } catch (ProvisioningException.Invalid e) {
 *         // This call ordered nothing. Put right what it names, then create again under another id; "run-id-taken" is
 *         // a run of this id, perhaps a finished one, for another request.
 *         e.violations().forEach(wrong -> System.err.println(wrong.code() + ": " + wrong.remedy()));
 *     } catch (ProvisioningException.Unfinished e) {
 *         // Nothing is lost. What may pass by itself is resumed, here or by another process; the rest is for a person.
 *         // Without a run's id, none was begun.
 *         if (e.reason() == UnfinishedReason.OVER_THE_CEILING) {
 *             e.order().ifPresent(order -> System.err.println("Is " + order.amount() + " agreed to? Then resume with it."));
 *         } else if (e.reason().mayPass() && e.runId().isPresent()) {
 *             client.resume(e.runId().get(), budget);
 *         }
 *     } catch (ProvisioningException.Unknown e) {
 *         // Money may have moved. Never order again by yourself: a person compares the evidence, then resolve(...) it.
 *         e.evidence().forEach(System.err::println);
 *     } catch (ProvisioningException.Broken e) {
 *         // It will not come by itself.
 *         System.err.println(e.whatHappened() + " " + e.remedy());
 *     }
 *
 *     // When the process starts: goes on with what another left behind. Closing the client would stop it, so this waits.
 *     List<ProvisioningRun> left = client.unfinishedRuns().stream()
 *             .filter(run -> run.reason().map(UnfinishedReason::mayPass).orElse(true))
 *             .map(run -> client.resumeAsync(run.runId(), budget))
 *             .toList();
 *     left.forEach(run -> run.result().handle((done, failed) -> done).join());
 * }
 * }</pre>
 */
public final class ProvisioningClient implements AutoCloseable {

    private static final Duration TURN = Duration.ofMinutes(2);

    private final Assembly parts;
    private final Driving driving;

    ProvisioningClient(Assembly parts) {
        this.parts = parts;
        this.driving = new Driving(parts);
    }

    /** A builder; the credentials are asked for at every send. */
    public static ProvisioningClientBuilder builder(CredentialsProvider credentials) {
        return new ProvisioningClientBuilder(requireNonNull(credentials, "credentials"));
    }

    /** Looks at every precondition for at most two minutes and changes nothing; nothing is journaled. */
    public Preflight preflight(CreateInstanceRequest request) {
        return preflight(request, TURN);
    }

    /**
     * As above within another time: what could not be looked at in it is UNCHECKED.
     *
     * @param budget the longest that it may take
     */
    public Preflight preflight(CreateInstanceRequest request, Duration budget) {
        driving.requireOpen();
        return driving.preflight(request, deadline(budget));
    }

    /**
     * Creates an instance, and returns when it runs.
     *
     * @param budget the longest to wait; the run can be resumed after it
     * @throws ProvisioningException saying what is known and what to do next
     */
    public ProvisioningResult create(CreateInstanceRequest request, Duration budget) {
        return drive(deadline -> driving.begun(RunId.random(), request, deadline), budget);
    }

    /**
     * Creates an instance under an id of the caller's, or goes on with the run of that id: safe to call again after a crash,
     * and from two nodes that share a journal. One that is done returns its result.
     *
     * @param runId the same for the same intent, such as {@code RunId.of("order-4711")}
     * @throws ProvisioningException as {@link #create(CreateInstanceRequest, Duration)} does; {@code Invalid} when the run of
     *     the id was begun with another request, or when the id is an approval's, {@code Unfinished} when another node has it
     *     now, or when it was given up
     */
    public ProvisioningResult create(RunId runId, CreateInstanceRequest request, Duration budget) {
        return drive(deadline -> driving.begunOrTaken(runId, request, deadline), budget);
    }

    /**
     * Somebody's word, given beforehand, that what was looked at may be ordered: portable, and good for one run.
     *
     * @param looked must be {@linkplain Preflight#ready() ready}, a client of the same account's, since nothing in it tells
     *     where it was made, and have {@linkplain Preflight#lookedAt() looked} within the last 15 minutes. Its request's
     *     ceiling is what is agreed to
     * @param by who agrees, 1 to 100 characters; nobody checks it
     * @param valid 1 minute to 30 days, by the service's time; from then on nothing is ordered under it
     * @throws ProvisioningException.Invalid when it is not ready, or is older
     * @throws io.github.iothubsdk.core.error.ApiException when the account of the credentials cannot be told now
     */
    public Approval approve(Preflight looked, String by, Duration valid) {
        driving.requireOpen();
        return Approval.of(parts, requireNonNull(looked, "looked"), by, valid, deadline(TURN));
    }

    /**
     * Creates what was approved, or goes on with it where a first call was cut off. Every precondition is looked at again
     * before the run passes its preflight, and the expiry right before the order. Passwords come from the client's secrets.
     *
     * @throws ProvisioningException as {@link #create(CreateInstanceRequest, Duration)} does; {@code Invalid} also when the
     *     approval has been used in this journal, has expired, is another account's, or when a check found something else
     *     than when it was given. Nothing was ordered then; unless an order was sent and refused, the approval stays as good
     *     as it was, and the next call looks at everything again
     */
    public ProvisioningResult create(Approval approval, Duration budget) {
        requireNonNull(approval, "approval");
        return drive(
                deadline -> driving.begunOrTaken(approval, parts.runs().request(approval.run()), deadline), budget);
    }

    /**
     * As above for a request that the caller makes again, with its password.
     *
     * @throws ProvisioningException {@code Invalid} also when it is not what was approved, naming what differs
     */
    public ProvisioningResult create(Approval approval, CreateInstanceRequest request, Duration budget) {
        requireNonNull(approval, "approval");
        return drive(deadline -> driving.begunOrTaken(approval, request, deadline), budget);
    }

    /**
     * Makes a run of an order, or of the order of an instance, that is there: its journal was lost, or it was bought in the
     * console. It sends no order, whatever happens; an unpaid one is paid within the request's ceiling, and the rest goes on
     * as in {@link #create}: the database, where the request has a script, payment and waiting. Cut off, it is resumed.
     *
     * @param orderNumberOrInstanceId must be of the request's name, region and network, and no other run's
     * @throws ProvisioningException as {@link #create} does; {@code Invalid} with {@code adoption-refused} when it does not
     *     fit: nothing was paid
     */
    public ProvisioningResult adopt(String orderNumberOrInstanceId, CreateInstanceRequest request, Duration budget) {
        requireNonNull(orderNumberOrInstanceId, "orderNumberOrInstanceId");
        return drive(deadline -> driving.adopting(RunId.random(), request, orderNumberOrInstanceId, deadline), budget);
    }

    /** Creates an instance without holding a thread while it waits, for as long as it takes. */
    public ProvisioningRun start(CreateInstanceRequest request) {
        return start(request, Duration.ofDays(365));
    }

    /**
     * Creates an instance without holding a thread while it waits. All such runs of the process share four threads, and two
     * others tell the listeners: in order, one event of a client at a time, so that the last ones of a run may come after
     * its result.
     *
     * @param budget the longest to wait; the run can be resumed after it
     */
    public ProvisioningRun start(CreateInstanceRequest request, Duration budget) {
        requireNonNull(request, "request");
        RunId runId = RunId.random();
        Deadline deadline = deadline(budget);
        return driving.async(runId, Opening::fresh, () -> driving.begun(runId, request, deadline), deadline);
    }

    /** As {@link #create(RunId, CreateInstanceRequest, Duration)}, without holding a thread while it waits. */
    public ProvisioningRun start(RunId runId, CreateInstanceRequest request, Duration budget) {
        requireNonNull(runId, "runId");
        requireNonNull(request, "request");
        Deadline deadline = deadline(budget);
        return driving.async(runId, Opening::byKey, () -> driving.begunOrTaken(runId, request, deadline), deadline);
    }

    /** Takes a run up again without holding a thread while it waits, as a service does when it starts. */
    public ProvisioningRun resumeAsync(RunId runId, Duration budget) {
        return resumeAsync(runId, budget, Optional.empty());
    }

    /** As above with another ceiling, as {@link #resume(RunId, Duration, Money)}. */
    public ProvisioningRun resumeAsync(RunId runId, Duration budget, Money spendAtMost) {
        Driving.requireCeiling(spendAtMost);
        return resumeAsync(runId, budget, Optional.of(spendAtMost));
    }

    private ProvisioningRun resumeAsync(RunId runId, Duration budget, Optional<Money> spendAtMost) {
        requireNonNull(runId, "runId");
        return driving.async(
                runId,
                opening -> Opening.known(runId, opening),
                () -> driving.taken(runId, spendAtMost),
                deadline(budget));
    }

    /**
     * Takes a run up again, after a crash, a time-out or a failure, in this process or another.
     *
     * @throws ProvisioningException as {@link #create} does; at once when another owner has the run
     */
    public ProvisioningResult resume(RunId runId, Duration budget) {
        return drive(deadline -> driving.taken(runId, Optional.empty()), budget);
    }

    /**
     * As above with another ceiling, as when its order turned out to cost more.
     *
     * @throws IllegalArgumentException when it is negative or not in CNY; nothing is written then
     */
    public ProvisioningResult resume(RunId runId, Duration budget, Money spendAtMost) {
        Driving.requireCeiling(spendAtMost);
        return drive(deadline -> driving.taken(runId, Optional.of(spendAtMost)), budget);
    }

    /** Journals a run and asks only whose the credentials are; {@link #advance} does the rest. For workflow engines. */
    public RunId begin(CreateInstanceRequest request) {
        driving.requireOpen();
        try (Run run = driving.tell(driving.begun(RunId.random(), request, deadline(TURN)))) {
            return run.progress().runId();
        }
    }

    /** As above under an id of the caller's; a run of that id and request that is there stays as it is. */
    public RunId begin(RunId runId, CreateInstanceRequest request) {
        driving.requireOpen();
        try (Run run = driving.begunOrTaken(runId, request, deadline(TURN))) {
            return (run.isNew() ? driving.tell(run) : run).progress().runId();
        }
    }

    /**
     * Takes one turn: goes as far as it can without waiting.
     *
     * @throws ProvisioningException as {@link #create} does
     */
    public Advance advance(RunId runId) {
        driving.requireOpen();
        try (Run run = parts.runs().take(requireNonNull(runId, "runId"), Optional.empty())) {
            Optional<StepEngine.Wait> wait = parts.driver().turn(run, deadline(TURN));
            if (wait.isPresent()) {
                return Advance.waiting(
                        wait.get().step(), wait.get().seen(), wait.get().after());
            }
            return Advance.finished(ProvisioningRun.finished(run.progress(), parts.listener()));
        }
    }

    /**
     * Gives a run up without sending anything: an unpaid order expires by itself, a paid instance stays. A run that is over
     * stays as it ended, unless its approval is still good: that is used up then. One that the journal cannot read can be
     * given up too.
     *
     * @return what there was; look there for an order's number
     */
    public RunSummary abandon(RunId runId) {
        driving.requireOpen();
        parts.runs().abandon(requireNonNull(runId, "runId"));
        return run(runId).orElseThrow();
    }

    /**
     * Removes a run that is over from the journal: done, invalid or given up. Its order stays reserved, so that no other
     * run takes it for its own, and its id is never used again.
     *
     * @throws ProvisioningException.Unfinished when it is not over, or broke or ended in doubt: nothing is removed
     * @throws UnsupportedOperationException when the journal keeps its runs for ever
     */
    public void forget(RunId runId) {
        driving.requireOpen();
        parts.retention().forget(requireNonNull(runId, "runId"));
    }

    /**
     * Removes all runs that have been over for so long, as {@link #forget} does.
     *
     * @return which were removed
     */
    public List<RunId> forgetEnded(Duration olderThan) {
        driving.requireOpen();
        return parts.retention().forgetEnded(requireNonNull(olderThan, "olderThan"));
    }

    /**
     * Ends by a person's word what nobody could tell: whether a run of which the order's answer was lost has ordered. Who
     * decided, why and what is journaled; {@link #resume} goes on from there.
     *
     * @return the run as it is now
     * @throws ProvisioningException.Unfinished when the run is not in doubt, or what is named does not fit: an order of
     *     another name, another run's, cancelled, or above the ceiling. Nothing is written then
     */
    public RunSummary resolve(RunId runId, Resolution resolution) {
        driving.requireOpen();
        requireNonNull(resolution, "resolution");
        try (Run run = parts.runs().takeToEnd(requireNonNull(runId, "runId"))) {
            parts.resolutions().apply(run, resolution, deadline(TURN));
            return parts.steps().summary(run.progress());
        }
    }

    /** Runs that have not ended or ended in doubt, to resume; those that broke, perhaps paid, are only in {@link #runs}. */
    public List<RunSummary> unfinishedRuns() {
        return runs().stream()
                .filter(run -> run.ended().isEmpty() || run.ended().get() == RunSummary.Ending.UNKNOWN)
                .toList();
    }

    /** One run of the journal, also one that cannot be read; empty when it has no such run. */
    public Optional<RunSummary> run(RunId runId) {
        driving.requireOpen();
        return parts.reader().read(requireNonNull(runId, "runId"));
    }

    /**
     * What happened to a run, from its journal alone; empty when it has no such run.
     *
     * @throws ProvisioningException.Unfinished when it cannot be read
     */
    public Optional<RunHistory> history(RunId runId) {
        driving.requireOpen();
        return parts.reader().history(requireNonNull(runId, "runId"));
    }

    /**
     * Every run of the journal, those that cannot be read among them: {@link
     * io.github.iothubsdk.provisioning.model.UnfinishedReason#RUN_UNREADABLE}.
     *
     * @throws ProvisioningException.Unfinished when there is no journal, as under a mistyped path
     */
    public List<RunSummary> runs() {
        driving.requireOpen();
        return parts.reader().all();
    }

    /**
     * Finds out by reads alone what the account answers to in a region: which routes of which dialect are open, and what the
     * journal does not explain. It makes only calls that are known to be reads, one after the other, and changes nothing
     * anywhere; it blocks for at most two minutes.
     *
     * @throws io.github.iothubsdk.core.error.ApiException when there are no credentials, or when interrupted; what the
     *     service answers is in the result
     */
    public WireProbe probe(String region) {
        driving.requireOpen();
        return new Prober(
                        parts.services().probed(parts.reader()::all), requireNonNull(region, "region"), deadline(TURN))
                .probe();
    }

    /**
     * The orders and instances of a region that no run of the journal explains: bought in the console, by another journal,
     * or by a run whose journal was lost. Reads only; it blocks for at most two minutes.
     *
     * @throws io.github.iothubsdk.core.error.ApiException when they cannot be looked at whole
     * @throws ProvisioningException.Unfinished when there is no journal, as under a mistyped path
     */
    public List<Orphan> orphans(String region) {
        driving.requireOpen();
        return parts.orphans(requireNonNull(region, "region"), deadline(TURN));
    }

    /**
     * What a script has left in the request's database without coming to its end, where no run of the journal explains it.
     * Logs in and looks, and changes nothing; it blocks for at most two minutes.
     *
     * @throws io.github.iothubsdk.provisioning.spi.SchemaException when it cannot look
     * @throws java.util.NoSuchElementException when the request names no script
     * @throws ProvisioningException.Unfinished when there is no journal, as under a mistyped path
     */
    public Optional<UnfinishedSchema> orphanedSchema(CreateInstanceRequest request) {
        driving.requireOpen();
        parts.hide(requireNonNull(request, "request"));
        return parts.schema().search(request, deadline(TURN));
    }

    /** The instances of a region. */
    public Instances instances(String region) {
        driving.requireOpen();
        return new Instances(
                parts.services().instances(), parts.services().timeSource(), requireNonNull(region, "region"));
    }

    /**
     * Stops every run where it is, resumable, and lets go of threads and connections. A run in another thread stops before
     * its next step, and before it would spend anything. A closed client refuses every call.
     */
    @Override
    public void close() {
        parts.close();
    }

    private ProvisioningResult drive(Function<Deadline, Run> opening, Duration budget) {
        driving.requireOpen();
        Deadline deadline = deadline(budget);
        return driving.toTheEnd(opening.apply(deadline), deadline);
    }

    private Deadline deadline(Duration budget) {
        return Deadline.in(budget, parts.services().timeSource());
    }
}
