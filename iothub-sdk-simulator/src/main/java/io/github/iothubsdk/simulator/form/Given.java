package io.github.iothubsdk.simulator.form;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a request said, read by its {@link Form}. */
public final class Given {
    private final Map<String, Object> values;

    Given(Map<String, Object> values) {
        this.values = values;
    }

    /** Whether it said something of this. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names of what it said. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    private <T> @Nullable T value(String name, Class<T> type) {
        return type.cast(values.get(name));
    }

    private <T> T required(String name, Class<T> type) {
        return requireNonNull(value(name, type), name);
    }

    private static <T> T or(@Nullable T value, T absent) {
        return value == null ? absent : value;
    }

    /** A text or a word that must be there. */
    public String text(String name) {
        return required(name, String.class);
    }

    /** A text or a word. */
    public String text(String name, String absent) {
        return or(value(name, String.class), absent);
    }

    /** A whole number that must be there. */
    public int whole(String name) {
        return required(name, Integer.class);
    }

    /** A whole number. */
    public int whole(String name, int absent) {
        return or(value(name, Integer.class), absent);
    }

    /** A flag. */
    public boolean flag(String name, boolean absent) {
        return or(value(name, Boolean.class), absent);
    }

    /** Yuan that must be there. */
    public String amount(String name) {
        return required(name, BigDecimal.class).toPlainString();
    }

    /** A duration that must be there. */
    public Duration duration(String name) {
        return required(name, Duration.class);
    }

    /** A moment that must be there. */
    public Instant instant(String name) {
        return required(name, Instant.class);
    }

    /** A list of texts or words; empty when it is not there. */
    public List<String> texts(String name) {
        return list(name, String.class);
    }

    /** A list of objects; empty when it is not there. */
    public List<Given> objects(String name) {
        return list(name, Given.class);
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<?> items = or(value(name, List.class), List.of());
        return items.stream().<T>map(type::cast).toList();
    }

    /** An object, if it is there. */
    public void ifObject(String name, Consumer<Given> use) {
        if (has(name)) {
            use.accept(required(name, Given.class));
        }
    }

    /** Does something if it said something of this. */
    public void ifGiven(String name, Consumer<String> use) {
        if (has(name)) {
            use.accept(name);
        }
    }
}
