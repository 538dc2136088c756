package io.github.iothubsdk.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flattened filters of a query: {@code filters.1.name=vpcId&filters.1.operator=eq&filters.1.values.1=x}.
 *
 * <p>Several values mean any of them. A filter that the route does not document, or an operator that there is not, answers 400
 * (INFERRED), whatever rows there are.
 */
record Filters(List<Filter> filters) {
    private static final Pattern KEY = Pattern.compile("filters\\.(\\d{1,3})\\.(name|operator|values\\.\\d{1,3})");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

    /**
     * The published operators, but for ge: the page prints gt in its place, a second time (INFERRED).
     *
     * <p>How lt, le, gt and ge compare is INFERRED: numbers by what they are worth, anything else as text, in which times of one
     * form are in order.
     */
    private enum Operator {
        EQ,
        NE,
        IN,
        LIKE,
        LT,
        LE,
        GT,
        GE;

        static Operator of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> ApiError.invalid("Request parameter operator is '%s', expected one of %s"
                            .formatted(
                                    word,
                                    Arrays.stream(values()).map(Operator::word).toList())));
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean matches(String field, List<String> values) {
            return switch (this) {
                case EQ, IN -> values.contains(field);
                case NE -> !values.contains(field);
                case LIKE -> values.stream().anyMatch(field::contains);
                case LT -> values.stream().anyMatch(value -> order(field, value) < 0);
                case LE -> values.stream().anyMatch(value -> order(field, value) <= 0);
                case GT -> values.stream().anyMatch(value -> order(field, value) > 0);
                case GE -> values.stream().anyMatch(value -> order(field, value) >= 0);
            };
        }

        private static int order(String field, String value) {
            boolean areNumbers =
                    NUMBER.matcher(field).matches() && NUMBER.matcher(value).matches();
            return areNumbers ? new BigDecimal(field).compareTo(new BigDecimal(value)) : field.compareTo(value);
        }
    }

    /** One filter; its parts arrive one by one. */
    static final class Filter {
        private String name = "";
        private Operator operator = Operator.EQ;
        private final List<String> values = new ArrayList<>();

        private void add(String part, String value) {
            switch (part) {
                case "name" -> name = value;
                case "operator" -> operator = Operator.of(value);
                default -> values.add(value);
            }
        }

        private boolean matches(String field) {
            return operator.matches(field, values);
        }
    }

    /** Reads those of a query. */
    static Filters of(Query query) {
        Map<String, Filter> byNumber = new TreeMap<>();
        for (Query.Pair pair : query.pairs()) {
            Matcher key = KEY.matcher(pair.name());
            if (key.matches()) {
                byNumber.computeIfAbsent(key.group(1), number -> new Filter()).add(key.group(2), pair.value());
            }
        }
        return new Filters(List.copyOf(byNumber.values()));
    }

    /** Returns the test of a row, given how each documented filter reads its field. */
    <T> Predicate<T> over(Map<String, Function<T, String>> fields) {
        Predicate<T> all = row -> true;
        for (Filter filter : filters) {
            Function<T, String> field = fields.get(filter.name);
            if (field == null) {
                throw ApiError.invalid("Request parameter filters.name is '%s', expected one of %s"
                        .formatted(
                                filter.name, fields.keySet().stream().sorted().toList()));
            }
            all = all.and(row -> filter.matches(field.apply(row)));
        }
        return all;
    }
}
