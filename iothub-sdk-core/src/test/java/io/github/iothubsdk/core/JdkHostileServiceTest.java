package io.github.iothubsdk.core;

import io.github.iothubsdk.core.http.HostileServiceConformance;
import io.github.iothubsdk.core.http.HttpTransport;
import java.time.Duration;

class JdkHostileServiceTest extends HostileServiceConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return HttpTransports.jdk(connectTimeout);
    }
}
