package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.form.Misfit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the admin interface does not do what it was asked. */
final class AdminError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    private final @Nullable String field;
    private final transient List<String> values;
    private final transient List<Head.Header> headers;

    private AdminError(
            int status, String message, @Nullable String field, List<String> values, List<Head.Header> headers) {
        super(message, null, false, false);
        this.status = status;
        this.field = field;
        this.values = values;
        this.headers = headers;
    }

    AdminError(int status, String message) {
        this(status, message, null, List.of(), List.of());
    }

    static AdminError of(Misfit unfit) {
        return new AdminError(400, String.valueOf(unfit.getMessage()), unfit.field(), unfit.values(), List.of());
    }

    static AdminError method(List<String> allowed) {
        String methods = String.join(", ", allowed);
        return new AdminError(405, "it takes " + methods, null, List.of(), List.of(new Head.Header("Allow", methods)));
    }

    List<Head.Header> headers() {
        return headers;
    }

    JsonObject json() {
        JsonArray listed = new JsonArray();
        values.forEach(listed::add);
        return Json.object(
                "error",
                new Row()
                        .with("message", getMessage())
                        .withIf(field != null, "field", field)
                        .withIf(!values.isEmpty(), "values", listed)
                        .json());
    }
}
