package io.github.iothubsdk.simulator;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An account in somebody's hands: of no use once the cloud has it no longer. */
record Held(CloudState cloud, AccountState account) {
    /** Does what may change the account, or what it has. */
    <T extends @Nullable Object> T locked(Supplier<T> action) {
        return look(() -> {
            cloud.touch();
            return action.get();
        });
    }

    /** Does what may change the account, or what it has. */
    void locked(Runnable action) {
        locked(() -> {
            action.run();
            return null;
        });
    }

    /**
     * Looks at the account, or what it has.
     *
     * @throws IllegalStateException when it was there before a reset
     */
    <T extends @Nullable Object> T look(Supplier<T> action) {
        return cloud.look(() -> {
            Key first = cloud.key(account.accessKey);
            if (first == null || first.account != account) {
                throw new IllegalStateException(
                        "this account was there before reset(); ask the simulator for it again");
            }
            return action.get();
        });
    }
}
