package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of classes say nothing at a terminal. */
class JavaNamesTest {

    private final Path home;

    JavaNamesTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void namesNoClassOfDialects() {
        String said = "The service may speak another dialect than this client (WireDialects). Request id: r.";

        assertThat(JavaNames.without(said))
                .isEqualTo("The service may speak another dialect than this client. Request id: r.");
    }

    @Test
    void tellsAFaultOfTheProgramInWords() {
        var where = new Where(RunId.of("order-4711"), "PayOrder", null, new IllegalStateException("x"));
        var stopped = new Unfinished(
                where,
                UnfinishedReason.UNEXPECTED,
                "something threw java.lang.IllegalStateException, which see. Reached so far: [Ordered[number=7]].");
        var failure = Failure.of(stopped, false, Commands.BARE, Standing.NOTHING);

        assertThat(failure.message())
                .isEqualTo(
                        "Unfinished at PayOrder: something failed inside the program. --verbose shows where it happened.");
        var heard = new Heard(home);
        new JsonReport(heard.shell(), Commands.BARE).failed(failure);
        assertThat(heard.out())
                .contains("\"seen\":\"something failed inside the program.\"")
                .doesNotContain("java.lang", "Ordered[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h could not be reached (ClosedChannelException). Nothing was sent. | h could not be reached (a failure inside). Nothing was sent.",
                "java.io.IOException: the disk is full | the disk is full",
                "The Error log is at https://a.b.Error/x | The Error log is at https://a.b.Error/x",
                "plant-7 is BROKEN | plant-7 is BROKEN",
            })
    void leavesTheOtherWordsAlone(String said, String told) {
        assertThat(JavaNames.without(said)).isEqualTo(told);
    }

    @Test
    void saysInWordsWhyAFileCannotBeRead() {
        try (Desk desk = new Desk(home)) {
            assertThat(desk.iothub("list", "--dialect", home + "/gone.json").err())
                    .isEqualTo("iothub: --dialect: the file " + home + "/gone.json cannot be read: it is not there.\n");
        }
    }
}
