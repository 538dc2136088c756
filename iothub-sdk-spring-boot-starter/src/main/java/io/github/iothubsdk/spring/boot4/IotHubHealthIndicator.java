package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.IotHubHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** UP with the runs that need a person; UNKNOWN while the journal cannot be read; never DOWN, since the instance serves. */
final class IotHubHealthIndicator implements HealthIndicator {

    private final IotHubHealth health;

    IotHubHealthIndicator(IotHubHealth health) {
        this.health = health;
    }

    @Override
    public Health health() {
        Health.Builder told = health.isKnown() ? Health.up() : Health.unknown();
        return told.withDetails(health.details()).build();
    }
}
