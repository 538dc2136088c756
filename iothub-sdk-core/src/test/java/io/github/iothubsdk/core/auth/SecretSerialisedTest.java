package io.github.iothubsdk.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonIOException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** A caller hands a secret, or what holds one, to something that writes whatever fields it finds. */
class SecretSerialisedTest {

    private static final String CANARY = "canary-7f3a";
    private static final Secret SECRET = Secret.of(CANARY);

    private record Settings(String name, Secret password) {}

    @SuppressWarnings("UnusedVariable") // a serialiser reads them
    private static final class Holder {
        final Secret password = SECRET;
        final Map<String, Secret> more = Map.of("token", SECRET);
    }

    static Stream<Object> holders() {
        return Stream.of(
                SECRET,
                new Settings("plant-7", SECRET),
                new Holder(),
                Map.of("password", SECRET),
                List.of(SECRET),
                Credentials.of("AK", SECRET).secretKey());
    }

    @ParameterizedTest
    @MethodSource("holders")
    void isNotInTheJsonOfAGsonWithoutAdapters(Object holder) {
        assertThat(new Gson().toJson(holder)).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @MethodSource("holders")
    void isNotGivenToAGsonThatWritesTransientFieldsToo(Object holder) {
        Gson curious =
                new GsonBuilder().excludeFieldsWithModifiers(Modifier.STATIC).create();

        assertThatThrownBy(() -> curious.toJson(holder))
                .isInstanceOf(JsonIOException.class)
                .hasMessageNotContaining(CANARY);
    }

    @ParameterizedTest
    @MethodSource("holders")
    void isNotInTheJsonOfJackson(Object holder) {
        assertThat(new ObjectMapper().writeValueAsString(holder)).doesNotContain(CANARY);
        assertThat(fieldByField().writeValueAsString(holder)).doesNotContain(CANARY);
    }

    @Test
    void isNotInTheJsonOfCredentialsNorIsTheToken() {
        Credentials credentials = Credentials.of("AK", SECRET, Secret.of("canary-token"));

        assertThat(new ObjectMapper().writeValueAsString(credentials))
                .contains("AK")
                .doesNotContain("canary");
        assertThat(fieldByField().writeValueAsString(credentials))
                .contains("AK")
                .doesNotContain("canary");
        // Gson itself knows no Optional, and says so.
        assertThatThrownBy(() -> new Gson().toJson(credentials)).hasMessageNotContaining("canary");
    }

    @Test
    void isNotWrittenByJavasOwnSerialization() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            for (Object holder : List.of(new HashMap<>(Map.of("password", SECRET)), Credentials.of("AK", SECRET))) {
                assertThatThrownBy(() -> out.writeObject(holder)).isInstanceOf(NotSerializableException.class);
            }
        }
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
    }

    @Test
    void isNotReachedThroughAnyFieldThatCanBeOpened() throws IllegalAccessException {
        Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        walk(Credentials.of("AK", SECRET, SECRET), reached);

        assertThat(reached).hasAtLeastOneElementOfType(Secret.class).contains("AK");
        assertThat(reached.stream().map(String::valueOf)).noneMatch(said -> said.contains(CANARY));
    }

    @Test
    void saysWhatBecameOfItWhenItIsReadBack() {
        Secret empty = new Gson().fromJson(new Gson().toJson(SECRET), Secret.class);

        assertThat(empty).hasToString("******");
        assertThatThrownBy(empty::reveal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This secret was made by a deserialiser, and no serialiser is given its text."
                        + " Make it with Secret.of.");
    }

    private static ObjectMapper fieldByField() {
        return JsonMapper.builder()
                .changeDefaultVisibility(
                        all -> all.withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY))
                .build();
    }

    /** Every field of every object, transient or not, as far as Java lets anybody look without being told to. */
    private static void walk(Object object, Set<Object> reached) throws IllegalAccessException {
        if (!reached.add(object)) {
            return;
        }
        if (object instanceof Optional<?> optional && optional.isPresent()) {
            walk(optional.get(), reached);
        }
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && opened(field)) {
                    Object value = field.get(object);
                    if (value != null) {
                        walk(value, reached);
                    }
                }
            }
        }
    }

    private static boolean opened(Field field) {
        try {
            field.setAccessible(true);
            return true;
        } catch (InaccessibleObjectException e) {
            return false;
        }
    }
}
