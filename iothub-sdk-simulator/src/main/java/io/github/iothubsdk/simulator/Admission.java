package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the gateway remembers of one account: nonces, and the calls of this minute. */
final class Admission {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Set<String> nonces = new HashSet<>();
    private final Deque<Used> byAge = new ArrayDeque<>();
    private Instant windowStart = Instant.MIN;
    private int calls;

    private record Used(String nonce, Instant forgetAt) {}

    /** Remembers a nonce for a time ("for a period" is all the wire says); false when it is known already. */
    boolean useNonce(String nonce, Instant now, Duration memory) {
        for (Used oldest = byAge.peek(); oldest != null && oldest.forgetAt.isBefore(now); oldest = byAge.peek()) {
            nonces.remove(byAge.remove().nonce);
        }
        if (!nonces.add(nonce)) {
            return false;
        }
        byAge.add(new Used(nonce, now.plus(memory)));
        return true;
    }

    /** Those that are known, each behind the moment when it is forgotten. */
    JsonArray nonces() {
        JsonArray known = new JsonArray();
        byAge.forEach(used -> known.add(used.forgetAt + " " + used.nonce));
        return known;
    }

    /** Knows these again. */
    void restore(List<String> known) {
        for (String line : known) {
            int blank = line.indexOf(' ');
            if (blank < 0) {
                throw new KeptJson.Unfit("nonces");
            }
            Used used = new Used(line.substring(blank + 1), Instant.parse(line.substring(0, blank)));
            nonces.add(used.nonce);
            byAge.add(used);
        }
    }

    /** Counts a call within a fixed minute; false when it is one too many. A limit of 0 is none. */
    boolean countCall(Instant now, int limit) {
        if (limit <= 0) {
            return true;
        }
        if (windowStart.equals(Instant.MIN) || !now.isBefore(windowStart.plus(WINDOW)) || now.isBefore(windowStart)) {
            windowStart = now;
            calls = 0;
        }
        return ++calls <= limit;
    }
}
