package io.github.iothubsdk.core;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.internal.OkHttpTransport;
import java.time.Duration;

/** The HTTP clients that come with the SDK. Each call makes a transport of its own. */
public final class HttpTransports {

    private HttpTransports() {}

    /**
     * On OkHttp: the default. For wrapping it, as in tests and proxies.
     *
     * @param connectTimeout the longest that connecting may take
     */
    public static HttpTransport okHttp(Duration connectTimeout) {
        return new OkHttpTransport(connectTimeout);
    }
}
