package io.github.iothubsdk.spring;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;

/** What sees each event and each send of the client, where the application has what it writes to. */
interface Telemetry {

    /** Whether the application has it. */
    boolean isThere();

    /** What is told the events. */
    ProvisioningListener listener();

    /** What sees each send. */
    HttpTransport around(HttpTransport next);

    /** Looks at the client's journal from time to time; default: not at all. */
    default void watch(ProvisioningClient client) {}
}
