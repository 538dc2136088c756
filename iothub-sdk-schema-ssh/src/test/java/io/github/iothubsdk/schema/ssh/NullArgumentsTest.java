package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.house.NullArguments;
import io.github.iothubsdk.house.Samples;
import io.github.iothubsdk.schema.ssh.SshBastion.HostKeys;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A null is refused at the call, by the name of the argument. */
class NullArgumentsTest {

    @Test
    void isRefusedByName() throws Exception {
        var nulls = new NullArguments(new Samples()
                .with(SshBastion.class, () -> SshBastion.at("bastion", "ops"))
                .with(HostKeys.class, () -> new HostKeys.KnownHosts(Path.of("known_hosts")))
                .with(int.class, () -> 22)
                .with(Duration.class, () -> Duration.ofSeconds(1))
                .with(String.class, () -> "SHA256:" + "A".repeat(43)));

        nulls.callAllOf(SshBastion.class);

        assertThat(nulls.faults()).isEmpty();
        assertThat(nulls.called()).hasSizeGreaterThanOrEqualTo(20);
    }
}
