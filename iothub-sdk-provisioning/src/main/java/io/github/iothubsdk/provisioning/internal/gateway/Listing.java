package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.error.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A list that the service gives page by page, each row once.
 *
 * @param byKey the rows by what tells them apart, in the service's order
 * @param missing how many more the service counts than it shows, as while it is between two states
 * @param pages how many calls it took
 */
public record Listing<R>(Map<String, R> byKey, int missing, int pages) {

    static final int PAGE = 100;
    /** No page is shorter than this unless it is the last (published bounds of the page size). */
    private static final int LEAST_PAGE = 10;

    private static final int MOST_PASSES = 4;
    /** Of one pass, in memory: 25,000 usual rows. */
    private static final long MOST_BYTES = 32 << 20;
    /** What a row takes besides its texts. */
    private static final int ROW = 500;

    /**
     * One page.
     *
     * @param counted how many rows there are on all pages, when the service says
     * @param useless rows that do not say what they are, and that the service does not count
     */
    record Page<R>(List<R> rows, OptionalInt counted, int useless) {
        /** Whether this is the whole list: so short, and counted as such, that it cannot be one page of a longer one. */
        boolean isAll() {
            return rows.size() < LEAST_PAGE && counted.equals(OptionalInt.of(rows.size()));
        }
    }

    /** The rows, in the service's order. */
    public List<R> rows() {
        return List.copyOf(byKey.values());
    }

    /**
     * One pass over all pages, which ends when all that the service counts are there, or when a page brings nothing new.
     *
     * @return empty when there are more pages than this, or more on them than is kept in memory
     */
    static <R> Optional<Listing<R>> read(IntFunction<Page<R>> page, Function<R, String> key, int mostPages) {
        return read(page, key, mostPages, false);
    }

    /**
     * A pass that may prove that something is not there: what a page counts may be its own rows, and the page size that a
     * service keeps to is not published, so that only a page that brings nothing new ends it.
     *
     * @return empty when there are more pages than this, or more on them than is kept in memory
     */
    static <R> Optional<Listing<R>> readToTheEnd(IntFunction<Page<R>> page, Function<R, String> key, int mostPages) {
        return read(page, key, mostPages, true);
    }

    private static <R> Optional<Listing<R>> read(
            IntFunction<Page<R>> page, Function<R, String> key, int mostPages, boolean toTheEnd) {
        Map<String, R> found = new LinkedHashMap<>();
        long size = 0;
        for (int number = 1; number <= mostPages; number++) {
            Page<R> answer = page.apply(number);
            size += number == 1 ? 0 : size(answer.rows()); // one page is bounded as an answer
            if (size > MOST_BYTES) {
                return Optional.empty();
            }
            int before = found.size();
            answer.rows().forEach(row -> found.put(key.apply(row), row));
            int missing = Math.max(0, answer.counted().orElse(0) - found.size()) + answer.useless();
            boolean all = answer.counted().isPresent() && missing == 0 && (!toTheEnd || found.size() < LEAST_PAGE);
            if (all || found.size() == before) {
                return Optional.of(new Listing<>(found, missing, number));
            }
        }
        return Optional.empty();
    }

    /** What rows take in memory, about and at the most. */
    private static long size(List<?> rows) {
        return rows.stream()
                .mapToLong(row -> ROW + 2L * String.valueOf(row).length())
                .sum();
    }

    /** Whether the list is so short that it cannot be one page of a longer one. */
    boolean isShort() {
        return pages == 1 && missing == 0 && byKey.size() < LEAST_PAGE;
    }

    /**
     * A list as proof that something is not in it: it shows all that it counts, and unless it is short, two passes to its
     * end show the same rows, since a row is passed over when one before it goes away between two pages.
     *
     * @param pass one to the end
     * @throws ApiException.Unreachable when it does not, or not yet
     */
    static <R> Listing<R> whole(String what, Listing<R> first, Supplier<Listing<R>> pass) {
        Listing<R> seen = first;
        for (int passes = 1; passes < MOST_PASSES; passes++) {
            seen.requireAll(what);
            if (seen.isShort()) {
                return seen;
            }
            Set<String> before = seen.byKey.keySet();
            seen = pass.get();
            if (seen.missing == 0 && seen.byKey.keySet().equals(before)) {
                return seen;
            }
        }
        throw unsettled("The " + what + " changes while it is read.");
    }

    /** Throws when the service does not show all that it counts. */
    void requireAll(String what) {
        if (missing > 0) {
            throw unsettled(
                    "The " + what + " shows " + byKey.size() + " rows and counts " + (byKey.size() + missing) + ".");
        }
    }

    /** There is more than is read. */
    static ApiException tooLong(String what) {
        return unsettled("The " + what + " does not end: it has more pages, or more on them, than any account's.");
    }

    /** What it shows proves nothing yet. */
    static ApiException unsettled(String why) {
        return new ApiException.Unreachable(why, null, null, false);
    }
}
