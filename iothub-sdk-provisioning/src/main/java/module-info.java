import org.jspecify.annotations.NullMarked;

/** Checks, orders, pays for, waits for and initialises JD Cloud IoT Hub instances, exactly once. */
@NullMarked
module io.github.iothubsdk.provisioning {
    requires transitive io.github.iothubsdk.core;
    requires static org.jspecify;
    requires java.net.http;
    requires java.sql;
    requires org.slf4j;

    exports io.github.iothubsdk.provisioning;
    exports io.github.iothubsdk.provisioning.model;
    exports io.github.iothubsdk.provisioning.spi;
    exports io.github.iothubsdk.provisioning.wire;

    // Records of the wire and of the journal, to this product's own reader and to no library.
    opens io.github.iothubsdk.provisioning.internal.flow to
            io.github.iothubsdk.core;
    opens io.github.iothubsdk.provisioning.internal.gateway to
            io.github.iothubsdk.core;
    opens io.github.iothubsdk.provisioning.internal.journal to
            io.github.iothubsdk.core;
    opens io.github.iothubsdk.provisioning.internal.step to
            io.github.iothubsdk.core;
}
