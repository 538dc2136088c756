package io.github.iothubsdk.micrometer;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.testkit.conformance.HttpTransportConformance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** A transport that is counted still does what every transport must. */
class MeteredTransportConformanceTest extends HttpTransportConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return new IotHubMetrics(new SimpleMeterRegistry()).around(HttpTransports.okHttp(connectTimeout));
    }
}
