package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.testkit.conformance.HttpTransportConformance;
import java.net.URI;
import java.time.Duration;

/** As where names must be looked up: in threads of the transport's own. */
class JdkOnWorkersConformanceTest extends HttpTransportConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        return new JdkHttpTransport(connectTimeout, new KnownHosts() {
            @Override
            boolean isKnown(URI url) {
                return false;
            }
        });
    }
}
