package io.github.iothubsdk.provisioning.internal.flow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose run it is: the account, as the service tells it, and the key that it was begun with.
 *
 * @param account null when the service does not tell it to this key
 * @param key a fingerprint of the access key
 */
public record Owner(@Nullable String account, String key) {

    /** One of the two is always known. */
    public Owner {
        Objects.requireNonNull(key);
    }

    /** Whether both are certainly the same account: by its id, or by the very key. */
    boolean isSameAs(Owner other) {
        return key.equals(other.key) || (account != null && account.equals(other.account));
    }

    /** What names are reserved for. */
    String id() {
        return account == null ? "key " + key : account;
    }

    @Override
    public String toString() {
        return account == null ? "the account of access key #" + key : "account " + account;
    }
}
