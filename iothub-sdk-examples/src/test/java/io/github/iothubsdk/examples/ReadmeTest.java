package io.github.iothubsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what is in the project, and it works. */
@Timeout(120)
class ReadmeTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path EXAMPLE = Path.of("src/main/java/io/github/iothubsdk/examples/CreateAnInstance.java");

    private static final Set<String> SUPPORT = Set.of("DemoCloud.java", "EventPrinter.java");

    @TempDir
    Path directory;

    @Test
    void showsTheExampleAsItIs() throws IOException {
        String source = Files.readString(EXAMPLE);
        String body = source.substring(source.indexOf("        var builder"), source.lastIndexOf("    }\n}"));

        assertThat(Files.readString(PROJECT.resolve("README.md")))
                .contains(body.stripTrailing().stripIndent());
    }

    @Test
    void linksTenExamplesWithTheQuestionThatEachAnswers() throws IOException {
        assertThat(examples())
                .hasSize(10)
                .allSatisfy(row -> assertThat(Files.readString(PROJECT.resolve(row.group(3))))
                        .contains("class " + row.group(2) + " ")
                        .contains("/** " + row.group(1))
                        .contains("void main(String[] args)"));
    }

    @Test
    void everyExampleIsShort() throws IOException {
        List<Path> packages = examples().stream()
                .map(row -> PROJECT.resolve(row.group(3)).getParent())
                .distinct()
                .toList();
        for (Path directoryOfPackage : packages) {
            try (Stream<Path> files = Files.list(directoryOfPackage)) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(file ->
                                        !SUPPORT.contains(file.getFileName().toString())))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(80));
            }
        }
    }

    private static List<MatchResult> examples() throws IOException {
        return Pattern.compile("\\| (.*\\?) \\| \\[`(\\w+)`]\\((.*\\.java)\\)")
                .matcher(Files.readString(PROJECT.resolve("README.md")))
                .results()
                .toList();
    }

    @Test
    void namesTheVersionOfTheProject() throws IOException {
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        String version = pom.replaceAll("(?s).*?<version>(.*?)</version>.*", "$1");

        assertThat(Files.readString(PROJECT.resolve("README.md"))).contains("<version>" + version + "</version>");
    }

    /** Every user of the machine can read the arguments of a process, -D among them. */
    @Test
    void teachesNobodyToGiveASecretAsAnArgument() throws IOException {
        var taught = Pattern.compile(
                "(?i)-D[\\w.]*(password|secret)|--[\\w.-]*(password|secret[\\w-]*)=|getProperty\\(\"[^\"]*(password|secret)");
        List<Path> pages = new ArrayList<>();
        for (String place : List.of(
                "README.md",
                "CONTRIBUTING.md",
                "docs",
                ".ci",
                "iothub-sdk-examples/src/main",
                "iothub-sdk-cli/src/main")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(place))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".png"))
                        .forEach(pages::add);
            }
        }

        assertThat(pages)
                .hasSizeGreaterThan(50)
                .allSatisfy(page -> assertThat(
                                taught.matcher(Files.readString(page)).results().map(MatchResult::group))
                        .isEmpty());
    }

    @Test
    void theExampleCreatesAnInstanceAsAProgram() throws IOException, InterruptedException {
        try (Simulator cloud = Simulator.builder()
                .preparing(Duration.ZERO)
                .building(Duration.ofMillis(50))
                .start()) {
            cloud.demoAccount();
            String printed = runExample(cloud.endpoint().toString(), Demo.SECRET_KEY);

            assertThat(printed).contains("runs;").contains("cost CNY 0.00").doesNotContain(Demo.DB_PASSWORD);
            assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void theExampleTellsAWrongSecretFromEverythingElse() throws IOException, InterruptedException {
        try (Simulator cloud = Simulator.builder().start()) {
            cloud.demoAccount();

            assertThat(runExample(cloud.endpoint().toString(), "wrong"))
                    .contains("the credentials are accepted")
                    .contains("Check the access key and the secret key");
            assertThat(cloud.ledger().writes()).isZero();
        }
    }

    @Test
    void theQuickstartEndsWithTheLedger() throws IOException, SQLException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        QuickStart.run(new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();

        assertThat(lines).anyMatch(line -> line.contains("PASSED")).noneMatch(line -> line.contains("FAILED"));
        assertThat(lines).anyMatch(line -> line.contains("36 statements, 12 tables"));
        assertThat(lines).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    private String runExample(String endpoint, String secretKey) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        CreateAnInstance.class.getName(),
                        endpoint)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment()
                .putAll(Map.of(
                        "JDCLOUD_ACCESS_KEY",
                        Demo.ACCESS_KEY,
                        "JDCLOUD_SECRET_KEY",
                        secretKey,
                        "IOTHUB_DB_PASSWORD",
                        Demo.DB_PASSWORD));
        assertThat(process.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
