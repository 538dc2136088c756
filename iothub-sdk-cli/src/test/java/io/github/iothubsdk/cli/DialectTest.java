package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No remedy tells somebody at a terminal to call a Java method. */
class DialectTest {

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*+)\"");
    private static final Pattern METHOD = Pattern.compile("\\b([a-z]+[A-Z]\\w*|[A-Z]\\w+\\.[a-z]\\w*)\\(");
    /** The command line always gives a journal and JDBC, never SSH, brings OkHttp, and checks amounts itself. */
    private static final Pattern PROGRAMMERS_ONLY = Pattern.compile(
            "A journal is required|one that does: schemaTransport|Call database|Give it as Money|hostKey|privateKey|checkTimeout|OkHttp is not there");

    @Test
    void hasAPhraseForEveryMethodThatTheLibraryNames() throws IOException {
        List<String> told = Stream.of("../iothub-sdk-provisioning/src/main/java", "../iothub-sdk-core/src/main/java")
                .map(Path::of)
                .flatMap(DialectTest::literals)
                .filter(text -> METHOD.matcher(text).find())
                .filter(text -> !PROGRAMMERS_ONLY.matcher(text).find())
                .toList();

        assertThat(told)
                .hasSizeGreaterThan(3)
                .allSatisfy(text -> assertThat(Dialect.of(whole(text))).doesNotContainPattern(METHOD));
    }

    /** A literal that goes on with a value, as it comes out. */
    private static String whole(String text) {
        return text.endsWith("(\"") ? text + "name-is-free\"))." : text;
    }

    private static Stream<String> literals(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(DialectTest::read).toList().stream()
                    .flatMap(source -> LITERAL.matcher(source.replaceAll("'\\\\?\"'|\"\\s*\\+\\s*\"", ""))
                            .results()
                            .map(found -> found.group(1).replace("\\\"", "\"")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
