package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.internal.recording.Chance.Throws;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts in the place of others, of the same shape: the same for the same, different for different, never itself. Holds for
 * one section of a recording. Not thread-safe.
 *
 * <p>Letters become letters of the same case, digits digits, what is not ASCII small letters; other characters stay, and so
 * does the prefix that says of which kind an id is. A text that is a whole number stays one. Short texts of one shape may be
 * more than there are replacements: then these get longer.
 */
final class Substitution {

    /** So many texts are enough for one section: what is kept of them has an end. */
    static final int MANY = 20_000;

    /** What one exchange brings above this has no replacement any more. */
    static final int MOST = 2 * MANY;

    /** In characters; longer ones are nobody's name. */
    static final int LONGEST = 1_000;

    /** How often a shape is tried before the replacement gets longer. */
    private static final int TRIES = 64;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    private final Chance chance;
    private final Map<String, String> replacements = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Substitution(Chance chance) {
        this.chance = chance;
    }

    /** The text in its place; for one that is too long, or one too many, only its length. A blank one tells nothing. */
    String of(String original) {
        if (original.isBlank()) {
            return original;
        }
        String known = replacements.get(original);
        if (known != null) {
            return known;
        }
        if (original.length() > LONGEST || replacements.size() >= MOST) {
            return Hidden.text(original);
        }
        String replacement = fresh(original);
        replacements.put(original, replacement);
        return replacement;
    }

    int size() {
        return replacements.size();
    }

    private String fresh(String original) {
        for (int attempt = 0; ; attempt++) {
            String candidate = candidate(original, chance.of(original, attempt), attempt / TRIES);
            if (!candidate.equals(original) && !KnownWords.isOfPath(candidate) && taken.add(candidate)) {
                return candidate;
            }
        }
    }

    private static String candidate(String original, Throws chance, int longer) {
        String prefix = KnownWords.prefix(original);
        String rest = original.substring(prefix.length());
        boolean number = WHOLE_NUMBER.matcher(original).matches();
        boolean marksOnly = rest.codePoints().noneMatch(c -> c >= 0x80 || isLetterOrDigit(c));
        StringBuilder text = new StringBuilder(prefix);
        rest.codePoints().forEach(c -> {
            boolean first = text.isEmpty() || text.charAt(text.length() - 1) == '-';
            text.append(marksOnly ? letter('a', chance) : inPlaceOf(c, number && first, chance));
        });
        for (int i = 0; i < longer; i++) {
            text.append(number ? digit(0, chance) : letter('a', chance));
        }
        return text.toString();
    }

    /** A number does not begin with a 0. */
    private static char inPlaceOf(int c, boolean leading, Throws chance) {
        if (c >= 0x80 || (c >= 'a' && c <= 'z')) {
            return letter('a', chance);
        }
        if (c >= 'A' && c <= 'Z') {
            return letter('A', chance);
        }
        return c >= '0' && c <= '9' ? digit(leading ? 1 : 0, chance) : (char) c;
    }

    private static char letter(char first, Throws chance) {
        return (char) (first + chance.below(26));
    }

    private static char digit(int least, Throws chance) {
        return (char) ('0' + least + chance.below(10 - least));
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
