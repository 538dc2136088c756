package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the script runs and what is told of it, by a transport that needs no database. */
class SchemaStepTest {

    private static final Duration HOUR = Duration.ofMinutes(60);
    private static final SchemaScript SCRIPT =
            SchemaScripts.bytes("CREATE TABLE a (id INT);\n".getBytes(StandardCharsets.UTF_8));

    private final Cloud cloud = Cloud.inProcess();
    private final Queue<SchemaException> troubles = new ArrayDeque<>();
    private final List<Integer> writesWhenItRan = new ArrayList<>();
    private final ProvisioningClient client =
            cloud.builder().schemaTransport(new Scripted()).build();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    /** Fails as it was told to, and runs after that. */
    private final class Scripted implements SchemaTransport {
        @Override
        public String probe(SchemaJob job) {
            return "an empty database";
        }

        @Override
        public SchemaReport run(SchemaJob job) {
            writesWhenItRan.add(cloud.simulator.ledger().writes());
            SchemaException trouble = troubles.poll();
            if (trouble != null) {
                throw trouble;
            }
            return SchemaReport.of(job.script().sha256(), 1, 1, Duration.ZERO, false);
        }
    }

    private static CreateInstanceRequest request(SchemaBootstrap schema) {
        return Cloud.request("plant-7").bootstrapSchema(schema).build();
    }

    private <E extends ProvisioningEvent> List<E> told(Class<E> kind) {
        return cloud.events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static SchemaException trouble(Kind kind) {
        return new SchemaException(kind, OptionalInt.of(1), "it went wrong.", "Put it right.");
    }

    @Test
    void runsBeforeAnythingIsBoughtAndTellsOfIt() {
        ProvisioningResult provisioned = client.create(request(SchemaBootstrap.of(SCRIPT)), HOUR);
        assertThat(writesWhenItRan).containsExactly(0);
        assertThat(provisioned.schema())
                .hasValueSatisfying(report -> assertThat(report.scriptSha256()).isEqualTo(SCRIPT.sha256()));
        assertThat(told(ProvisioningEvent.SchemaStarted.class)).singleElement().satisfies(started -> {
            assertThat(started.scriptSha256()).isEqualTo(SCRIPT.sha256());
            assertThat(started.bytes()).isEqualTo(SCRIPT.size());
        });
        assertThat(told(ProvisioningEvent.SchemaFinished.class)).hasSize(1);
        assertThat(told(ProvisioningEvent.SchemaFailed.class)).isEmpty();
        assertThat(told(ProvisioningEvent.Checked.class)).isNotEmpty();
        assertThat(client.runs()).singleElement().satisfies(run -> {
            assertThat(run.step()).contains("done");
            assertThat(run.instanceId()).contains(provisioned.instance().id());
        });
    }

    @Test
    void runsBehindTheInstanceWhenItIsAskedTo() {
        client.create(request(SchemaBootstrap.of(SCRIPT).afterTheInstance()), HOUR);
        assertThat(writesWhenItRan).containsExactly(2);
    }

    @Test
    void buysNothingWhenTheScriptFails() {
        for (Kind kind : List.of(Kind.SCRIPT, Kind.REFUSED)) {
            troubles.add(trouble(kind));
            Invalid failed =
                    catchThrowableOfType(Invalid.class, () -> client.create(request(SchemaBootstrap.of(SCRIPT)), HOUR));
            assertThat(failed.step()).isEqualTo("BootstrapSchema");
            assertThat(failed.violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.code()).isEqualTo("schema-refused"));
            assertThat(failed).hasMessageContaining("it went wrong").hasMessageContaining("Put it right");
        }
        assertThat(told(ProvisioningEvent.SchemaFailed.class)).hasSize(2);
        assertThat(told(ProvisioningEvent.SchemaFinished.class)).isEmpty();
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    /** The instance is there and paid for: the run must not end. */
    @Test
    void staysUnfinishedWhenTheScriptFailsBehindTheInstance() {
        troubles.add(trouble(Kind.SCRIPT));
        Unfinished failed = catchThrowableOfType(
                Unfinished.class,
                () -> client.create(request(SchemaBootstrap.of(SCRIPT).afterTheInstance()), HOUR));
        assertThat(failed).hasMessageContaining("it went wrong. Put it right.");
        RunSummary open = client.unfinishedRuns().get(0);
        assertThat(open.step()).contains("BootstrapSchema");
        assertThat(open.order()).isPresent();
        assertThat(open.instanceId()).isPresent();
        client.resume(open.runId(), HOUR);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    /** The instance is made for this database, and the run keeps to its request. */
    @ParameterizedTest
    @CsvSource({
        "database-not-empty, REFUSED",
        "rights-too-wide, REFUSED",
        "script-failed, SCRIPT",
        "of-its-own, REFUSED"
    })
    void advisesWhatIsStillPossibleBehindTheInstance(String code, Kind kind) {
        String before = "Name another database, or allow it: SchemaBootstrap.of(script).";
        troubles.add(new SchemaException(kind, "it went wrong.", before).because(code));

        Unfinished failed = catchThrowableOfType(
                Unfinished.class,
                () -> client.create(request(SchemaBootstrap.of(SCRIPT).afterTheInstance()), HOUR));

        assertThat(failed.reason()).isEqualTo(UnfinishedReason.SCHEMA_REFUSED);
        if (code.equals("of-its-own")) {
            assertThat(failed.remedy())
                    .as("a caller's own transport knows best")
                    .isEqualTo(before);
        } else {
            assertThat(failed.remedy())
                    .contains("resume")
                    .doesNotContain("Name ")
                    .doesNotContain("SchemaBootstrap");
        }
        client.resume(failed.runId().orElseThrow(), HOUR);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void comesBackToADatabaseThatCannotBeReached() {
        troubles.add(trouble(Kind.UNREACHABLE));
        client.create(request(SchemaBootstrap.of(SCRIPT)), HOUR);
        assertThat(told(ProvisioningEvent.SchemaStarted.class)).hasSize(2);
        assertThat(told(ProvisioningEvent.SchemaFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.what()).isEqualTo("it went wrong."));
    }

    /** A person may take days: the log must not say each half minute that the script starts or has failed. */
    @Test
    void waitsForAPersonWithoutTellingAgainAndAgain() {
        for (int i = 0; i < 5; i++) {
            troubles.add(trouble(Kind.WAITING));
        }
        client.create(request(SchemaBootstrap.of(SCRIPT)), HOUR);
        assertThat(writesWhenItRan).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(told(ProvisioningEvent.SchemaStarted.class)).hasSize(1);
        assertThat(told(ProvisioningEvent.SchemaFailed.class)).isEmpty();
        assertThat(told(ProvisioningEvent.SchemaFinished.class)).hasSize(1);
    }

    @Test
    void saysOfARunThatWaitsWhatItWaitsFor() {
        for (int i = 0; i < 200; i++) {
            troubles.add(trouble(Kind.WAITING));
        }
        assertThat(catchThrowableOfType(
                        RuntimeException.class,
                        () -> client.create(request(SchemaBootstrap.of(SCRIPT)), Duration.ofMinutes(10))))
                .isNotNull();
        assertThat(client.unfinishedRuns()).singleElement().satisfies(run -> {
            assertThat(run.step()).contains("BootstrapSchema");
            assertThat(run.lastSeen().orElseThrow()).contains("it went wrong. Put it right.");
            assertThat(run.order()).isEmpty();
            assertThat(run.instanceId()).isEmpty();
        });
    }
}
