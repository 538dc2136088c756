package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command that preflight prints orders what was approved with a script. */
@Timeout(120)
class ApprovalSchemaCommandTest extends DatabaseCase {

    private final String file;

    ApprovalSchemaCommandTest(@TempDir Path home) {
        super(home);
        file = home.resolve("ok.json").toString();
    }

    /** @return what is printed behind {@code iothub create} */
    private String[] approved(String... more) throws IOException {
        Path script = Files.writeString(home.resolve("schema.sql"), "CREATE TABLE one (id INT);\n");
        List<String> options = new ArrayList<>(List.of("--name", "plant-7", "--approve-to", file, "--by", "jane"));
        options.addAll(List.of("--schema", script.toString(), "--schema-url", server.jdbcUrl(Demo.DATABASE)));
        options.addAll(Arrays.asList(more));
        var said = desk.form("preflight", options.toArray(String[]::new));
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        String line = said.lines().get(said.lines().size() - 1);
        assertThat(line).startsWith("Order it with: iothub create --approval ");
        return line.substring("Order it with: iothub ".length()).split(" ", -1);
    }

    @Test
    void reachesTheDatabaseAsItWasReached() throws IOException {
        var done = desk.run(approved());

        assertThat(done.code()).as(done.out() + done.err()).isZero();
        assertThat(desk.cloud.ledger().lines()).last().asString().contains("1 order, 1 payment, 1 instance");
    }

    @Test
    void writesTheMigrationWhereItWasToBeWritten() throws IOException {
        Path folder = Files.createDirectory(home.resolve("migration"));
        String[] command = approved("--schema-migration", folder.toString(), "--schema-tool", "LIQUIBASE");

        String[] waiting = Arrays.copyOf(command, command.length + 2);
        waiting[command.length] = "--timeout";
        waiting[command.length + 1] = "3s";
        var parked = desk.run(waiting);

        assertThat(parked.code()).as(parked.out() + parked.err()).isEqualTo(3);
        assertThat(parked.out() + parked.err()).contains("Liquibase has to run " + folder);
        assertThat(desk.cloud.ledger().orders()).isEmpty();
    }

    @Test
    void saysThatItOnlyChecks() throws IOException {
        assertThat(approved("--schema-check-only", "--schema-tables", "1")).contains("--schema-check-only");
    }

    /** What is wanted is in the approval; a number beside it would be believed in. */
    @Test
    void refusesWhatWouldBePassedOver() throws IOException {
        approved("--schema-tables", "1");

        for (String option : List.of("--schema-tables 99", "--schema-tables 0", "--schema-filled one")) {
            var refused = desk.iothub("create", ("--approval " + file + " " + option).split(" ", -1));
            assertThat(refused.code()).as(option).isEqualTo(2);
            assertThat(refused.err()).contains(option.substring(0, option.indexOf(' ')), "Nothing was ordered");
        }
        assertThat(desk.cloud.ledger().orders()).isEmpty();
        assertThat(desk.iothub("runs").out()).doesNotContain("plant-7");
    }
}
