package io.github.iothubsdk.core.internal.words;

import java.util.ArrayList;
import java.util.Collection;
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

    /** What is known, and how each may be written, by its first character in lower case. */
    private record Known(Set<String> secrets, Map<Character, List<String>> written) {

        static Known of(Set<String> secrets) {
            Map<Character, List<String>> written = new HashMap<>();
            secrets.stream()
                    .flatMap(secret -> Spellings.of(secret).stream())
                    .distinct()
                    .forEach(each -> written.computeIfAbsent(lower(each.charAt(0)), c -> new ArrayList<>())
                            .add(each));
            return new Known(secrets, written);
        }

        Known with(Collection<String> more) {
            Set<String> all = new LinkedHashSet<>(secrets);
            all.removeAll(more);
            more.stream().filter(secret -> !secret.isBlank()).forEach(all::add);
            return of(new LinkedHashSet<>(List.copyOf(all).subList(Math.max(0, all.size() - MOST), all.size())));
        }

        /** Those that may begin with this character. */
        List<String> beginning(char c) {
            return written.getOrDefault(lower(c), List.of());
        }
    }

    private final ReentrantLock learning = new ReentrantLock();
    private volatile Known known = Known.of(Set.of());

    /** Knows nothing yet. */
    public KnownSecrets() {}

    /** Keeps these out from now on. */
    public void learn(Collection<String> secrets) {
        if (secrets.isEmpty() || known.secrets().containsAll(secrets)) {
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

    /** The end of the longest that begins here, as it is written or with any of its characters escaped. */
    private static int match(Known known, String text, int at) {
        int end = at;
        for (String each : known.beginning(text.charAt(at))) {
            end = Math.max(end, Math.max(match(each, text, at, false), match(each, text, at, true)));
        }
        Escape escape = Escape.at(text, at);
        for (String each : escape == null
                ? List.<String>of()
                : known.beginning(escape.character().charAt(0))) {
            end = Math.max(end, match(each, text, at, true));
        }
        return end;
    }

    /** What a secret holds itself may look escaped: so its characters are looked for first as they are, or first escaped. */
    private static int match(String each, String text, int at, boolean escaped) {
        int end = at;
        int matched = 0;
        while (matched < each.length() && end < text.length()) {
            boolean literal = lower(text.charAt(end)) == lower(each.charAt(matched));
            Escape escape = literal && !escaped ? null : Escape.at(text, end);
            if (escape != null && escape.isIn(each, matched)) {
                end = escape.end();
                matched += escape.character().length();
            } else if (literal) {
                end++;
                matched++;
            } else {
                break;
            }
        }
        if (matched == each.length()) {
            return each.length() >= SHORTEST || alone(text, at, end) ? end : at;
        }
        return matched >= TELLING && Escape.isCutOff(text, end) ? end : at;
    }

    private static boolean alone(String text, int from, int to) {
        return !word(text, from - 1) && !word(text, to);
    }

    private static boolean word(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private static char lower(char c) {
        return c < 0x80
                ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c)
                : Character.toLowerCase(Character.toUpperCase(c));
    }
}
