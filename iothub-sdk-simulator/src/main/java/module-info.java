import org.jspecify.annotations.NullMarked;

/** A stateful stand-in for JD Cloud that speaks its wire over loopback HTTP; it shares no class with the SDK it judges. */
@NullMarked
module io.github.iothubsdk.simulator {
    requires static org.jspecify;
    requires com.google.gson;
    requires java.logging;
    requires mockwebserver3;
    requires okhttp3;

    exports io.github.iothubsdk.simulator;
}
