package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.Deadline;

/** Whose the credentials are that calls are signed with now. Thread-safe. */
public interface Accounts {

    /**
     * The owner; asked of the service once for each key.
     *
     * @throws io.github.iothubsdk.core.error.ApiException when that cannot be told now
     */
    Owner ask(Deadline deadline);

    /** From now on the calls of this thread are signed with the credentials of now. */
    void pin();

    /** Ends {@link #pin}. */
    void unpin();

    /** The fingerprint of the key that would be used now. */
    String fingerprint();
}
