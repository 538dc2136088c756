package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.internal.json.Fields;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Replay;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one user's account answered becomes another's regression test. */
@Timeout(60)
class ReplayedRunTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final Path file;

    ReplayedRunTest(@TempDir Path directory) {
        file = directory.resolve("said.jsonl");
    }

    private ProvisioningResult recorded(WireDialect dialect) {
        try (var cloud = new Cloud(builder -> builder.dialect(dialect.name()));
                var client = cloud.builder().dialect(dialect).recording(file).build()) {
            cloud.account.orderAmount("18.00").cash("500.00");
            return client.create(
                    Cloud.request("bottling-plant-7")
                            .spendAtMost(Money.cny("99.00"))
                            .build(),
                    HOUR);
        }
    }

    /** The request in the words of the recording. */
    private CreateInstanceRequest substituted() throws IOException {
        Fields create = Files.readAllLines(file).stream()
                .map(Fields::parse)
                .filter(line -> line.text("request.rdsHostName").isPresent())
                .findFirst()
                .orElseThrow();
        String password = "not-in-the-recording";
        return CreateInstanceRequest.builder(Demo.REGION, text(create, "name"))
                .network(text(create, "vpcId"), text(create, "subnetId"))
                .database(RdsDatabase.of(
                        text(create, "rdsInstanceId"),
                        text(create, "rdsDatabase"),
                        text(create, "rdsHostName"),
                        text(create, "rdsUserName"),
                        Secret.of(password)))
                .spendAtMost(Money.cny("99.00"))
                .acceptServiceTerms()
                .build();
    }

    private static String text(Fields line, String name) {
        return line.text("request." + name).orElseThrow();
    }

    private ProvisioningClient client(Replay replay, WireDialect dialect) {
        return ProvisioningClient.builder(
                        CredentialsProvider.of(Credentials.of("anyAccessKey", Secret.of("anySecretKey"))))
                .endpoint(replay.endpoint())
                .dialect(dialect)
                .journal(Journals.inMemory())
                .timeSource(time)
                .pollInterval(Duration.ofSeconds(10)) // as when it was recorded: each answer is given once
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iotHubInferred", "iotHub2020"})
    void comesToTheSameEnd(String name) throws IOException {
        WireDialect dialect = WireDialects.named(name).orElseThrow();
        ProvisioningResult first = recorded(dialect);
        try (Replay replay = Simulator.builder().clock(time).replaying(file);
                ProvisioningClient client = client(replay, dialect)) {
            ProvisioningResult again = client.create(substituted(), HOUR);
            assertThat(again.instance().status()).isEqualTo(InstanceStatus.RUNNING);
            assertThat(again.instance().id()).isNotEqualTo(first.instance().id());
            assertThat(again.orderNumber()).hasSameSizeAs(first.orderNumber()).isNotEqualTo(first.orderNumber());
            assertThat(replay.missed()).isEmpty();
            assertThat(replay.dialect()).contains(name);
        }
    }

    /** What the recording does not hold is an error of its own, and nothing is made up. */
    @Test
    void inventsNothing() throws IOException {
        recorded(WireDialects.iotHubInferred());
        try (Replay replay = Simulator.builder().clock(time).replaying(file);
                ProvisioningClient client = client(replay, WireDialects.iotHubInferred())) {
            CreateInstanceRequest other = substituted().toBuilder()
                    .network("vpc-another1", "subnet-another1")
                    .build();
            assertThatThrownBy(() -> client.create(other, Duration.ofSeconds(5)))
                    .isInstanceOf(ProvisioningException.class);
            assertThat(replay.missed()).anyMatch(line -> line.contains("vpc-another1"));
        }
    }
}
