package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.contract.TelemetryContract;

/** Metrics and traces on this line. */
class TelemetryTest extends TelemetryContract {

    TelemetryTest() {
        super(IotHubAutoConfiguration.class);
    }
}
