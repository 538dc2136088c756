package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.RunId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain HTTP to another machine needs {@code --allow-plain-http}, or its key in the file. Nothing listens at these addresses. */
@Timeout(60)
class PlainHttpTest {

    private static final String ELSEWHERE = "http://gateway.invalid:8080";
    private static final String REFUSED = ELSEWHERE + " is plain HTTP to another machine";

    private final Path home;
    private final Desk desk;

    PlainHttpTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "runs", "resume", "show plant-7", "delete ins-7 --yes"})
    void isRefusedByEveryCommandWithTheWayOut(String command) {
        var said = desk.run((command + " --endpoint " + ELSEWHERE).split(" "));

        assertRefused(said);
        assertThat(said.err()).contains("https://", "--allow-plain-http").doesNotContain("allowPlainHttp()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preflight", "create"})
    void isRefusedWithTheWholeForm(String command) {
        List<String> args = new ArrayList<>(List.of(command, "--endpoint", ELSEWHERE, "--name", "plant-7"));
        args.addAll(List.of(Desk.FORM));
        if (command.equals("create")) {
            args.add("--yes");
        }
        assertRefused(desk.run(args.toArray(String[]::new)));
    }

    @Test
    void isRefusedFromAFile() throws IOException {
        assertRefused(desk.run("list", "-f", file("endpoint: " + ELSEWHERE)));
        assertRefused(desk.run("list", "-f", file("endpoint: " + ELSEWHERE + "\nallow-plain-http: false")));
    }

    @Test
    void isNotAllowedByTheEnvironment() {
        desk.env.put("ALLOW_PLAIN_HTTP", "true");
        assertRefused(desk.run("list", "--endpoint", ELSEWHERE));

        desk.env.put("IOTHUB_ALLOW_PLAIN_HTTP", "true");
        var said = desk.run("list", "--endpoint", ELSEWHERE);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("The variable IOTHUB_ALLOW_PLAIN_HTTP is set.", "--allow-plain-http");
    }

    @Test
    void isAllowedByAFlagAndByAKeyOfTheFile() throws IOException {
        assertTried(desk.run("list", "--endpoint", ELSEWHERE, "--allow-plain-http"));
        assertTried(desk.run("list", "-f", file("endpoint: " + ELSEWHERE + "\nallow-plain-http: true")));
    }

    @Test
    void isAllowedAgainByTheCommandThatResumes() {
        var options = new CloudOptions();
        options.endpoint = Optional.of(URI.create(ELSEWHERE));
        options.allowPlainHttp = true;

        assertThat(options.commands().resume(new RunId("run-1")))
                .isEqualTo("iothub resume run-1 --endpoint " + ELSEWHERE + " --allow-plain-http");
    }

    private String file(String text) throws IOException {
        return Files.writeString(home.resolve("hub.yaml"), text).toString();
    }

    private static void assertRefused(Desk.Said said) {
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(2);
        assertThat(said.errors()).singleElement().asString().contains(REFUSED);
    }

    /** The name does not resolve, so that it was let through to the network. */
    private static void assertTried(Desk.Said said) {
        assertThat(said.err()).contains(ELSEWHERE + " could not be reached").doesNotContain("plain HTTP");
    }
}
