package io.github.iothubsdk.simulator.form;

import java.util.List;

/** A field that cannot be taken as it is. */
public final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient List<String> values;

    /** Makes one; values are those that the field may have, none when they cannot be listed. */
    public Misfit(String field, String message, List<String> values) {
        super(message, null, false, false);
        this.field = field;
        this.values = List.copyOf(values);
    }

    /** Makes one of a field whose values cannot be listed. */
    public Misfit(String field, String message) {
        this(field, message, List.of());
    }

    /** The field's name, with those of the objects around it: {@code databases[0].id}. */
    public String field() {
        return field;
    }

    /** Those it may have. */
    public List<String> values() {
        return values;
    }

    /** The same within another field. */
    Misfit within(String outer) {
        return new Misfit(outer + "." + field, String.valueOf(getMessage()), values);
    }
}
