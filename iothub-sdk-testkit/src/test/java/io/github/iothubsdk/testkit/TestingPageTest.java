package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/testing.md shows tests of this module word for word; {@code -Dtesting.page=write} writes the classics there. */
class TestingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "testing.md");
    private static final Path TESTS = Path.of("src/test/java/io/github/iothubsdk/testkit");
    private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)\n```");
    private static final int LONGEST_CLASSIC = 10;

    private static List<String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(PAGE))
                .results()
                .map(snippet -> snippet.group(1))
                .toList();
    }

    private static String classics() throws IOException {
        String source = Files.readString(TESTS.resolve("FiveClassicsTest.java"));
        return source.substring(source.indexOf("// begin\n") + 9, source.indexOf("    // end"))
                .stripTrailing()
                .stripIndent();
    }

    @Test
    void showsTheFiveClassicsWordForWord() throws IOException {
        if ("write".equals(System.getProperty("testing.page"))) {
            String page = Files.readString(PAGE);
            int heading = page.indexOf("## The five classics");
            int begin = page.indexOf("```java\n@Test", heading) + 8;
            int end = page.indexOf("\n```", begin);
            Files.writeString(PAGE, page.substring(0, begin) + classics() + page.substring(end));
        }
        assertThat(snippets()).contains(classics());
    }

    @Test
    void showsNothingThatIsNotInATest() throws IOException {
        Set<String> sources = new TreeSet<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        assertThat(snippets())
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(snippet -> assertThat(Stream.of(0, 4, 8).map(snippet::indent))
                        .anyMatch(indented -> sources.stream()
                                .anyMatch(source -> blankless(source).contains(blankless(indented)))));
    }

    /** Empty lines are not indented. */
    private static String blankless(String text) {
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    @Test
    void hasClassicsOfTenLinesEach() throws IOException {
        List<String> tests = Stream.of(classics().split("\n\n@Test\n")).toList();
        assertThat(tests).hasSize(5);
        assertThat(tests)
                .allSatisfy(test -> assertThat(test.lines()
                                .filter(line -> !line.isBlank() && !line.equals("@Test"))
                                .count())
                        .isLessThanOrEqualTo(LONGEST_CLASSIC));
    }

    @ParameterizedTest
    @ValueSource(classes = {IotHubCloud.class, CloudAssert.class, Finding.class})
    void namesEveryAttributeAssertionAndFinding(Class<?> type) throws IOException {
        String page = Files.readString(PAGE);
        List<String> names = type.isEnum()
                ? Stream.of(Finding.values()).map(Finding::name).toList()
                : Stream.of(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !name.startsWith("lambda"))
                        .distinct()
                        .toList();
        assertThat(names)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(name -> assertThat(page).containsPattern("`[^`]*\\b" + name + "\\b"));
    }

    @Test
    void beginsWithTheVersionsOfThisBuild() throws IOException {
        String page = Files.readString(PAGE);
        String build = Files.readString(Path.of("..", "pom.xml"));
        assertThat(build)
                .contains("<junit.version>" + first(page, "junit-bom</artifactId>\\s*<version>([^<]+)"))
                .contains("<surefire.version>" + first(page, "surefire-plugin</artifactId>\\s*<version>([^<]+)"));
    }

    private static String first(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** What follows a dot is named by what is before it. */
    @Test
    void listsWhatItsSnippetsImport() throws IOException {
        String page = Files.readString(PAGE);
        String listed = page.substring(
                page.indexOf("What the snippets of this page import"), page.indexOf("## What a test gets"));
        Set<String> used = new TreeSet<>();
        for (String snippet : snippets()) {
            String code = snippet.replaceAll("\"[^\"]*\"|//[^\n]*", "");
            Pattern.compile("(?<![.\\w])[A-Z][a-z]\\w*")
                    .matcher(code)
                    .results()
                    .forEach(found -> used.add(found.group()));
        }
        used.removeIf(name -> name.endsWith("Conformance") || (name.endsWith("Test") && !name.equals("Test")));
        used.removeAll(Set.of("Exception", "Override"));
        assertThat(used)
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(listed).containsPattern("[`.]" + name + "\\b"));
    }
}
