package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.JournaledMoney;
import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.internal.step.AwaitInstance.Running;
import io.github.iothubsdk.provisioning.internal.step.BootstrapSchema.SchemaReady;
import io.github.iothubsdk.provisioning.internal.step.ConfirmOrder.Confirmed;
import io.github.iothubsdk.provisioning.internal.step.PayOrder.Paid;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.internal.step.RunPreflight.Cleared;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The milestones as the journal keeps them. They may gain fields, and never lose or rename one. */
final class MilestoneFormats {

    static final MilestoneFormat<Cleared, Cleared> CLEARED = MilestoneFormat.itself(Cleared.class);
    static final MilestoneFormat<Ordered, Ordered> ORDERED = MilestoneFormat.itself(Ordered.class);
    static final MilestoneFormat<Confirmed, Amount> CONFIRMED = new MilestoneFormat<>(
            Confirmed.class,
            Amount.class,
            confirmed -> new Amount(JournaledMoney.of(confirmed.amount())),
            journaled -> new Confirmed(journaled.amount().toMoney()));
    static final MilestoneFormat<Paid, Amount> PAID = new MilestoneFormat<>(
            Paid.class,
            Amount.class,
            paid -> new Amount(JournaledMoney.of(paid.amount())),
            journaled -> new Paid(journaled.amount().toMoney()));
    static final MilestoneFormat<SchemaReady, Schema> SCHEMA_READY =
            new MilestoneFormat<>(SchemaReady.class, Schema.class, Schema::of, Schema::toMilestone);
    static final MilestoneFormat<Running, Await> RUNNING = new MilestoneFormat<>(
            Running.class,
            Await.class,
            running -> new Await(Row.of(running.instance())),
            journaled -> new Running(journaled.instance().toInstance()));

    private MilestoneFormats() {}

    record Amount(JournaledMoney amount) {
        Amount {
            Objects.requireNonNull(amount);
        }
    }

    record Schema(@Nullable Report report) {
        static Schema of(SchemaReady ready) {
            return new Schema(ready.report() == null ? null : Report.of(ready.report()));
        }

        SchemaReady toMilestone() {
            return new SchemaReady(report == null ? null : report.toReport());
        }
    }

    record Report(
            String scriptSha256,
            int statements,
            int tables,
            Duration took,
            boolean alreadyThere,
            @Nullable List<Note> notes) {

        Report {
            Objects.requireNonNull(scriptSha256);
            Objects.requireNonNull(took);
        }

        static Report of(SchemaReport report) {
            List<Note> notes = report.notes().stream()
                    .map(note -> new Note(note.kind().name(), note.words()))
                    .toList();
            return new Report(
                    report.scriptSha256(),
                    report.statements(),
                    report.tables(),
                    report.took(),
                    report.alreadyThere(),
                    notes);
        }

        /** A journal of an earlier version has no notes. */
        SchemaReport toReport() {
            List<SchemaNote> told =
                    notes == null ? List.of() : notes.stream().map(Note::toNote).toList();
            return SchemaReport.of(scriptSha256, statements, tables, took, alreadyThere)
                    .with(told);
        }
    }

    record Note(String kind, String words) {
        SchemaNote toNote() {
            return SchemaNote.of(SchemaNote.Kind.valueOf(kind), words);
        }
    }

    record Await(Row instance) {
        Await {
            Objects.requireNonNull(instance);
        }
    }

    record Row(
            String id,
            String name,
            String region,
            String zone,
            String vpcId,
            String vpcName,
            String subnetId,
            String subnetName,
            String privateDomain,
            String publicDomain,
            String status,
            String statusWord,
            @Nullable Integer progress,
            @Nullable Instant createdAt,
            String description) {

        /** What the service did not say is empty; none is missing. */
        Row {
            Stream.of(id, name, region, zone, vpcId, vpcName, subnetId, subnetName)
                    .forEach(Objects::requireNonNull);
            Stream.of(privateDomain, publicDomain, status, statusWord, description)
                    .forEach(Objects::requireNonNull);
        }

        static Row of(Instance instance) {
            return new Row(
                    instance.id(),
                    instance.name(),
                    instance.region(),
                    instance.zone().orElse(""),
                    instance.vpcId().orElse(""),
                    instance.vpcName().orElse(""),
                    instance.subnetId().orElse(""),
                    instance.subnetName().orElse(""),
                    instance.privateDomain().orElse(""),
                    instance.publicDomain().orElse(""),
                    instance.status().name(),
                    instance.statusWord().orElse(""),
                    instance.progress().orElse(null),
                    instance.createdAt().orElse(null),
                    instance.description().orElse(""));
        }

        Instance toInstance() {
            return Instance.builder(id, name, region)
                    .zone(zone)
                    .vpc(vpcId, vpcName)
                    .subnet(subnetId, subnetName)
                    .domains(privateDomain, publicDomain)
                    .status(InstanceStatus.of(status), statusWord)
                    .progress(Optional.ofNullable(progress))
                    .createdAt(Optional.ofNullable(createdAt))
                    .description(description)
                    .build();
        }
    }
}
