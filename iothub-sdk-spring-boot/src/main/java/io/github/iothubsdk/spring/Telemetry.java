package io.github.iothubsdk.spring;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Listeners that see each send, too: metrics, or traces. Those of the application's are taken, or ours where it has none.
 *
 * <p>Ours steps back once more here: a bean of the application's whose method says no more than that it makes a listener is
 * not seen by a condition, and everything would be counted twice.
 *
 * @param ours the one that the starter makes, if any
 * @param around how one is put around a transport
 */
record Telemetry<L extends ProvisioningListener>(
        Class<L> kind, ObjectProvider<L> ours, BiFunction<L, HttpTransport, HttpTransport> around) {

    /** Those of all listeners that are used. */
    List<L> chosen(List<ProvisioningListener> all) {
        List<L> some = all.stream().filter(kind::isInstance).map(kind::cast).toList();
        L standard = ours.getIfAvailable();
        return some.size() < 2
                ? some
                : some.stream().filter(each -> each != standard).toList();
    }

    /** Whether it is of this kind, and not used. */
    boolean passesOver(ProvisioningListener listener, List<ProvisioningListener> all) {
        return kind.isInstance(listener) && chosen(all).stream().noneMatch(each -> each == listener);
    }

    /** Puts those that are used around the transport, whoever chooses it. */
    void apply(ProvisioningClientBuilder client, List<ProvisioningListener> all) {
        chosen(all).forEach(each -> client.aroundTransport(next -> around.apply(each, next)));
    }
}
