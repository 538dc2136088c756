package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;

/**
 * Told what happens, in order within a run; what it throws is logged and changes nothing.
 *
 * <p>On the caller's own thread, which waits for it, or, for {@code start}, on one of two that the process shares.
 * Must be quick, and thread-safe when several runs are under way.
 */
@FunctionalInterface
public interface ProvisioningListener {

    /** One event. */
    void on(ProvisioningEvent event);
}
