package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What docs/cli.md shows is what the finished command prints. Runs after package; a class of its own, beside JarTest. */
@Timeout(300)
class JarTranscriptTest {

    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

    @Test
    void printsWhatItsDocumentationShows() throws Exception {
        var builder = new ProcessBuilder(DOCS.resolve("cli-transcript.sh").toString());
        builder.environment().keySet().removeIf(name -> name.matches("(JDCLOUD|IOTHUB|LC_|LANG|XDG_|JAVA).*"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = text(process.getInputStream());

        assertThat(text(process.getErrorStream())).isEmpty();
        assertThat(process.waitFor()).isZero();
        assertThat(out).isEqualTo(Files.readString(DOCS.resolve("cli.md")));
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
