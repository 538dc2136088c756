package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.http.HttpTransport;
import java.time.Duration;

class BusyOkHttpHostileServiceTest extends HostileServiceConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return BusyClient.transport(connectTimeout);
    }
}
