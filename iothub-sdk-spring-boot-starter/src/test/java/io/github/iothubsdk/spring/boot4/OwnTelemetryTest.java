package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.contract.OwnTelemetryContract;

/** The application's own metrics, traces and transports on this line. */
class OwnTelemetryTest extends OwnTelemetryContract {

    OwnTelemetryTest() {
        super(IotHubAutoConfiguration.class);
    }
}
