package io.github.iothubsdk.core;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.internal.JdkHttpTransport;
import io.github.iothubsdk.core.internal.OkHttpTransport;
import java.time.Duration;

/** The HTTP clients that come with the SDK. Each call makes a transport of its own. */
public final class HttpTransports {

    private HttpTransports() {}

    /**
     * On OkHttp: the default, and the fastest.
     *
     * @param connectTimeout the longest that connecting may take
     */
    public static HttpTransport okHttp(Duration connectTimeout) {
        return new OkHttpTransport(connectTimeout);
    }

    /**
     * On the JDK's own client, for class paths that cannot have OkHttp.
     *
     * @param connectTimeout the longest that connecting may take
     */
    public static HttpTransport jdk(Duration connectTimeout) {
        return new JdkHttpTransport(connectTimeout);
    }
}
