package io.github.iothubsdk.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page asked for: numbers from 1, sizes from 10 to 100 (published), anything else is 400.
 *
 * @param number -1 asks for everything where that is allowed
 */
record Page(int number, int size) {
    static final int EVERYTHING = -1;

    /** The rows of one page and what is told about them. */
    record Slice<T>(List<T> rows, int number, int size, int total) {
        int pages() {
            return (total + size - 1) / size;
        }
    }

    static Page of(Query query, int defaultSize) {
        return of(query.get("pageNumber"), query.get("pageSize"), defaultSize);
    }

    static Page of(@Nullable String number, @Nullable String size, int defaultSize) {
        return new Page(
                read("pageNumber", number, 1, 1, Integer.MAX_VALUE), read("pageSize", size, defaultSize, 10, 100));
    }

    /** RDS wants sizes in tens, and answers everything to page -1 (both published). */
    static Page ofRds(Query query) {
        int size = read("pageSize", query.get("pageSize"), 10, 10, 100);
        if (size % 10 != 0) {
            throw ApiError.invalid("Request parameter pageSize is '%d', expected a multiple of 10".formatted(size));
        }
        boolean everything = "-1".equals(query.get("pageNumber"));
        return new Page(
                everything ? EVERYTHING : read("pageNumber", query.get("pageNumber"), 1, 1, Integer.MAX_VALUE), size);
    }

    private static int read(String name, @Nullable String text, int absent, int least, int most) {
        if (text == null) {
            return absent;
        }
        int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw ApiError.invalid("Request parameter %s is '%s', expected one of [%d,%s]"
                    .formatted(name, text, least, most == Integer.MAX_VALUE ? "∞)" : most));
        }
        return value;
    }

    /** Cuts the page out; one past the end is the last page again, or empty when that is switched off. */
    <T> Slice<T> cut(List<T> rows, boolean repeatLast) {
        if (number == EVERYTHING) {
            return new Slice<>(rows, 1, Math.max(1, rows.size()), rows.size());
        }
        int last = Math.max(1, (rows.size() + size - 1) / size);
        int shown = repeatLast ? Math.min(number, last) : number;
        int from = (int) Math.min((long) (shown - 1) * size, rows.size());
        return new Slice<>(rows.subList(from, Math.min(from + size, rows.size())), shown, size, rows.size());
    }
}
