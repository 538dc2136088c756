package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import java.util.Optional;

/**
 * Credentials that stay the same on a thread from when their owner was looked at until the call is signed: a provider may
 * change its mind in between. Thread-safe.
 */
public final class PinnedCredentials implements CredentialsProvider {

    private final CredentialsProvider provider;
    private final ThreadLocal<Optional<Credentials>> pinned = ThreadLocal.withInitial(Optional::empty);

    /** Asks this provider. */
    public PinnedCredentials(CredentialsProvider provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Credentials> find() {
        Optional<Credentials> kept = pinned.get();
        return kept.isPresent() ? kept : provider.find();
    }

    @Override
    public String describe() {
        return provider.describe();
    }

    /** Keeps what the provider says now, for the calls of this thread. */
    public void pin() {
        pinned.set(Optional.of(provider.require()));
    }

    /** Asks again at each call of this thread. */
    public void unpin() {
        pinned.remove();
    }
}
