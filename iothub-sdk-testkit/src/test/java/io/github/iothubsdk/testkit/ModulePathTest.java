package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The extension and the kits work in a module that requires nothing but the testkit. */
@Timeout(120)
class ModulePathTest {

    private static final List<String> NEEDED = List.of(
            "iothub-sdk-core",
            "iothub-sdk-simulator",
            "iothub-sdk-provisioning",
            "iothub-sdk-testkit",
            "gson-",
            "slf4j-api-",
            "okhttp-jvm-",
            "mockwebserver3-",
            "okio-jvm-",
            "kotlin-stdlib-",
            "junit-",
            "opentest4j-",
            "apiguardian-api-",
            "assertj-core-",
            "byte-buddy-");

    private static final String TESTS = """
            package user;

            import io.github.iothubsdk.core.time.TimeSource;
            import io.github.iothubsdk.provisioning.*;
            import io.github.iothubsdk.provisioning.spi.Journal;
            import io.github.iothubsdk.simulator.Simulator;
            import io.github.iothubsdk.testkit.*;
            import io.github.iothubsdk.testkit.conformance.JournalConformance;
            import java.time.Duration;
            import org.junit.jupiter.api.Test;

            class Tests {
                static class OfAJournal extends JournalConformance {
                    private final Journal journal = Journals.inMemory();

                    @Override
                    protected Journal open(TimeSource clock) {
                        return journal;
                    }
                }

                @IotHubCloud
                static class OfACloud {
                    @Test
                    void buys(Simulator cloud, ProvisioningClient client) {
                        client.create(DemoRequest.of("plant-7").build(), Duration.ofHours(1));
                        IotHubAssertions.assertThat(cloud).hasOneOrder().paidOnce().runs("plant-7");
                    }
                }
            }
            """;

    private static final String MAIN = """
            package user;

            import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

            import java.io.PrintWriter;
            import org.junit.platform.launcher.core.*;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

            class Main {
                public static void main(String[] args) {
                    var heard = new SummaryGeneratingListener();
                    LauncherFactory.create().execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Tests.OfAJournal.class), selectClass(Tests.OfACloud.class))
                                    .build(),
                            heard);
                    var summary = heard.getSummary();
                    summary.printFailuresTo(new PrintWriter(System.out));
                    System.out.println(Main.class.getModule() + ": " + summary.getTestsSucceededCount() + " passed, "
                            + summary.getTestsFailedCount() + " failed");
                }
            }
            """;

    @Test
    void servesAModuleOfTheUsers(@TempDir Path directory) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("user"));
        Files.writeString(
                sources.resolve("module-info.java"),
                "module user { requires io.github.iothubsdk.testkit; requires org.junit.platform.launcher;"
                        + " opens user to org.junit.platform.commons; }");
        Files.writeString(sources.resolve("Tests.java"), TESTS);
        Files.writeString(sources.resolve("Main.java"), MAIN);
        String classes = directory.resolve("classes").toString();
        String path = modulePath();

        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "--module-path",
                                path,
                                "-d",
                                classes,
                                sources.resolve("module-info.java").toString(),
                                sources.resolve("Tests.java").toString(),
                                sources.resolve("Main.java").toString()))
                .isZero();
        assertThat(printed(
                        "--module-path",
                        path + File.pathSeparator + classes,
                        "--add-modules",
                        "org.junit.jupiter.engine",
                        "--module",
                        "user/user.Main"))
                .contains("module user: 44 passed, 0 failed");
    }

    private static String printed(String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String modulePath() {
        return Stream.of(Jvm.classPath().split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .filter(entry -> !entry.contains("junit-platform-testkit") && !entry.contains("archunit"))
                .filter(entry -> NEEDED.stream().anyMatch(each -> entry.contains(File.separator + each)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
