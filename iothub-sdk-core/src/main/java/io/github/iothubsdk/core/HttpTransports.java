package io.github.iothubsdk.core;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.internal.JdkHttpTransport;
import io.github.iothubsdk.core.internal.OkHttpTransport;
import java.time.Duration;
import java.util.Objects;
import okhttp3.OkHttpClient;

/** The HTTP clients that come with the SDK. Each call makes a transport of its own. */
public final class HttpTransports {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private HttpTransports() {}

    /**
     * On OkHttp: the default, and the fastest. Connecting may take 5 s.
     *
     * @throws IllegalStateException when there is no OkHttp 4 or newer: neither on the class path nor among the modules
     */
    public static HttpTransport okHttp() {
        return okHttp(CONNECT);
    }

    /**
     * On OkHttp: the fastest, and the default where it is.
     *
     * @param connectTimeout the longest that connecting may take
     * @throws IllegalStateException when there is no OkHttp 4 or newer: neither on the class path nor among the modules
     */
    public static HttpTransport okHttp(Duration connectTimeout) {
        requireOkHttp();
        return new OkHttpTransport(Objects.requireNonNull(connectTimeout, "connectTimeout"));
    }

    /**
     * On an OkHttp client of yours: with its proxies, TLS, name lookup, connect timeout, connection pool, event listeners, and
     * interceptors in their order.
     *
     * <p>What money needs is set otherwise, on a copy: HTTP/1.1, no cache, no cookies, no redirects, no retry on connection
     * failure, no authenticator but for a proxy's tunnel, the SDK's time-outs for each call. An interceptor may try again until
     * something has left; after that, and when it answers without the service, the call fails as one that may have
     * arrived. One that calls another client by itself is nobody's to stop. Connections through SOCKS proxies and socket
     * factories of yours are used for one call each. Names are looked up in threads of their own, so that a lookup that
     * hangs ends with its call, but for one that an interceptor brings. Code of yours that hangs in the calling thread, an interceptor or the connecting of a
     * socket that no {@code close} ends, holds the call beyond its timeout. Closing the transport leaves your client's threads
     * and pool alone.
     *
     * @throws IllegalStateException when OkHttp is older than 4, or Okio is not there
     */
    public static HttpTransport okHttp(OkHttpClient client) {
        requireOkHttp();
        return new OkHttpTransport(Objects.requireNonNull(client, "client"));
    }

    /** On the JDK's own client: the default where there is no OkHttp. Connecting may take 5 s. */
    public static HttpTransport jdk() {
        return jdk(CONNECT);
    }

    /**
     * On the JDK's own client: the default where there is no OkHttp.
     *
     * @param connectTimeout the longest that connecting may take
     */
    public static HttpTransport jdk(Duration connectTimeout) {
        return new JdkHttpTransport(Objects.requireNonNull(connectTimeout, "connectTimeout"));
    }

    /** On OkHttp where it is, else on the JDK's own client: what a client has by default, to put another in front of. */
    public static HttpTransport standard() {
        return ofWhatIsThere(CONNECT);
    }

    /** On OkHttp where it is, else on the JDK's own client. */
    static HttpTransport ofWhatIsThere(Duration connectTimeout) {
        return hasOkHttp() ? new OkHttpTransport(connectTimeout) : new JdkHttpTransport(connectTimeout);
    }

    private static void requireOkHttp() {
        if (!hasOkHttp()) {
            throw new IllegalStateException("There is no OkHttp 4 or newer with its Okio. Add"
                    + " com.squareup.okhttp3:okhttp-jvm; on a module path also"
                    + " say \"requires okhttp3\" in your module, or start Java with --add-modules okhttp3. Or take"
                    + " HttpTransports.jdk(), which needs neither.");
        }
    }

    private static boolean canUse(String name) throws ClassNotFoundException {
        Class<?> there = Class.forName(name, false, HttpTransports.class.getClassLoader());
        return HttpTransports.class.getModule().canRead(there.getModule());
    }

    /** Whether it is there for this class, which on a module path does not see every class that can be loaded. */
    private static boolean hasOkHttp() {
        try {
            return canUse("okhttp3.OkHttp") && canUse("okio.Buffer"); // the first came with OkHttp 4
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
