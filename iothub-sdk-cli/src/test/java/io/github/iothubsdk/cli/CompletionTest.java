package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shells themselves make of the scripts. */
@Timeout(60)
class CompletionTest {

    private final Path home;
    private final Desk desk;

    CompletionTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(home.resolve("hub.yaml"), "");
        Files.writeString(home.resolve("other.yaml"), "");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private List<String> said(String shell, String program) throws Exception {
        Path script = home.resolve("completion." + shell);
        try (var out = Files.newOutputStream(script)) {
            assertThat(desk.run(out, out, "generate-completion", shell)).isZero();
        }
        Path commands = Files.writeString(home.resolve("commands"), program);
        Process process = new ProcessBuilder(shell, commands.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().map(String::strip).toList();
    }

    private static boolean has(String shell) {
        return Stream.of("/bin/", "/usr/bin/", "/usr/local/bin/")
                .anyMatch(path -> Files.isExecutable(Path.of(path + shell)));
    }

    /** Bash has broken the words at blanks and, unless somebody took that away, at the sign of equality. */
    @ParameterizedTest
    @CsvSource({
        "iothub|list|--output|j, json",
        "iothub|list|--output|=|j, json",
        "iothub|list|--output|=, text json",
        "iothub|list|--output=j, --output=json",
        "iothub|list|--output=, --output=text --output=json",
        "iothub|list|--file|h, hub.yaml",
        "iothub|list|--file|=|h, hub.yaml",
        "iothub|list|-f|=|h, hub.yaml",
        "iothub|list|--file=h, --file=hub.yaml",
        "iothub|list|--output|=|json|--file|=|h, hub.yaml",
        "iothub|list|--output=json|--file=h, --file=hub.yaml",
        "iothub|list|--output|=|json|--wat, --watch",
        "iothub|list|--dialect|=|iotC, iotCore2020",
        "iothub|preflight|--file=hub.yaml|--accept-t, --accept-terms",
        "iothub|li, list"
    })
    void completesAnOptionAndItsValueInBash(String words, String offered) throws Exception {
        List<String> all = List.of(words.split("\\|"));
        String program = """
                . ./completion.bash
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                COMP_LINE="${COMP_WORDS[*]}"
                registered=$(complete -p iothub)
                registered=${registered#*-F }
                ${registered%%%% *} iothub
                echo "${COMPREPLY[@]}"
                """.formatted("'" + String.join("' '", all) + "'", all.size() - 1);
        assertThat(said("bash", program)).last().isEqualTo(offered);
    }

    /** Zsh breaks words at blanks alone, and takes of what it is offered what begins as the whole word does. */
    @ParameterizedTest
    @CsvSource({
        "iothub|list|--output=j, --output=json",
        "iothub|list|--output|j, json",
        "iothub|list|--file=h, --file=hub.yaml",
        "iothub|list|--output=json|--file=h, --file=hub.yaml"
    })
    void completesAnOptionAndItsValueInZsh(String words, String offered) throws Exception {
        assumeThat(has("zsh")).isTrue();
        List<String> all = List.of(words.split("\\|"));
        String program = """
                autoload -U +X compinit && compinit -u -D
                autoload -U +X bashcompinit && bashcompinit
                . ./completion.zsh
                local -a COMP_WORDS COMPREPLY
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                COMP_LINE="${COMP_WORDS[*]}"
                PREFIX=${COMP_WORDS[-1]}
                compgen -F ${${_comps[iothub]#*-F }%%%% *} -- ${COMP_WORDS[-1]}
                """.formatted("'" + String.join("' '", all) + "'", all.size() - 1);
        assertThat(said("zsh", program))
                .filteredOn(word -> word.startsWith(all.get(all.size() - 1)))
                .containsExactly(offered);
    }

    @ParameterizedTest
    @CsvSource({
        "iothub list --output=j, --output=json",
        "iothub list --output j, json",
        "iothub list --file=h, --file=hub.yaml",
        "iothub list --output=json --file=h, --file=hub.yaml"
    })
    void completesAnOptionAndItsValueInFish(String line, String offered) throws Exception {
        assumeThat(has("fish")).isTrue();
        String program = "source completion.fish; complete -C '" + line + "'";
        assertThat(said("fish", program).stream().map(each -> each.replaceFirst("\t.*", "")))
                .containsExactly(offered);
    }
}
