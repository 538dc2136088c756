package io.github.iothubsdk.core.internal.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Constants by their names, without reflection on their fields; a word that is none of them is null. */
final class EnumFactory implements TypeAdapterFactory {

    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<? super T> raw = type.getRawType();
        return raw.isEnum() ? new EnumAdapter<>(raw) : null;
    }

    private static final class EnumAdapter<T> extends TypeAdapter<@Nullable T> {
        private final Map<String, T> constants = new HashMap<>();

        @SuppressWarnings("unchecked") // the constants of an enum are of its type
        EnumAdapter(Class<? super T> type) {
            for (Object constant : type.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name(), (T) constant);
            }
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            out.value(value == null ? null : ((Enum<?>) value).name());
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            return constants.get(in.nextString());
        }
    }
}
