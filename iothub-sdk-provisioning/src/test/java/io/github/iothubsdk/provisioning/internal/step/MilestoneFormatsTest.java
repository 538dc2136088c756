package io.github.iothubsdk.provisioning.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is on users' disks stays readable, and public types can change without it. */
class MilestoneFormatsTest {

    private record Kept<M extends Milestone>(MilestoneFormat<M, ?> format, M milestone) {
        String written() {
            return Json.write(format.write().apply(milestone));
        }

        Milestone read(String json) {
            return read(format, json);
        }

        private static <J extends Record> Milestone read(MilestoneFormat<?, J> format, String json) {
            return format.read().apply(Json.read(json, format.journaled()));
        }
    }

    private static final Instance RUNNING = Instance.builder("iothub-1", "plant-7", "cn-north-1")
            .zone("cn-north-1a")
            .vpc("vpc-a", "net")
            .subnet("subnet-b", "sub")
            .domains("in.example", "out.example")
            .status(InstanceStatus.RUNNING, "running")
            .progress(Optional.of(100))
            .createdAt(Optional.of(Instant.parse("2026-11-22T08:00:00Z")))
            .description("a plant")
            .build();
    private static final SchemaReport REPORT = SchemaReport.of("ab12", 200, 31, Duration.ofMillis(1500), false)
            .with(List.of(SchemaNote.of(SchemaNote.Kind.SECURITY, "accounts with known passwords")));

    private static final List<Kept<?>> ALL = List.of(
            new Kept<>(MilestoneFormats.CLEARED, new RunPreflight.Cleared(14)),
            new Kept<>(MilestoneFormats.SCHEMA_READY, new BootstrapSchema.SchemaReady(null)),
            new Kept<>(MilestoneFormats.SCHEMA_READY, new BootstrapSchema.SchemaReady(REPORT)),
            new Kept<>(MilestoneFormats.ORDERED, new PlaceOrder.Ordered("iothub-1", "2026")),
            new Kept<>(MilestoneFormats.CONFIRMED, new ConfirmOrder.Confirmed(Money.cny("88.00"))),
            new Kept<>(MilestoneFormats.PAID, new PayOrder.Paid(Money.cny("88.10"))),
            new Kept<>(MilestoneFormats.RUNNING, new AwaitInstance.Running(RUNNING)),
            new Kept<>(MilestoneFormats.RUNNING, new AwaitInstance.Running(sparse())));

    private static Instance sparse() {
        return Instance.builder("id", "", "")
                .status(InstanceStatus.UNRECOGNISED, "new word")
                .build();
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = MilestoneFormatsTest.class.getResourceAsStream("milestones.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void writesAndReadsTheGoldenFile() throws IOException {
        assertThat(ALL.stream().map(Kept::written)).containsExactlyElementsOf(golden());
        for (int i = 0; i < ALL.size(); i++) {
            assertThat(ALL.get(i).read(golden().get(i))).isEqualTo(ALL.get(i).milestone());
        }
    }

    @Test
    void readsASchemaReportOfAnEarlierVersionWithoutNotes() {
        String earlier =
                "{\"report\":{\"scriptSha256\":\"ab\",\"statements\":2,\"tables\":1,\"took\":\"PT1S\",\"alreadyThere\":true}}";
        var read = (BootstrapSchema.SchemaReady)
                new Kept<>(MilestoneFormats.SCHEMA_READY, new BootstrapSchema.SchemaReady(null)).read(earlier);
        assertThat(read.report()).isEqualTo(SchemaReport.of("ab", 2, 1, Duration.ofSeconds(1), true));
    }

    /** A public type inside would make the journal's format of whatever it becomes. */
    @Test
    void noPublicTypeOfTheProductIsWritten() throws ClassNotFoundException {
        Set<Class<?>> written = new LinkedHashSet<>();
        ALL.forEach(kept -> collect(kept.format().journaled(), written));
        for (String format :
                List.of("JournaledRequest", "ProgressCodec$Amendment", "ProgressCodec$End", "Claim", "Observation")) {
            collect(Class.forName("io.github.iothubsdk.provisioning.internal.flow." + format), written);
        }
        assertThat(written)
                .hasSizeGreaterThan(15)
                .allSatisfy(type -> assertThat(type.getPackageName())
                        .matches("java\\..*|io\\.github\\.iothubsdk\\.provisioning\\.internal\\..*"));
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType of) {
            Arrays.stream(of.getActualTypeArguments()).forEach(inner -> collect(inner, found));
        } else if (type instanceof Class<?> raw && found.add(raw) && raw.isRecord()) {
            Arrays.stream(raw.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(inner -> collect(inner, found));
        }
    }
}
