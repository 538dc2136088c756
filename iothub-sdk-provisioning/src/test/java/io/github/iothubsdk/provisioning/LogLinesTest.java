package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process logs whose author asked for nothing, by a real logger. */
@Timeout(60)
class LogLinesTest {

    private static List<String> logged(String level, String... arguments) throws IOException {
        var options = List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level);
        try (Jvm jvm = Jvm.start(Two.class, options, arguments)) {
            return jvm.rest().lines().toList();
        }
    }

    @Test
    void tellsEachOrderPaymentAndEndingOnceAndNothingElse() throws IOException {
        assertThat(logged("info"))
                .extracting(line -> line.replaceAll("^\\[main\\] (\\w+) \\S+ - (run \\S+ \\w+).*", "$1 $2"))
                .containsExactly(
                        "INFO run first: ordered",
                        "INFO run first: paid",
                        "INFO run first: finished",
                        "INFO run second: ordered",
                        "WARN run second: stopped");
    }

    @Test
    void tellsNothingTwiceToWhoAskedForEveryEvent() throws IOException {
        assertThat(logged("info", "all"))
                .filteredOn(line -> line.contains(": ordered") || line.contains(": paid") || line.contains(": stopped"))
                .hasSize(4);
    }

    @Test
    void saysOnEachLineOfTheWireForWhichRunItIs() throws IOException {
        assertThat(logged("debug"))
                .filteredOn(line -> line.contains("io.github.iothubsdk.wire"))
                .filteredOn(line -> !line.contains("describeUser")) // whose keys they are, before there is a run
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(line).containsPattern("wire - run (first|second): \\w+ (GET|POST) "));
    }

    /** Creates one instance, and one that is stopped after its order. */
    static final class Two {

        private Two() {}

        public static void main(String[] arguments) {
            try (var cloud = new Cloud()) {
                var builder = cloud.builder();
                if (arguments.length > 0) {
                    builder.listener(ProvisioningListener.logging());
                }
                try (var client = builder.build()) {
                    client.create(RunId.of("first"), Cloud.request("plant-1").build(), Duration.ofHours(1));
                    cloud.simulator.faults().on(Route.PAY_ORDER).error(400, 400, "FAILED_PRECONDITION", "not enough");
                    client.create(RunId.of("second"), Cloud.request("plant-2").build(), Duration.ofHours(1));
                }
            } catch (ProvisioningException e) {
                // the log has said it
            }
        }
    }
}
