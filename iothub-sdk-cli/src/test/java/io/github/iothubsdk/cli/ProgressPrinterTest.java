package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressPrinterTest {

    /** A claim is no news; a wait for the instance is told by each look at it; the others are the end of the command. */
    private static final Set<Class<?>> SILENT = Set.of(
            ProvisioningEvent.Claimed.class,
            ProvisioningEvent.Waiting.class,
            ProvisioningEvent.SchemaFailed.class,
            ProvisioningEvent.Stopped.class);

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

    private static String printed(ProvisioningEvent event, Path home) {
        var heard = new Heard(home);
        try (var report = new TextReport(heard.shell(), Commands.BARE)) {
            report.on(event);
        }
        return heard.out();
    }
}
