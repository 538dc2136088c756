package io.github.iothubsdk.provisioning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that lists ids and codes lists them all, and nothing else. */
class CodesPageTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/iothubsdk/provisioning");
    private static final Pattern CODE = Pattern.compile("Violation\\.of\\(\\s*\"([a-z-]+)\"");
    private static final Pattern CAUSE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Pattern ID = Pattern.compile("= of\\(\"([a-z-]+)\"\\)");
    private static final Pattern WORD = Pattern.compile("new Rule\\(\\s*\"([a-z-]+)\"");
    private static final Pattern OF_THE_FORM =
            Pattern.compile("\"([a-z]+(?:-[a-z]+)*-(?:shape|missing|long|accepted))\"");
    private static final Pattern BECAUSE = Pattern.compile("\\.because\\(\\s*\"([a-z-]+)\"\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z-]+`(?:, `[a-z-]+`)*) \\|");

    @Test
    void listsEveryIdAndCode() throws IOException {
        Set<String> used = found(CODE, all());
        String form = Files.readString(SOURCES.resolve("model/RequestRules.java"));
        found(WORD, form).forEach(word -> used.addAll(Set.of(word + "-missing", word + "-shape")));
        used.addAll(found(OF_THE_FORM, form));
        used.addAll(found(BECAUSE, all()));
        used.addAll(found(CAUSE, Files.readString(SOURCES.resolve("internal/check/Obstacle.java"))));
        Set<String> ids = found(ID, Files.readString(SOURCES.resolve("model/CheckId.java")));
        used.addAll(ids);

        Set<String> listed = found(ROW, Files.readString(Path.of("../docs/endings.md"))).stream()
                .flatMap(row -> Pattern.compile(", ").splitAsStream(row.replace("`", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ids).hasSizeGreaterThan(15);
        assertThat(listed).containsExactlyElementsOf(used);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String all() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
