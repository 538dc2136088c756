package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JdbcSchemaConformanceTest extends SchemaTransportConformance {

    @Override
    protected SchemaTransport create() {
        return SchemaTransports.jdbc(rds -> server.jdbcUrl(rds.database()));
    }
}
