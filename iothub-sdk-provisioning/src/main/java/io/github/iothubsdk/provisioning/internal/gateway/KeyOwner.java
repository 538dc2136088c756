package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whose the access key is that calls are signed with now; asked once for each key. Thread-safe. */
public final class KeyOwner {

    /** What describeUser tells may serve the preflight of the same moment. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final int FINGERPRINT = 12;

    /**
     * The owner of a key.
     *
     * @param account empty when describeUser is denied to the key
     * @param key a fingerprint of the access key, which is not secret, for those who may not ask for the account
     */
    public record Owned(Optional<String> account, String key) {}

    private record Asked(AccountApi.User user, long at) {}

    private final PinnedCredentials credentials;
    private final AccountApi accounts;
    private final TimeSource timeSource;
    private final Map<String, Owned> known = new ConcurrentHashMap<>();
    private final Map<String, Asked> users = new ConcurrentHashMap<>();

    /** Asks with these credentials. */
    public KeyOwner(PinnedCredentials credentials, AccountApi accounts, TimeSource timeSource) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.timeSource = timeSource;
    }

    /** From now on the calls of this thread are signed with the credentials of now, until {@link #unpin}. */
    public void pin() {
        credentials.pin();
    }

    /** Lets the provider be asked again. */
    public void unpin() {
        credentials.unpin();
    }

    /** A fingerprint of the key that would be used now. */
    public String fingerprint() {
        return sha256(accessKey()).substring(0, FINGERPRINT);
    }

    /**
     * Whose the key is; one that was asked for before is not asked for again.
     *
     * @throws ApiException when that cannot be told now
     */
    public Owned ask(Deadline deadline) {
        String key = accessKey();
        Owned before = known.get(key);
        if (before != null) {
            return before;
        }
        Owned owned = new Owned(account(deadline), sha256(key).substring(0, FINGERPRINT));
        if (!accessKey().equals(key)) {
            throw new ApiException.Unreachable(
                    "The credentials changed while their owner was asked for.", null, null, false);
        }
        known.put(key, owned);
        return owned;
    }

    private Optional<String> account(Deadline deadline) {
        try {
            return user(deadline).account();
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.DENIED) || e.proves(Reason.ROUTE_CLOSED)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** describeUser, asked no longer than a moment ago. */
    public AccountApi.User user(Deadline deadline) {
        String key = accessKey();
        Asked asked = users.get(key);
        if (asked == null || timeSource.nanos() - asked.at() > FRESH.toNanos()) {
            asked = new Asked(accounts.user(deadline), timeSource.nanos());
            users.put(key, asked);
        }
        return asked.user();
    }

    private String accessKey() {
        return credentials.require().accessKey();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
