package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Simulator;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program on the module path, in a process of its own, with OkHttp, beside it and without it. */
@Timeout(60)
class ModulePathTest {

    private static final List<String> NEEDED = List.of("gson-", "slf4j-api-");
    private static final List<String> OKHTTP = List.of("okhttp-jvm-", "okio-jvm-", "kotlin-stdlib-");
    private static final String ON_THE_JDK = "HttpTransports.jdk(Duration.ofSeconds(5))";
    private static final String ON_OKHTTP = "HttpTransports.okHttp(Duration.ofSeconds(5))";
    private static final String BY_DEFAULT = "ofAClient()";

    private static final String PROGRAM = """
            package program;

            import io.github.iothubsdk.core.*;
            import io.github.iothubsdk.core.auth.*;
            import io.github.iothubsdk.core.http.*;
            import java.time.Duration;
            import java.util.List;

            public class Main {
                public static void main(String[] arguments) throws Exception {
                    var request = new HttpRequest("GET", arguments[0], "/", "", List.of(), new byte[0], "vpc",
                            "cn-north-1", Duration.ofSeconds(10));
                    try (HttpTransport transport = TRANSPORT) {
                        System.out.println("status " + transport.send(request).status());
                    } catch (RuntimeException e) {
                        System.out.println(e);
                    }
                    System.out.println("OkHttp " + ModuleLayer.boot().findModule("okhttp3").isPresent());
                }

                static HttpTransport ofAClient() {
                    var keys = CredentialsProvider.of(Credentials.of("AK", Secret.of("SK")));
                    new ApiClient(keys, ApiConfig.builder().build());
                    throw new IllegalStateException("a client came to be");
                }
            }
            """;

    private final Path home;

    ModulePathTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void theJdksTransportNeedsNoOkHttp() throws Exception {
        Path program = compiled(ON_THE_JDK, "", NEEDED);

        assertThat(run(program, NEEDED)).contains("status 200", "OkHttp false");
    }

    @Test
    void okHttpIsTheTransportOfAProgramThatRequiresIt() throws Exception {
        Path program = compiled(ON_OKHTTP, "requires okhttp3;", both());

        assertThat(run(program, both())).contains("status 200", "OkHttp true");
    }

    @Test
    void okHttpCanBeAddedOnTheCommandLine() throws Exception {
        Path program = compiled(ON_OKHTTP, "", both());

        assertThat(run(program, both(), "--add-modules", "okhttp3")).contains("status 200", "OkHttp true");
    }

    @Test
    void askingForOkHttpSaysWhatIsMissing() throws Exception {
        Path program = compiled(ON_OKHTTP, "", both());

        assertThat(run(program, NEEDED))
                .contains("IllegalStateException: There is no OkHttp 4", "com.squareup.okhttp3:okhttp-jvm")
                .contains("requires okhttp3", "HttpTransports.jdk", "OkHttp false");
        assertThat(run(program, both())).contains("IllegalStateException: There is no OkHttp 4", "OkHttp false");
    }

    @Test
    void theDefaultIsTheJdksClientWithoutOkHttp() throws Exception {
        Path program = compiled(BY_DEFAULT, "", NEEDED);

        assertThat(run(program, NEEDED)).contains("a client came to be", "OkHttp false");
    }

    private static List<String> both() {
        return Stream.of(NEEDED, OKHTTP).flatMap(List::stream).toList();
    }

    /** A module that requires core and what it is told to, compiled beside these jars. */
    private Path compiled(String transport, String requires, List<String> jars) throws IOException {
        Path module = Files.writeString(
                home.resolve("module-info.java"),
                "module program { requires io.github.iothubsdk.core; " + requires + "}");
        Path main = Files.writeString(home.resolve("Main.java"), PROGRAM.replace("TRANSPORT", transport));
        Path classes = home.resolve("classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                null,
                null,
                "--module-path",
                modulePath(jars),
                "-d",
                classes.toString(),
                module.toString(),
                main.toString());
        assertThat(failed).isZero();
        return classes;
    }

    private static String run(Path program, List<String> jars, String... options) throws IOException {
        try (Simulator service = Simulator.builder().start()) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(options));
            command.addAll(List.of("--module-path", modulePath(jars) + File.pathSeparator + program));
            command.addAll(List.of(
                    "--module", "program/program.Main", service.endpoint().toString()));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var says = process.getInputStream()) {
                return new String(says.readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** Core as it was built, and these jars of this test's class path. */
    private static String modulePath(List<String> jars) {
        Stream<String> found = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator, -1))
                .filter(each ->
                        jars.stream().anyMatch(Path.of(each).getFileName().toString()::startsWith));
        return Stream.concat(Stream.of(core()), found).collect(Collectors.joining(File.pathSeparator));
    }

    private static String core() {
        try {
            URI place = ApiConfig.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(place).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
