package io.github.iothubsdk.core.internal.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An Optional as its value or null; Gson has none of its own, and a missing one is null in the record. */
final class OptionalFactory implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked") // the raw type is Optional, so T is Optional of the adapter's type
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() != Optional.class || !(type.getType() instanceof ParameterizedType optional)) {
            return null;
        }
        TypeAdapter<?> value = gson.getAdapter(TypeToken.get(optional.getActualTypeArguments()[0]));
        return (TypeAdapter<T>) new OptionalAdapter<>(value);
    }

    private static final class OptionalAdapter<E> extends TypeAdapter<Optional<E>> {
        private final TypeAdapter<E> value;

        OptionalAdapter(TypeAdapter<E> value) {
            this.value = value;
        }

        @Override
        public void write(JsonWriter out, Optional<E> optional) throws IOException {
            if (optional.isPresent()) {
                value.write(out, optional.get());
            } else {
                out.nullValue();
            }
        }

        @Override
        public Optional<E> read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return Optional.empty();
            }
            return Optional.of(value.read(in));
        }
    }
}
