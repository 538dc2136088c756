package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.Violation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A run that somebody has agreed to and nobody has begun: what its journal would start with, as a text. Immutable. */
public final class ApprovedRun {

    private static final int VERSION = 1;
    private static final Pattern ID = Pattern.compile("approved-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JournaledRequest run;
    private final Approved approved;
    private final Owner owner;

    /** The digest tells a text that was changed or cut from a whole one; who may write it can make a new one. */
    private record Written(int approval, JournaledRequest run, String digest) {}

    private ApprovedRun(JournaledRequest run, @Nullable Approved approved, @Nullable Owner owner) {
        this.run = run;
        this.approved = Objects.requireNonNull(approved);
        this.owner = Objects.requireNonNull(owner);
    }

    /** One of what was looked at here, by this account's credentials; it must tell when. */
    public static ApprovedRun of(Preflight looked, Place here, Owner owner, String by, Instant now, Duration valid) {
        Instant lookedAt = looked.lookedAt().orElseThrow();
        Approved approved = Approved.of(by, lookedAt, now, now.plus(valid), looked.checks());
        RunId runId = RunId.of("approved-" + UUID.randomUUID());
        Progress begun = Progress.begun(runId, looked.request(), "", here, Optional.of(owner), now)
                .because(Origin.approved(Optional.of(approved)));
        return new ApprovedRun(JournaledRequest.of(begun), approved, owner);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is something else, or was changed
     */
    public static ApprovedRun read(String text) {
        Written written = written(text);
        if (written.approval() != VERSION) {
            throw new IllegalArgumentException(
                    "its version is " + written.approval() + ", and this SDK reads " + VERSION);
        }
        if (written.run() == null || !digest(written.run()).equals(written.digest())) {
            throw new IllegalArgumentException("its digest does not fit: it was changed or cut");
        }
        if (!Json.isSame(text, Json.write(written))) {
            throw new IllegalArgumentException("it says something that is not read, or is no strict JSON");
        }
        try {
            ApprovedRun read = new ApprovedRun(
                    written.run(), written.run().approved(), written.run().owner());
            var unused = read.request(); // so that whoever has one can use it
            return read;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it lacks something that this version needs", e);
        }
    }

    private static Written written(String text) {
        try {
            return Json.read(text, Written.class);
        } catch (IllegalArgumentException e) { // in words of this class's own
            throw new IllegalArgumentException("it is not what an approval is written as", e);
        }
    }

    /** One line of JSON, without secrets. */
    public String write() {
        return Json.write(new Written(VERSION, run, digest(run)));
    }

    private static String digest(JournaledRequest run) {
        try {
            byte[] bytes = Json.write(run).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The one run that it is good for. */
    public RunId runId() {
        return RunId.of(run.runId());
    }

    /** Whether this is the id of an approval's run, which nothing else begins. */
    static boolean isItsId(RunId runId) {
        return ID.matcher(runId.value()).matches();
    }

    /** By whom, until when, on what findings. */
    public Approved approved() {
        return approved;
    }

    /** What was agreed to, without its password; its script is read again from where it was. */
    public CreateInstanceRequest request() {
        return run.toRequest(Map.of());
    }

    CreateInstanceRequest request(ProgressCodec codec) {
        return codec.request(run);
    }

    /** Refuses what was not agreed to. */
    void requireFor(CreateInstanceRequest request, Place here) {
        Progress wanted = Progress.begun(runId(), request, "", here, Optional.of(owner), approved.at());
        List<String> differences = new ArrayList<>(run.differences(JournaledRequest.of(wanted)));
        if (!run.place().speaksAs(here)) {
            differences.add("dialect");
        }
        if (!differences.isEmpty()) {
            throw refused(Violation.of(
                    "approval-differs",
                    "approval",
                    "it was given for another request; what differs: " + String.join(", ", differences),
                    "the request that was approved",
                    Approved.AGAIN));
        }
    }

    /** Whose the run is: nobody else's than the account's for which it was approved. */
    Owner requireSame(Optional<Owner> asked) {
        if (asked.filter(other -> !owner.isSameAs(other)).isPresent()) {
            throw refused(Violation.of(
                    "approval-account",
                    "approval",
                    "it was given for " + owner + ", and the credentials are those of " + asked.get(),
                    "a key of " + owner,
                    Approved.AGAIN));
        }
        return asked.orElse(owner);
    }

    /** Refuses a second use; what a first one has left behind goes on. */
    void requireOpen(Progress found) {
        if (!found.approved().equals(Optional.of(approved))) {
            throw refused(Violation.of(
                    "approval-differs",
                    "approval",
                    "run " + found.runId() + " of this journal was begun without it",
                    "an approval that nobody has used",
                    Approved.AGAIN));
        }
        Money agreed = run.spendAtMost().toMoney();
        if (found.request().spendAtMost().isMoreThan(agreed)) {
            throw refused(Violation.of(
                    "approval-differs",
                    "approval",
                    "it was given for at most " + agreed + ", and run " + found.runId() + " may spend "
                            + found.request().spendAtMost() + " by now, by the word of whoever resumed it",
                    "the ceiling that was approved",
                    "Resume the run, or have the higher ceiling approved."));
        }
        found.ended().filter(how -> isUsedUp(found)).ifPresent(how -> {
            throw refused(Violation.of(
                    "approval-used",
                    "approval",
                    "it is good for one run, and run " + found.runId() + " is over: " + how,
                    "an approval that nobody has used",
                    Approved.AGAIN));
        });
    }

    /** A refusal before anything was asked for has used nothing: when the run goes on, all is looked at again. */
    static boolean isUsedUp(Progress found) {
        return found.ended().filter(RunMemory.OVER::contains).isPresent() && !found.leavesItsApproval();
    }

    /** A run whose order was refused under its approval, or could not be sent: somebody is to look again. */
    static ProvisioningException usedUp(Where where) {
        return new ProvisioningException.Invalid(
                where,
                List.of(Violation.of(
                        "approval-used",
                        "approval",
                        "an order was refused under its approval, or could not be sent: it is used up",
                        "an approval that nobody has used",
                        Approved.AGAIN)));
    }

    private static ProvisioningException refused(Violation why) {
        return new ProvisioningException.Invalid(new Where(null, StepIds.JOURNAL, null, null), List.of(why));
    }
}
