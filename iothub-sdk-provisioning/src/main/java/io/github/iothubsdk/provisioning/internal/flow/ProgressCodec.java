package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Journal entries to the state of a run and back: a fold over the entries, oldest first. */
public final class ProgressCodec {

    /** What was learned after the run was begun; either may be missing. */
    record Amendment(@Nullable Money spendAtMost, @Nullable List<String> former) {

        Amendment {
            if (spendAtMost == null && former == null) {
                throw new IllegalArgumentException("it amends nothing that this version knows");
            }
        }

        Progress applied(Progress progress) {
            Progress known = former == null ? progress : progress.after(former);
            return spendAtMost == null
                    ? known
                    : known.with(
                            known.request().toBuilder().spendAtMost(spendAtMost).build());
        }
    }

    record End(Ending ending) {
        End {
            Objects.requireNonNull(ending);
        }
    }

    private final Map<String, Class<? extends Milestone>> milestones = new HashMap<>();
    private final Map<String, SchemaScript> scripts;

    /**
     * Knows the milestones of these steps.
     *
     * @param scripts by SHA-256, for runs whose script cannot be read again from where it came
     */
    public ProgressCodec(List<Step> steps, Map<String, SchemaScript> scripts) {
        steps.forEach(step -> milestones.put(step.name(), step.leaves()));
        this.scripts = Map.copyOf(scripts);
    }

    /** The state that these entries tell; empty when there are none. */
    public Optional<Progress> fold(RunId runId, List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        try {
            JournaledRequest begun = Json.read(begunEntry(entries).data(), JournaledRequest.class);
            CreateInstanceRequest request = begun.toRequest(scripts);
            Progress progress = Progress.begun(
                    runId,
                    request,
                    begun.clientToken(),
                    entries.get(0).at(),
                    Objects.requireNonNullElse(begun.former(), List.of()));
            for (JournalEntry entry : entries) {
                progress = apply(progress, entry);
            }
            return Optional.of(progress);
        } catch (RuntimeException e) {
            // Of whatever kind: a word or a field that is missing shows itself only where it is used.
            String why = e instanceof IllegalArgumentException || e instanceof ProvisioningException
                    ? e.getMessage()
                    : "it lacks something that this version needs";
            throw new JournalException(
                    "The journal of run " + runId + " cannot be read: " + why
                            + ". Nothing was sent. Was it written by a newer version, or changed by hand?",
                    e);
        }
    }

    Object begun(Progress progress) {
        return JournaledRequest.of(progress);
    }

    JournalEntry entry(Instant at, Kind kind, String step, Object data) {
        return new JournalEntry(at, kind, step, Json.write(data));
    }

    private static JournalEntry begunEntry(List<JournalEntry> entries) {
        JournalEntry first = entries.get(0);
        if (first.kind() != Kind.BEGUN) {
            throw new IllegalArgumentException("it does not start with the request");
        }
        return first;
    }

    private Progress apply(Progress progress, JournalEntry entry) {
        return switch (entry.kind()) {
            case BEGUN -> progress;
            case AMENDED -> Json.read(entry.data(), Amendment.class).applied(progress);
            case CLAIMED, RELEASED -> progress.claimed(Json.read(entry.data(), Claim.class));
            case REACHED -> progress.reached(entry.step(), milestone(entry));
            case SEEN -> progress.saw(Json.read(entry.data(), Sighting.class));
            case ENDED -> progress.ended(Json.read(entry.data(), End.class).ending());
        };
    }

    private Milestone milestone(JournalEntry entry) {
        Class<? extends Milestone> type = milestones.get(entry.step());
        if (type == null) {
            throw new IllegalArgumentException(
                    "it names the step " + entry.step() + ", which this version does not have");
        }
        return Json.read(entry.data(), type);
    }
}
