package io.github.iothubsdk.core.auth;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Nonces that look like random UUIDs. Thread-safe. 48 bits count from a random start: none repeats in a process. 62 bits
 * are drawn afresh for each: none repeats in another process, a copy of this one from a machine's snapshot included.
 */
final class Nonces {

    private static final long VERSION_4 = 0x4000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();
    private final AtomicLong count = new AtomicLong(random.nextLong());

    /** Draws half of what {@link UUID#randomUUID} does, which is nearly all that one costs. */
    String next() {
        byte[] drawn = new byte[Long.BYTES];
        random.nextBytes(drawn);
        long fresh = ByteBuffer.wrap(drawn).getLong();
        return new UUID(count.getAndIncrement() << 16 | VERSION_4, fresh >>> 2 | VARIANT).toString();
    }
}
