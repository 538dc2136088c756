package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpTransport;
import java.time.Duration;

class JdkHostileServiceTest extends HostileServiceConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return HttpTransports.jdk(connectTimeout);
    }
}
