package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Resolution;
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

    /** What was learned or decided after the run was begun; at least one is there. */
    record Amendment(
            @Nullable JournaledMoney spendAtMost,
            @Nullable Owner owner,
            @Nullable Decision decision) {

        Amendment {
            if (spendAtMost == null && owner == null && decision == null) {
                throw new IllegalArgumentException("it amends nothing that this version knows");
            }
        }

        Progress applied(Progress progress) {
            Progress known = owner == null ? progress : progress.ownedBy(owner);
            if (decision != null && decision.what().equals(Decision.TAKEN_UP)) {
                known = known.takenUp();
            }
            return spendAtMost == null
                    ? known
                    : known.with(known.request().toBuilder()
                            .spendAtMost(spendAtMost.toMoney())
                            .build());
        }
    }

    /** What a person has decided about a run in doubt; what follows from it is in the entries behind. */
    record Decision(String what, String by, String because) {
        /** A run that had ended goes on. */
        static final String TAKEN_UP = "TAKEN UP";

        static Decision of(Resolution resolution) {
            String what =
                    resolution.what() + resolution.subject().map(of -> " " + of).orElse("");
            return new Decision(
                    what, resolution.by().orElse(""), resolution.because().orElse(""));
        }
    }

    record End(String ending) {
        /** A word that is no ending is no such record. */
        End {
            Ending.valueOf(Objects.requireNonNull(ending));
        }

        static End of(Ending ending) {
            return new End(ending.name());
        }

        Ending toEnding() {
            return Ending.valueOf(ending);
        }
    }

    private final Map<String, MilestoneFormat<?, ?>> milestones = new HashMap<>();
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
            Progress progress = begun(runId, entries);
            for (JournalEntry entry : entries) {
                progress = apply(progress, entry);
            }
            return Optional.of(progress);
        } catch (RuntimeException e) {
            // Of whatever kind: a word or a field that is missing shows itself only where it is used.
            String why = e instanceof IllegalArgumentException || e instanceof ProvisioningException
                    ? Plain.clause(String.valueOf(e.getMessage()))
                    : "it lacks something that this version needs";
            throw new JournalException.Unreadable(
                    "The journal of run " + runId + " cannot be read: " + why
                            + ". Nothing was sent. Was it written by another version, or changed by hand? It can be given up"
                            + " with abandon.",
                    e);
        }
    }

    private Progress begun(RunId runId, List<JournalEntry> entries) {
        JournaledRequest begun = Json.read(begunEntry(entries).data(), JournaledRequest.class);
        CreateInstanceRequest request = request(begun);
        if (!runId.value().equals(begun.runId())) {
            throw new IllegalArgumentException("it is a copy of run " + begun.runId() + "'s");
        }
        return Progress.begun(
                        runId,
                        request,
                        begun.clientToken(),
                        begun.place(),
                        Optional.ofNullable(begun.owner()),
                        entries.get(0).at())
                .because(begun.origin());
    }

    /** What a line says was reached. */
    Milestone milestone(JournalEntry entry) {
        return format(entry.step()).read(entry.data());
    }

    /** As far as it is written down. */
    CreateInstanceRequest request(JournaledRequest begun) {
        return begun.toRequest(scripts);
    }

    /** What differs between the request that a run was begun with and this one, by name. */
    static List<String> differences(List<JournalEntry> entries, Progress wanted) {
        return Json.read(begunEntry(entries).data(), JournaledRequest.class).differences(JournaledRequest.of(wanted));
    }

    /** How a run ended, also one whose other entries cannot be read; empty when it has not. */
    static Optional<Ending> ending(List<JournalEntry> entries) {
        JournalEntry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        try {
            return last == null || last.kind() != Kind.ENDED
                    ? Optional.empty()
                    : Optional.of(Json.read(last.data(), End.class).toEnding());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Record begun(Progress progress) {
        return JournaledRequest.of(progress);
    }

    /** A milestone as the format of its step has it. */
    Record reached(String step, Milestone milestone) {
        return format(step).journaled(milestone);
    }

    JournalEntry entry(Instant at, Kind kind, String step, Record data) {
        return new JournalEntry(at, kind, step, Json.write(data));
    }

    private static JournalEntry begunEntry(List<JournalEntry> entries) {
        JournalEntry first = entries.get(0);
        if (first.kind() == Kind.UNREADABLE) {
            throw new IllegalArgumentException(first.data());
        }
        if (first.kind() != Kind.BEGUN) {
            throw new IllegalArgumentException("it does not start with the request");
        }
        return first;
    }

    private Progress apply(Progress progress, JournalEntry entry) {
        return switch (entry.kind()) {
            case BEGUN -> progress;
            case AMENDED -> Json.read(entry.data(), Amendment.class).applied(progress);
            case CLAIMED, RELEASED -> progress.claimed(claim(entry));
            case REACHED -> progress.reached(entry.step(), milestone(entry));
            case SEEN -> progress.saw(Json.read(entry.data(), Observation.class));
            case STOPPED -> progress.stopped(Stop.read(entry.data()));
            case UNREADABLE -> throw new IllegalArgumentException(entry.data());
            case ENDED -> progress.ended(Json.read(entry.data(), End.class).toEnding());
        };
    }

    /** One that contradicts its own line is not understood: what is settled is never sent again by mistake. */
    private static Claim claim(JournalEntry entry) {
        Claim claim = Json.read(entry.data(), Claim.class);
        if (claim.open() != (entry.kind() == Kind.CLAIMED) || !claim.step().equals(entry.step())) {
            throw new IllegalArgumentException("a claim of the step " + entry.step() + " contradicts its line");
        }
        return claim;
    }

    private MilestoneFormat<?, ?> format(String step) {
        MilestoneFormat<?, ?> format = milestones.get(step);
        if (format == null) {
            throw new IllegalArgumentException("it names the step " + step + ", which this version does not have");
        }
        return format;
    }
}
