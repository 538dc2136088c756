package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An OkHttp that is too old, or there by half, counts as none: it would fail in the middle of a call. */
class OkHttpPresenceTest {

    /** The class path of this test, but for one class. */
    private static final class Without extends URLClassLoader {
        private final String missing;

        Without(String missing) {
            super(
                    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Without::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
            this.missing = missing;
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals(missing)) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }

    /** The first came with OkHttp 4. */
    @ParameterizedTest
    @ValueSource(strings = {"okhttp3.OkHttp", "okio.Buffer"})
    void takesTheOtherClient(String missing) throws Exception {
        try (var loader = new Without(missing)) {
            Class<?> transports = loader.loadClass(HttpTransports.class.getName());
            var whatIsThere = transports.getDeclaredMethod("ofWhatIsThere", Duration.class);
            whatIsThere.setAccessible(true);
            assertThat(whatIsThere
                            .invoke(null, Duration.ofSeconds(1))
                            .getClass()
                            .getSimpleName())
                    .isEqualTo("JdkHttpTransport");
            var okHttp = transports.getMethod("okHttp", Duration.class);
            assertThat(catchThrowable(() -> okHttp.invoke(null, Duration.ofSeconds(1))))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no OkHttp 4 or newer");
        }
    }
}
