package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpTransport;
import java.time.Duration;

class OkHttpConformanceTest extends HttpTransportConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return HttpTransports.okHttp(connectTimeout);
    }
}
