package io.github.iothubsdk.core;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.HttpTransportConformance;
import java.time.Duration;

class JdkConformanceTest extends HttpTransportConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return HttpTransports.jdk(connectTimeout);
    }
}
