package io.github.iothubsdk.core.internal.json;

import com.google.gson.Gson;
import com.google.gson.JsonIOException;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records by their components. This module reads them, so that no package has to be opened to Gson: a module opens the
 * packages of its formats to this one.
 */
final class RecordFactory implements TypeAdapterFactory {

    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<? super T> raw = type.getRawType();
        return raw.isRecord() ? new RecordAdapter<>(gson, raw) : null;
    }

    /** A component: its place in the constructor, and how it is got and written. */
    private record Part(int index, String name, Method accessor, TypeAdapter<Object> adapter) {}

    private static final class RecordAdapter<T> extends TypeAdapter<@Nullable T> {
        private final Class<? super T> type;
        private final Constructor<? super T> constructor;
        private final Map<String, Part> parts = new HashMap<>();
        private final Part[] inOrder;

        RecordAdapter(Gson gson, Class<? super T> type) {
            this.type = type;
            RecordComponent[] components = type.getRecordComponents();
            this.constructor = constructor(type, components);
            this.inOrder = new Part[components.length];
            for (int i = 0; i < components.length; i++) {
                inOrder[i] = part(gson, i, components[i]);
                parts.put(inOrder[i].name(), inOrder[i]);
            }
        }

        private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components) {
            try {
                Class<?>[] types =
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
                Constructor<T> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor;
            } catch (NoSuchMethodException e) {
                throw new AssertionError("every record has its canonical constructor", e);
            }
        }

        @SuppressWarnings("unchecked") // the adapter is asked for by the component's own type
        private static Part part(Gson gson, int index, RecordComponent component) {
            component.getAccessor().setAccessible(true);
            var adapter = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(component.getGenericType()));
            return new Part(index, component.getName(), component.getAccessor(), adapter);
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            if (value == null) {
                out.nullValue();
                return;
            }
            out.beginObject();
            for (Part part : inOrder) {
                Object component;
                try {
                    component = part.accessor().invoke(value);
                } catch (ReflectiveOperationException e) {
                    throw new JsonIOException("cannot read " + type.getSimpleName(), e);
                }
                out.name(part.name());
                part.adapter().write(out, component);
            }
            out.endObject();
        }

        /**
         * Words that the record does not have are passed over. What says one thing twice is not understood, and neither is what
         * leaves out a number or a yes or no that cannot be null: a claim that lost its {@code open} is not settled.
         */
        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            @Nullable Object[] values = new Object[inOrder.length];
            boolean[] told = new boolean[inOrder.length];
            in.beginObject();
            while (in.hasNext()) {
                Part part = parts.get(in.nextName());
                if (part == null) {
                    in.skipValue();
                } else if (told[part.index()]) {
                    throw new JsonSyntaxException(part.name() + " is there twice");
                } else {
                    told[part.index()] = true;
                    values[part.index()] = part.adapter().read(in);
                }
            }
            in.endObject();
            for (Part part : inOrder) {
                if (values[part.index()] == null
                        && part.accessor().getReturnType().isPrimitive()) {
                    throw new JsonSyntaxException(part.name() + " is missing");
                }
            }
            return make(values);
        }

        @SuppressWarnings("unchecked") // the constructor is that of T's own raw type
        private T make(@Nullable Object[] values) {
            try {
                return (T) constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new JsonSyntaxException("not a valid " + type.getSimpleName(), e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new JsonIOException("cannot make " + type.getSimpleName(), e);
            }
        }
    }
}
