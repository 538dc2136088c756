package io.github.iothubsdk.core.internal.words;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The secrets that a client was given, to keep them out of what others say: the one place that masks. Thread-safe.
 *
 * <p>What was learned stays, so that an answer that comes after credentials were refreshed is masked too; the newest 64.
 */
public final class KnownSecrets {

    private static final int MOST = 64;
    private static final int LONGEST = 2_000;

    /** What is shorter is masked only where it stands alone: it would mask half of every message. */
    private static final int SHORTEST = 4;

    /** The beginning of a secret that others have cut off is masked from this length on. */
    private static final int TELLING = 8;

    private static final String MASK = "******";

    /** What is known, and how each may be written, longest first, by its first character in lower case. */
    private record Known(Set<String> secrets, Map<Character, List<String>> written) {

        static Known of(Set<String> secrets) {
            Map<Character, List<String>> written = new HashMap<>();
            secrets.stream()
                    .flatMap(secret -> Spellings.of(secret).stream())
                    .distinct()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .forEach(each -> written.computeIfAbsent(first(each, 0), c -> new ArrayList<>())
                            .add(each));
            return new Known(secrets, written);
        }

        Known with(Collection<String> more) {
            Set<String> all = new LinkedHashSet<>(secrets);
            all.removeAll(more);
            more.stream().filter(secret -> !secret.isBlank()).forEach(all::add);
            return of(new LinkedHashSet<>(List.copyOf(all).subList(Math.max(0, all.size() - MOST), all.size())));
        }
    }

    private final ReentrantLock learning = new ReentrantLock();
    private volatile Known known = Known.of(Set.of());

    /** Knows nothing yet. */
    public KnownSecrets() {}

    /** Keeps these out from now on. */
    public void learn(Collection<String> secrets) {
        if (known.secrets().containsAll(secrets)) {
            return;
        }
        learning.lock();
        try {
            known = known.with(secrets);
        } finally {
            learning.unlock();
        }
    }

    /** Other people's words as a message of ours may carry them; cut after 2,000 characters. */
    public String quote(String foreign) {
        return quote(foreign, LONGEST);
    }

    /** The same, cut after so many characters. */
    public String quote(String foreign, int longest) {
        Known now = known;
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < foreign.length() && plain.length() <= longest) {
            int end = masked(now, foreign, at);
            if (end > at) {
                plain.append(MASK);
                at = end;
            } else {
                int c = foreign.codePointAt(at);
                at += Character.charCount(c);
                Plain.add(plain, c);
            }
        }
        return Plain.cut(plain, longest);
    }

    /** The text as it is, but for the secrets. */
    public String mask(String text) {
        Known now = known;
        StringBuilder masked = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = masked(now, text, at);
            masked.append(end > at ? MASK : text.substring(at, at + 1));
            at = Math.max(end, at + 1);
        }
        return masked.toString();
    }

    /** Where the secrets end that begin here, also those that begin in another; here when none does. */
    private static int masked(Known known, String text, int at) {
        int end = match(known, text, at);
        for (int inside = at + 1; inside < end; inside++) {
            end = Math.max(end, match(known, text, inside));
        }
        return end;
    }

    private static int match(Known known, String text, int at) {
        for (String each : known.written().getOrDefault(first(text, at), List.of())) {
            int end = at + each.length();
            if (text.regionMatches(true, at, each, 0, each.length())) {
                if (each.length() >= SHORTEST || alone(text, at, end)) {
                    return end;
                }
            } else if (each.length() > TELLING && text.regionMatches(true, at, each, 0, TELLING)) {
                end = at + TELLING;
                while (end < text.length() && text.regionMatches(true, end, each, end - at, 1)) {
                    end++;
                }
                if (end == text.length() || text.startsWith("...", end)) {
                    return end;
                }
            }
        }
        return at;
    }

    private static boolean alone(String text, int from, int to) {
        return !word(text, from - 1) && !word(text, to);
    }

    private static boolean word(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private static char first(String text, int at) {
        return Character.toLowerCase(Character.toUpperCase(text.charAt(at)));
    }
}
