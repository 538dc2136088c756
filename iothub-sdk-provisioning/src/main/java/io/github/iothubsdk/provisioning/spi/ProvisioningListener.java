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

    /**
     * Writes one readable line for each event to the SLF4J logger of this interface's name, each with the run's id: at INFO
     * what happens, at WARN what a person should know, at DEBUG looks, waiting and checks that passed. Never a secret.
     * Always the same object.
     */
    static ProvisioningListener logging() {
        return LoggingListener.ALL;
    }

    /**
     * The lines of {@link #logging()} about an order, a payment and an ending, and no others. A client writes them without being
     * asked, unless it has {@link #logging()}. Always the same object.
     */
    static ProvisioningListener loggingMoney() {
        return LoggingListener.MONEY;
    }
}
