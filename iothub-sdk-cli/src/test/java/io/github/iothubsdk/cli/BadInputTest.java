package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: one line that says what and what to do, nothing ordered; exit code 2 where it is to be put right. */
@Timeout(60)
class BadInputTest {

    private final Path home;
    private final Desk desk;

    BadInputTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lst                                  | Did you mean list?",
                "--verion                             | Did you mean --version?",
                "hlep                                 | Did you mean help?",
                "verison                              | Did you mean version?",
                "dlete                                | Unknown command 'dlete'. See iothub --help.",
                "abandn                               | Unknown command 'abandn'. See iothub --help.",
                "reslove                              | Unknown command 'reslove'. See iothub --help.",
                "create --nmae plant-7 --yes          | Unknown option: '--nmae'. See iothub create",
                "create --accept-term --yes           | Did you mean --accept-terms?",
                "create --timeout soon --yes          | 'soon' is no duration; write it as 500ms, 30s",
                "create --quiet-period 999999999h     | '999999999h' is longer than a year (8760h)",
                "create --quiet-period PT9999999999H  | 'PT9999999999H' is longer than a year (8760h)",
                "simulate --building 999999999h       | option '--building': '999999999h' is longer than a year",
                "runs --journal=                      | option '--journal': '' can be the name of no file",
                "list -f=                             | Give -f a .yaml or .json file.",
                "create --allow-unchecked UPPER --yes | option '--allow-unchecked' (ID): 'UPPER' is no id of a check",
                "resolve run-1 --adopt= --because x   | option '--adopt'",
                "resolve run-1 --adopt 1 --because=   | option '--because'",
                "list --region ../x                   | option '--region': '../x' is no region's id",
                "resolve run-1 --because x            | iothub: Missing required argument",
                "create --timeout -5m --yes           | '-5m' is no duration",
                "create --poll-interval 0s --yes      | '0s' is no duration",
                "create --spend-at-most fifty --yes   | 'fifty' is no amount; write yuan as 50 or 50.00",
                "create --spend-at-most -1 --yes      | '-1' is no amount",
                "create --spend-at-most 1e3 --yes     | '1e3' is no amount",
                "list --endpoint 127.0.0.1            | is no endpoint; write it as http://host:port",
                "list --endpoint http://h/path        | is no endpoint",
                "list --output xml                    | Invalid value for option '--output'",
                "list --poll-interval                 | Missing required parameter for option '--poll-interval'",
                "list extra                           | There is nothing that 'extra' could be: it is one argument too many. See iothub list",
                "show a b                             | There is nothing that 'b' could be",
                "creat                                | Unknown command 'creat'. Did you mean create? See iothub --help.",
                "bogus --help                         | Unknown command 'bogus'. See iothub --help.",
                "help creat                           | Unknown command 'creat'. Did you mean create?",
                "help list extra                      | There is nothing that 'extra' could be",
                "simulate --seed x                    | option '--seed': 'x' is no whole number",
                "create --accept-terms=maybe          | 'maybe' is neither true nor false",
                "simulate --fault foo                 | --fault cannot be that: 'foo' alone names a route at most; write route, when and what",
                "show                                 | Missing required parameter: 'ID|NAME'",
                "delete --yes                         | Missing required parameter: 'ID|NAME'",
                "resume 'No Run'                      | There is no run with the id or name 'No Run'",
                "simulate --port many                 | Invalid value for option '--port': 'many' is no whole number, or too large a one",
                "simulate --port 70000                | Port 70000 cannot be used",
                "create --schema none.sql --yes       | The schema script none.sql cannot be read. Nothing was ordered.",
                "list -f none.yaml                    | There is no file none.yaml",
            })
    void isToldInOneLine(String arguments, String expected) {
        var said = desk.run(Stream.of(arguments.trim().split(" (?=([^']*'[^']*')*[^']*$)"))
                .map(argument -> argument.replace("'", ""))
                .toArray(String[]::new));

        assertRefused(said, expected);
    }

    @Test
    void isAskedForHelpAndForTheVersion() {
        assertThat(desk.run("help").out())
                .contains("Usage: iothub")
                .contains("create")
                .contains("delete");
        assertThat(desk.run("help", "create").out())
                .contains("Usage: iothub create")
                .contains("--accept-terms");
        assertThat(desk.run("version")).isEqualTo(desk.run("--version"));
        assertThat(desk.run("help").code()).isZero();
        assertThat(desk.run("help", "creat").code()).isEqualTo(2);
    }

    @Test
    void namesEveryFieldThatIsWrongByItsOption() {
        var said = desk.iothub("create", "--name", "no good", "--vpc", "7", "--yes");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("iothub: Nothing was ordered. There are 8 things to put right:")
                .contains("--name: found \"no good\"", "--vpc: found \"7\"", "--subnet:", "--rds:", "--database:")
                .contains("--db-host:", "--db-user:", "--accept-terms: found nothing")
                .doesNotContain("()");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void namesTheMissingPassword() {
        desk.env.remove("IOTHUB_DB_PASSWORD");

        assertRefused(desk.create("plant-7", "--yes"), "Set IOTHUB_DB_PASSWORD to the password of the --db-user.");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void namesEverySourceOfMissingCredentials() throws IOException {
        desk.env.keySet().removeIf(name -> name.startsWith("JDCLOUD"));
        assertRefused(desk.iothub("list"), "environment variables JDCLOUD_ACCESS_KEY, JDCLOUD_SECRET_KEY; the profile");
        assertThat(desk.create("plant-7", "--yes").errors())
                .singleElement()
                .asString()
                .startsWith("iothub: Nothing was ordered. No credentials were found.")
                .doesNotContain("found No", "expected", "..");

        Files.createDirectory(home.resolve(".jdc"));
        Files.writeString(home.resolve(".jdc/config"), "[default]\naccess_key = AK\nonly-this\n");
        assertRefused(desk.iothub("list"), home.resolve(".jdc/config") + ", line 3, is not of the form key = value");
        Files.writeString(home.resolve(".jdc/config"), "[default]\naccess_key = only-this\n");
        assertRefused(desk.iothub("list"), "access_key is set and secret_key is not. Set both or neither.");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    @Test
    void tellsAWrongSecretFromEverythingElse() {
        desk.env.put("JDCLOUD_SECRET_KEY", "wrong-secret");

        assertRefused(desk.iothub("list"), "Check the access key and the secret key");
        var said = desk.create("plant-7", "--yes");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).singleElement().asString().contains("Check the access key and the secret key");
        assertThat(said.out() + said.err()).doesNotContain("wrong-secret");
        assertThat(desk.cloud.ledger().writes()).isZero();
    }

    @Test
    void tellsOnceThatNothingListensThere() {
        String nowhere = desk.cloud.endpoint().toString();
        desk.cloud.close();

        assertFailed(1, desk.iothub("list"), nowhere + " could not be reached");
        assertFailed(1, desk.create("plant-7", "--yes"), "Check --endpoint and the network, then try again.");
    }

    @Test
    void tellsAJournalThatCannotBeUsed() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");
        var said = desk.create("plant-7", "--yes", "--journal", file.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains(file + " is not a directory")
                .contains("another --journal");
        assertThat(desk.cloud.ledger().writes()).isZero();
    }

    /** Java's sign for bytes that are no text in the locale: with it an instance of another description would be bought. */
    @Test
    void refusesArgumentsThatJavaCouldNotRead() {
        var said = desk.create("plant-7", "--yes", "--description", "\uFFFD\uFFFD");

        assertRefused(said, "An argument holds characters that could not be read. Give it again in a UTF-8 terminal.");
        assertThat(desk.cloud.ledger().calls()).isEmpty();
    }

    /** Not something to put right, but to try again later. */
    @Test
    void tellsWhatPassesFromWhatMustBePutRight() {
        desk.cloud.faults().on(Route.LIST_INSTANCES).always().rateLimited();
        assertThat(desk.iothub("list").code()).isEqualTo(1);
    }

    @Test
    void tellsAServiceThatFailsFromWhatMustBePutRight() {
        desk.cloud.faults().on(Route.DESCRIBE_VPC).always().error(500, 500, "INTERNAL", "Internal error");
        assertThat(desk.form("preflight", "--name", "plant-7").code()).isEqualTo(1);
        assertThat(desk.create("plant-7", "--yes").code()).isEqualTo(1);

        desk.cloud.demoAccount().userAuth(0); // one more reason, which does not pass
        assertThat(desk.create("plant-7", "--yes").code()).isEqualTo(2);
        assertThat(desk.cloud.ledger().writes()).isZero();
    }

    @Test
    void tellsARunThatSomebodyChanged() throws IOException {
        Path journal = Files.createDirectory(home.resolve("runs"));
        Files.writeString(journal.resolve("run-1.jsonl"), "00000000 {\"v\":1}\n");

        var said = desk.run("resume", "--journal", journal.toString());
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.errors()).first().asString().contains("run-1.jsonl").contains("Restore the file from a copy");
        assertThat(said.errors()).noneMatch(line -> line.startsWith("Go on with")); // it would fail in the same way

        assertThat(desk.run("abandon", "run-1", "--yes", "--journal", journal.toString())
                        .code())
                .isZero();
        assertThat(desk.run("resume", "--journal", journal.toString()).err()).contains("There is no unfinished run");
    }

    @Test
    void listsTheOtherRunsBesideOneThatSomebodyChanged() throws IOException {
        Path journal = home.resolve("runs");
        assertThat(desk.create("plant-7", "--yes", "--journal", journal.toString())
                        .code())
                .isZero();
        Files.writeString(journal.resolve("run-1.jsonl"), "00000000 {\"v\":1}\n");

        var said = desk.iothub("runs", "--journal", journal.toString());

        assertThat(said.code()).isZero();
        assertThat(said.lines()).hasSize(3).anyMatch(line -> line.contains("plant-7") && line.contains("DONE"));
        assertThat(said.lines())
                .anyMatch(line -> line.startsWith("run-1 ") && line.contains("unreadable") && line.contains("restore"));
    }

    @Test
    void tellsWhatIsNotThere() {
        assertRefused(desk.iothub("show", "plant-7"), "There is no instance with the id or name 'plant-7'");
        assertRefused(
                desk.iothub("delete", "plant-7", "--yes"),
                "It may have been deleted before; nothing was deleted now. Enter iothub list --endpoint ");
        assertRefused(desk.iothub("resume", "run-7"), "or enter iothub runs to list its runs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "version", "generate-completion"})
    void printsTextAloneWhereItIsNoReport(String command) {
        var said = desk.run(command, "--output", "json");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out())
                .contains("\"message\":\"iothub " + command + " prints text alone. Leave --output out.\"");
        assertThat(desk.run(command, "--output=text").err())
                .startsWith("iothub: iothub " + command + " prints text alone.");
    }

    @Test
    void showsTheUsageWithoutAnyArgument() {
        var said = desk.run();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("Usage: iothub");
    }

    private static void assertRefused(Desk.Said said, String expected) {
        assertFailed(2, said, expected);
    }

    private static void assertFailed(int code, Desk.Said said, String expected) {
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
        assertThat(said.out()).isEmpty();
        assertThat(said.errors())
                .singleElement()
                .asString()
                .startsWith("iothub: ")
                .contains(expected)
                .doesNotContain("Exception");
    }
}
