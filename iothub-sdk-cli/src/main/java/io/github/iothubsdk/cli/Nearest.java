package io.github.iothubsdk.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** The word that somebody most likely meant, by how many letters must change to make one of the other. */
final class Nearest {

    private Nearest() {}

    /** The nearest of these, however far it is; empty when there are none. */
    static Optional<String> to(String word, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(each -> distance(word, each)));
    }

    /** The nearest of these, unless more letters must change than this. */
    static Optional<String> within(int most, String word, Collection<String> known) {
        return to(word, known).filter(each -> distance(word, each) <= most);
    }

    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
