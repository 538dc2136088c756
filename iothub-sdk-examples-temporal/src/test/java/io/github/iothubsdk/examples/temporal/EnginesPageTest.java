package io.github.iothubsdk.examples.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page shows of the example is what is in the project. */
class EnginesPageTest {

    private static final Path PROGRAMS = Path.of("src/main/java/io/github/iothubsdk/examples/temporal");

    @ParameterizedTest
    @CsvSource({"HubWorkflowWithTimer, public String create(", "HubTurns, public Turn advance("})
    void showsTheMethodAsItIs(String program, String start) throws IOException {
        String source = Files.readString(PROGRAMS.resolve(program + ".java"));
        String fromIt = source.substring(source.indexOf("    " + start));
        String method = fromIt.substring(0, fromIt.indexOf("\n    }\n") + "\n    }\n".length());

        assertThat(Files.readString(Path.of("../docs/engines.md")))
                .contains("```java\n" + method.stripTrailing().stripIndent() + "\n```");
    }
}
