package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;

/**
 * Told what happens, on the run's own thread and in order; what it throws is logged and changes nothing.
 *
 * <p>Must be thread-safe when several runs are under way, and quick: the run waits for it.
 */
@FunctionalInterface
public interface ProvisioningListener {

    /** One event. */
    void on(ProvisioningEvent event);
}
