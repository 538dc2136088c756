package io.github.iothubsdk.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flattened filters of a query: {@code filters.1.name=vpcId&filters.1.operator=eq&filters.1.values.1=x}.
 *
 * <p>Operators eq (default), in, ne and like are understood; several values mean any of them. A filter that the route
 * does not document answers 400 (INFERRED).
 */
record Filters(List<Filter> filters) {
    private static final Pattern KEY = Pattern.compile("filters\\.(\\d{1,3})\\.(name|operator|values\\.\\d{1,3})");

    /** One filter; its parts arrive one by one. */
    static final class Filter {
        private String name = "";
        private String operator = "eq";
        private final List<String> values = new ArrayList<>();

        private void add(String part, String value) {
            switch (part) {
                case "name" -> name = value;
                case "operator" -> operator = value;
                default -> values.add(value);
            }
        }

        private boolean matches(String field) {
            return switch (operator) {
                case "eq", "in" -> values.contains(field);
                case "ne" -> !values.contains(field);
                case "like" -> values.stream().anyMatch(field::contains);
                default ->
                    throw ApiError.invalid(
                            "Request parameter operator is '%s', expected one of [eq,in,ne,like]".formatted(operator));
            };
        }
    }

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
