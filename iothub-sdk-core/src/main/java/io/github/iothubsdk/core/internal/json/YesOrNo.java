package io.github.iothubsdk.core.internal.json;

import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A yes or no as JSON has it; Gson takes any text but {@code true} for a no. */
final class YesOrNo extends TypeAdapter<@Nullable Boolean> {

    @Override
    public void write(JsonWriter out, @Nullable Boolean value) throws IOException {
        out.value(value);
    }

    @Override
    public @Nullable Boolean read(JsonReader in) throws IOException {
        return switch (in.peek()) {
            case NULL -> {
                in.nextNull();
                yield null;
            }
            case BOOLEAN -> in.nextBoolean();
            default -> throw new JsonSyntaxException("not a yes or no");
        };
    }
}
