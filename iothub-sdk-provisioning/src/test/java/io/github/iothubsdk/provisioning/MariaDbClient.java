package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A DBA who does what the instructions in a script file say, with the command line client of MariaDB. */
record MariaDbClient(Path program, int port) {

    /** What the client said. */
    record Said(int exit, String text) {}

    private static final Pattern COMMANDS = Pattern.compile("(?ms)^--   (mysql .*?\\.receipt)$");

    /** The client that the embedded server comes with. */
    static MariaDbClient of(int port) throws IOException {
        Path caches = Path.of(System.getProperty("user.home"), ".cache");
        try (var found = Files.list(caches)) {
            return new MariaDbClient(
                    found.filter(each -> String.valueOf(each.getFileName()).startsWith("iothub-sdk-mariadb"))
                            .map(each -> each.resolve("server").resolve("bin").resolve("mariadb"))
                            .filter(Files::isExecutable)
                            .findFirst()
                            .orElseThrow(),
                    port);
        }
    }

    /** Runs the file as its instructions say. */
    Said run(Path file, String... options) throws IOException, InterruptedException {
        return follow(file, 0, options);
    }

    /** Asks for the receipt as the instructions say. */
    Said check(Path file) throws IOException, InterruptedException {
        return follow(file, 1);
    }

    private Said follow(Path file, int command, String... options) throws IOException, InterruptedException {
        Matcher commands = COMMANDS.matcher(Files.readString(file));
        List<String> found = commands.results().map(each -> each.group(1)).toList();
        assertThat(found).hasSize(2);
        String line = found.get(command)
                .replace("\n-- ", "\n")
                .replace(
                        "mysql --host=" + Demo.RDS_HOST + " --port=3306",
                        program + " --no-defaults --skip-ssl " + String.join(" ", options) + " --host=127.0.0.1 --port="
                                + port)
                .replace("--password", "");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line)
                .directory(file.resolveSibling(".").toFile())
                .redirectErrorStream(true);
        shell.environment().put("MYSQL_PWD", Demo.DB_PASSWORD);
        Process process = shell.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
