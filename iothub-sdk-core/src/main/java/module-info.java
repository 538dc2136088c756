import org.jspecify.annotations.NullMarked;

/** One signed call to JD Cloud: credentials, signature, transport, errors, retries and time. */
@NullMarked
@SuppressWarnings("module") // the friend module is compiled after this one
module io.github.iothubsdk.core {
    requires static org.jspecify;
    // Used where they are; else the JDK's own client is. Not transitive: who does without could not compile.
    requires static okhttp3;
    requires static okio;
    requires com.google.gson;
    requires java.net.http;
    requires org.slf4j;

    exports io.github.iothubsdk.core;
    exports io.github.iothubsdk.core.auth;
    exports io.github.iothubsdk.core.error;
    exports io.github.iothubsdk.core.http;
    exports io.github.iothubsdk.core.time;
    exports io.github.iothubsdk.core.internal.words to
            io.github.iothubsdk.provisioning;
    exports io.github.iothubsdk.core.internal.json to
            io.github.iothubsdk.provisioning;
}
