package io.github.iothubsdk.core;

import io.github.iothubsdk.core.http.HostileServiceConformance;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.support.BusyClient;
import java.time.Duration;

class BusyOkHttpHostileServiceTest extends HostileServiceConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return BusyClient.transport(connectTimeout);
    }
}
