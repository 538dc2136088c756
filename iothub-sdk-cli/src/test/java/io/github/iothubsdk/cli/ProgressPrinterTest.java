package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.StepIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressPrinterTest {

    private static final RunId RUN = RunId.of("run-1");

    /** A claim is no news; a wait for the instance is told by each look at it; the others are the end of the command. */
    private static final Set<Class<?>> SILENT = Set.of(
            ProvisioningEvent.Claimed.class, ProvisioningEvent.SchemaFailed.class, ProvisioningEvent.Stopped.class);

    @Test
    void hasALineForEveryEventButThoseThatAreMeantToBeSilent(@TempDir Path home) {
        List<ProvisioningEvent> events = JsonFormatTest.events();
        Set<Class<?>> silent = events.stream()
                .filter(event -> printed(event, home).isEmpty())
                .map(ProvisioningEvent::kind)
                .collect(Collectors.toSet());
        assertThat(silent)
                .as("give the event its line in ProgressPrinter, or list it here")
                .isEqualTo(SILENT);
    }

    @Test
    void tellsWhenALookFailsWhenItHasFailedForLongAndWhenTheServiceIsBack(@TempDir Path home) {
        var heard = new Heard(home);
        try (var report = new TextReport(heard.shell(), Commands.BARE)) {
            report.on(ProvisioningEvent.looked(RUN, Optional.of("iothub-1"), "BUILDING 10 %", Optional.of(10)));
            report.on(waiting("BUILDING 10 %"));
            for (int i = 0; i < 40; i++) {
                report.on(waiting("http://h could not be reached."));
                heard.passes(Duration.ofSeconds(10));
            }
            report.on(ProvisioningEvent.looked(RUN, Optional.of("iothub-1"), "BUILDING 60 %", Optional.of(60)));
        }
        assertThat(heard.out().lines())
                .containsExactly(
                        "0:00  instance iothub-1: BUILDING 10 %",
                        "0:00  cannot look: http://h could not be reached. It is tried on.",
                        "1:00  still cannot look, for 1:00 now: http://h could not be reached. It is tried on.",
                        "2:00  still cannot look, for 2:00 now: http://h could not be reached. It is tried on.",
                        "4:00  still cannot look, for 4:00 now: http://h could not be reached. It is tried on.",
                        "6:40  can look again, after 6:40",
                        "6:40  instance iothub-1: BUILDING 60 %");
    }

    /** A resumed run begins no more, and its instance may have been built for long. */
    @Test
    void namesTheInstanceOfAResumedRunAndSinceWhenItIsBuilt(@TempDir Path home) {
        var heard = new Heard(home, new Screen(true, true, false, 80));
        try (var report = new TextReport(heard.shell(), Commands.BARE)) {
            report.goesOn(
                    "plant-7", Optional.of(heard.shell().timeSource().now().minusSeconds(725)));
            report.on(ProvisioningEvent.looked(RUN, Optional.of("iothub-1"), "BUILDING 10 %", Optional.of(10)));
        }
        assertThat(heard.out())
                .contains("\rplant-7  10 % [")
                .contains("BUILDING, for 12:05")
                .doesNotContain("iothub-1");
    }

    @Test
    void tellsOfARecoveryInFullOnce(@TempDir Path home) {
        var heard = new Heard(home);
        try (var report = new TextReport(heard.shell(), Commands.BARE)) {
            for (int i = 0; i < 13; i++) {
                report.on(ProvisioningEvent.recovering(
                        RUN, StepIds.PLACE_ORDER, List.of("at " + i + " nothing was found")));
                heard.passes(Duration.ofSeconds(10));
            }
        }
        assertThat(heard.out().lines())
                .containsExactly(
                        "0:00  looked what came of PlaceOrder: at 0 nothing was found",
                        "1:00  still looking what came of PlaceOrder, for 1:00 now",
                        "2:00  still looking what came of PlaceOrder, for 2:00 now");
    }

    private static ProvisioningEvent waiting(String seen) {
        return ProvisioningEvent.waiting(RUN, StepIds.AWAIT_INSTANCE, seen, Duration.ofSeconds(10));
    }

    private static String printed(ProvisioningEvent event, Path home) {
        var heard = new Heard(home);
        try (var report = new TextReport(heard.shell(), Commands.BARE)) {
            report.on(event);
        }
        return heard.out();
    }
}
