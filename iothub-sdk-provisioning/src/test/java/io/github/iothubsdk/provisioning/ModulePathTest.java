package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module creates an instance, in a process of its own, with OkHttp and without. */
@Timeout(120)
class ModulePathTest {

    private static final String[] NEEDED = {"iothub-sdk-core", "iothub-sdk-provisioning", "gson-", "slf4j-api-"};
    private static final String[] OKHTTP = {"okhttp-jvm-", "okio-jvm-", "kotlin-stdlib-"};

    private static final String PROGRAM = """
            package app;

            import io.github.iothubsdk.core.auth.*;
            import io.github.iothubsdk.provisioning.*;
            import io.github.iothubsdk.provisioning.model.*;
            import java.net.URI;
            import java.nio.file.Path;
            import java.time.Duration;

            final class Main {
                public static void main(String[] args) {
                    var key = Credentials.of("ACCESS_KEY", Secret.of("SECRET_KEY"));
                    var request = CreateInstanceRequest.builder("REGION", "plant-7")
                            .network("VPC", "SUBNET")
                            .database(RdsDatabase.of(
                                    "RDS", "DATABASE", "HOST", "USER", Secret.of("PASSWORD")))
                            .acceptServiceTerms()
                            .build();
                    try (var client = ProvisioningClient.builder(CredentialsProvider.of(key))
                            .endpoint(URI.create(args[0]))
                            .journal(Journals.inDirectory(Path.of(args[1])))
                            .pollInterval(Duration.ofMillis(100))
                            .build()) {
                        var done = client.create(request, Duration.ofSeconds(60));
                        System.out.println("created by " + Main.class.getModule() + ": " + done.instance().status());
                    }
                }
            }
            """.replace("ACCESS_KEY", Demo.ACCESS_KEY)
            .replace("SECRET_KEY", Demo.SECRET_KEY)
            .replace("REGION", Demo.REGION)
            .replace("VPC", Demo.VPC)
            .replace("SUBNET", Demo.SUBNET)
            .replace("RDS\"", Demo.RDS + "\"")
            .replace("DATABASE", Demo.DATABASE)
            .replace("HOST", Demo.RDS_HOST)
            .replace("USER", Demo.DB_USER)
            .replace("PASSWORD", Demo.DB_PASSWORD);

    private final Path directory;

    ModulePathTest(@TempDir Path fresh) {
        directory = fresh;
    }

    @Test
    void usesTheJdksClientWithoutOkHttp() throws Exception {
        assertThat(creates(classPath(NEEDED), "")).doesNotContain("okhttp3.OkHttpClient");
    }

    @Test
    void usesTheJdksClientWhereNobodyAsksForOkHttp() throws Exception {
        assertThat(creates(classPath(NEEDED, OKHTTP), "")).doesNotContain("okhttp3.OkHttpClient");
    }

    @Test
    void usesOkHttpWhenTheProgramRequiresIt() throws Exception {
        assertThat(creates(classPath(NEEDED, OKHTTP), "requires okhttp3;")).contains("okhttp3.OkHttpClient ");
    }

    @Test
    void usesTheJdksClientOnAClassPathWithoutOkHttp() throws Exception {
        String modules = classPath(NEEDED);
        compile(modules, "");
        String path = directory.resolve("classes") + File.pathSeparator + modules;

        assertThat(runs(List.of("-cp", path, "app.Main")))
                .contains("created by unnamed module")
                .doesNotContain("okhttp3.OkHttpClient");
    }

    @Test
    void saysWhatToAddToWhoeverAsksForOkHttpByName() throws Exception {
        Path source = Files.writeString(directory.resolve("Asks.java"), """
                final class Asks {
                    public static void main(String[] args) {
                        try {
                            io.github.iothubsdk.core.HttpTransports.okHttp();
                        } catch (IllegalStateException e) {
                            System.out.println(e.getMessage());
                        }
                    }
                }
                """);
        String classes = directory.resolve("classes").toString();
        javac("-cp", classPath(NEEDED, OKHTTP), "-d", classes, source.toString());

        assertThat(prints(List.of("-cp", classes + File.pathSeparator + classPath(NEEDED), "Asks")))
                .contains(
                        "There is no OkHttp 4 or newer with its Okio. Add com.squareup.okhttp3:okhttp-jvm",
                        "--add-modules okhttp3");
    }

    /** What a run of the program prints, which loads these classes. */
    private String creates(String modulePath, String requires) throws Exception {
        compile(modulePath, requires);
        String path = directory.resolve("classes") + File.pathSeparator + modulePath;
        String printed = runs(List.of("--module-path", path, "--module", "app/app.Main"));
        assertThat(printed).contains("created by module app: RUNNING");
        return printed;
    }

    private void compile(String modulePath, String requires) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources/app"));
        Path module = Files.writeString(
                sources.resolveSibling("module-info.java"),
                "module app { requires io.github.iothubsdk.provisioning; " + requires + " }");
        Path main = Files.writeString(sources.resolve("Main.java"), PROGRAM);
        javac(
                "--module-path",
                modulePath,
                "-d",
                directory.resolve("classes").toString(),
                module.toString(),
                main.toString());
    }

    private static void javac(String... arguments) {
        assertThat(ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, arguments))
                .isZero();
    }

    private String runs(List<String> what) throws IOException {
        try (Simulator cloud = Simulator.builder()
                .preparing(Duration.ZERO)
                .building(Duration.ofMillis(50))
                .start()) {
            cloud.demoAccount();
            List<String> command = new ArrayList<>(what);
            command.add(cloud.endpoint().toString());
            command.add(directory.resolve("journal").toString());
            String printed = prints(command);
            assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
            return printed;
        }
    }

    private static String prints(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-verbose:class"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Those entries of this process's class path, directories of classes or jars, that hold one of these. */
    private static String classPath(String[]... wanted) {
        return Stream.of(Jvm.classPath().split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .filter(entry ->
                        Stream.of(wanted).flatMap(Stream::of).anyMatch(each -> entry.contains(File.separator + each)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
