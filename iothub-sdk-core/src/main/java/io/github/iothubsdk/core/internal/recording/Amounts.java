package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.internal.recording.Chance.Throws;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Amounts in the place of others: zero stays, and so do the sign, the digits before and after the point and the first of them
 * that is not 0. Equal ones stay equal, however they are written; different ones differ where their size leaves room. Not
 * thread-safe.
 */
final class Amounts {

    private static final Pattern AMOUNT = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,18})?");
    private static final int TRIES = 256;

    private final Chance chance;
    private final Map<BigDecimal, BigDecimal> replacements = new HashMap<>();
    private final Set<BigDecimal> taken = new HashSet<>();

    Amounts(Chance chance) {
        this.chance = chance;
    }

    /** The amount in its place, written as it was; empty when this is none, or one too many. */
    Optional<String> of(String written) {
        if (!AMOUNT.matcher(written).matches()) {
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(written);
        if (amount.signum() == 0) {
            return Optional.of(written);
        }
        BigDecimal shortest = amount.abs().stripTrailingZeros();
        BigDecimal value = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
        BigDecimal replacement = replacements.get(value);
        if (replacement == null) {
            if (replacements.size() >= Substitution.MOST) {
                return Optional.empty();
            }
            replacement = fresh(value);
            replacements.put(value, replacement);
        }
        String digits = replacement.setScale(amount.scale()).toPlainString();
        return Optional.of(amount.signum() < 0 ? "-" + digits : digits);
    }

    int size() {
        return replacements.size();
    }

    private BigDecimal fresh(BigDecimal value) {
        String digits = value.unscaledValue().toString();
        if (digits.length() == 1) {
            return value; // there is only its first digit
        }
        BigDecimal other = value;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            BigDecimal candidate = candidate(digits, value.scale(), chance.of("amount " + value, attempt));
            boolean differs = candidate.compareTo(value) != 0;
            other = differs ? candidate : other;
            if (differs && taken.add(candidate)) {
                return candidate;
            }
        }
        return other; // all of this size are taken
    }

    /** The last digit behind the point is not 0, or it would be an amount of fewer digits. */
    private static BigDecimal candidate(String digits, int scale, Throws chance) {
        StringBuilder candidate = new StringBuilder(digits.substring(0, 1));
        for (int i = 1; i < digits.length(); i++) {
            int least = scale > 0 && i == digits.length() - 1 ? 1 : 0;
            candidate.append((char) ('0' + least + chance.below(10 - least)));
        }
        return new BigDecimal(new BigInteger(candidate.toString()), scale);
    }
}
