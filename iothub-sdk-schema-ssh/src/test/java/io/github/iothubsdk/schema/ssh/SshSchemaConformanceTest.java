package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.provisioning.SchemaTransportConformance;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshSchemaConformanceTest extends SchemaTransportConformance {

    private static final String PASSWORD = "bastion-password";

    private TestBastion bastion;

    @BeforeEach
    void startBastion() throws Exception {
        bastion = new TestBastion(TestBastion.key("ssh-ed25519"))
                .password(PASSWORD)
                .name(Demo.RDS_HOST, server.port());
    }

    @AfterEach
    void stopBastion() throws Exception {
        bastion.nothingIsLeft();
        bastion.close();
    }

    @Override
    protected SchemaTransport create() {
        return SshSchema.through(
                bastion.known(PASSWORD),
                (rds, end) -> "jdbc:mysql://127.0.0.1:" + end.getPort() + "/" + rds.database());
    }
}
