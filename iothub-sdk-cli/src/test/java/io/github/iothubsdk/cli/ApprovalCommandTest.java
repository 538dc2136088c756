package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approve, then apply, once. */
class ApprovalCommandTest {

    private final Desk desk;
    private final Path directory;
    private final String file;

    ApprovalCommandTest(@TempDir Path home) {
        desk = new Desk(home);
        directory = home;
        file = home.resolve("ok.json").toString();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Desk.Said approve(String... more) {
        String[] options = new String[6 + more.length];
        System.arraycopy(new String[] {"--name", "plant-7", "--approve-to", file, "--by", "jane"}, 0, options, 0, 6);
        System.arraycopy(more, 0, options, 6, more.length);
        return desk.form("preflight", options);
    }

    @Test
    void ordersOnceWithoutAsking() throws IOException {
        var approved = approve();
        assertThat(approved.code()).isZero();
        assertThat(approved.out())
                .contains("Approved by jane until ")
                .contains(", by what was looked at on 20")
                .contains("iothub create --approval " + file + " --endpoint " + desk.cloud.endpoint());
        assertThat(Files.readString(Path.of(file))).doesNotContain(Demo.DB_PASSWORD, Demo.SECRET_KEY);

        var created = desk.iothub("create", "--approval", file);
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.out()).contains("plant-7 in cn-north-1");

        var again = desk.iothub("create", "--approval", file);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("it is good for one run").contains("is over: DONE");
        assertThat(desk.cloud.ledger().lines()).last().asString().contains("1 order, 1 payment, 1 instance");
    }

    @Test
    void saysThatADirectoryIsNoApproval() {
        assertThat(desk.iothub("create", "--approval", directory.toString()).err())
                .contains(directory.toString())
                .contains("it is a directory")
                .contains("Nothing was ordered");
    }

    @Test
    void refusesAnotherFormThanTheOneThatWasApproved() {
        approve();

        var other = desk.form("create", "--name", "plant-7", "--description", "line 8", "--approval", file);

        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("what differs: description");
        assertThat(desk.form("create", "--name", "plant-7", "--approval", file).code())
                .isZero();
    }

    /** A ceiling alone would be passed over, and the caller believe in it. */
    @Test
    void refusesOneOptionOfTheForm() {
        approve();

        var other = desk.iothub("create", "--approval", file, "--spend-at-most", "7");

        assertThat(other.code()).isEqualTo(2);
        assertThat(desk.cloud.ledger().lines()).last().asString().contains("0 orders");
    }

    /** The default too: who enters a ceiling of nothing means it. */
    @Test
    void refusesACeilingOfNothingAndAnotherRegion() {
        approve("--spend-at-most", "88");

        assertThat(desk.iothub("create", "--approval", file, "--spend-at-most", "0.00")
                        .code())
                .isEqualTo(2);
        assertThat(desk.iothub("create", "--approval", file, "--region", "cn-east-2")
                        .err())
                .contains("the approval is for cn-north-1");
        assertThat(desk.cloud.ledger().lines()).last().asString().contains("0 orders");
    }

    @Test
    void refusesWhatHasChangedSince() {
        approve();
        desk.cloud.demoAccount().cash("1.00");

        var refused = desk.iothub("create", "--approval", file);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("CNY 50.00");
        assertThat(desk.cloud.ledger().lines()).last().asString().contains("0 orders");
    }

    /** Nobody was asked to order anything. */
    @Test
    void isGoodAfterAMistypedKey() {
        approve();
        desk.env.put("JDCLOUD_SECRET_KEY", "mistyped");
        var refused = desk.iothub("create", "--approval", file);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("Nothing was ordered").contains("secret key");
        desk.env.put("JDCLOUD_SECRET_KEY", Demo.SECRET_KEY);

        assertThat(desk.iothub("create", "--approval", file).code()).isZero();

        assertThat(desk.cloud.ledger().lines()).last().asString().contains("1 order, 1 payment, 1 instance");
        assertThat(desk.iothub("create", "--approval", file).err()).contains("is over: DONE");
    }

    /** Who is asked about another order, or says no to this one, has not used it. */
    @Test
    void isNotUsedByWhatIsOrderedWithoutIt() throws IOException {
        approve();
        Matcher id = Pattern.compile("approved-[0-9a-f-]{36}").matcher(Files.readString(Path.of(file)));
        assertThat(id.find()).isTrue();
        var other = desk.create("plant-8", "--run-id", id.group(), "--yes");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("is the id of an approval").contains("Give the approval by --approval FILE");
        desk.typing("no\n");
        assertThat(desk.create("plant-7").err()).contains("Not confirmed. Nothing was ordered.");

        assertThat(desk.iothub("create", "--approval", file).code()).isZero();
        assertThat(desk.cloud.ledger().lines()).last().asString().contains("1 order, 1 payment, 1 instance");
    }

    @Test
    void leavesAFileThatIsThereAsItIs() throws IOException {
        Files.writeString(Path.of(file), "mine");

        assertThat(approve().err()).contains("is there already");
        assertThat(Files.readString(Path.of(file))).isEqualTo("mine");
        assertThat(desk.iothub("create", "--approval", file).err()).contains("is no approval");
        assertThat(desk.iothub("create", "--approval", file + "x").err()).contains("there is no file");
    }

    @Test
    void isNotWrittenForWhatCannotBeOrdered() {
        desk.cloud.demoAccount().cash("1.00");

        assertThat(approve().code()).isEqualTo(2);
        assertThat(Path.of(file)).doesNotExist();
    }

    @Test
    void hasItsBounds() {
        assertThat(approve("--valid", "1s").err()).contains("1 minute to 30 days");
        assertThat(desk.form("preflight", "--name", "plant-7", "--approve-to", file)
                        .err())
                .contains("--by");
        assertThat(desk.form("preflight", "--name", "plant-7", "--by", "jane").err())
                .contains("--approve-to");
        assertThat(Path.of(file)).doesNotExist();
    }

    @Test
    void isToldToPrograms() {
        assertThat(approve("--output", "json").lines())
                .last()
                .asString()
                .contains(
                        "\"event\":\"approved\"",
                        "\"by\":\"jane\"",
                        "\"runId\":\"approved-",
                        "\"lookedAt\":\"",
                        "\"expires\":\"");
    }

    @Test
    void namesItsRunItself() {
        approve();

        assertThat(desk.iothub("create", "--approval", file, "--run-id", "order-1")
                        .err())
                .contains("an approval names its run");
    }
}
