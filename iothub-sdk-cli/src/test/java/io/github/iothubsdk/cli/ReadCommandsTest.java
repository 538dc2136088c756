package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code list}, {@code show}, {@code runs}, {@code delete}. */
@Timeout(60)
class ReadCommandsTest {

    private final Path home;
    private final Desk desk;

    ReadCommandsTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void listsInAlignedColumnsWhateverTheAlphabet() {
        desk.cloud.demoAccount().instance("plant-7").instance("装瓶线-7号").instance("ﾊﾝｶｸ");
        List<String> lines = desk.iothub("list").lines();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("ID ").contains("VPC/SUBNET  ", "INTRANET DOMAIN", "STATUS   CREATED");
        assertThat(lines)
                .extracting(
                        line -> Table.width(line.substring(0, Math.max(line.indexOf("STATUS"), line.indexOf("RUN")))))
                .containsOnly(Table.width(lines.get(0).substring(0, lines.get(0).indexOf("STATUS"))));
    }

    @Test
    void turnsTheListUprightWhereItIsTooWide() {
        desk.cloud.demoAccount().instance("装瓶线-7");
        List<String> lines = desk.typing("").iothub("list").lines();

        assertThat(lines).allSatisfy(line -> assertThat(Table.width(line)).isLessThanOrEqualTo(80));
        assertThat(lines).contains("NAME             装瓶线-7", "STATUS           RUNNING");
    }

    @Test
    void watchesUntilItIsInterruptedAndTellsChangesOnly() {
        var looks = new Looks(look -> {
            if (look == 2) {
                desk.cloud.demoAccount().instance("plant-7");
            }
        });
        desk.timeSource = looks;
        var said = desk.iothub("list", "--watch");

        assertThat(said.code()).isEqualTo(130);
        assertThat(said.lines()).first().isEqualTo("There is no instance in the region.");
        assertThat(said.lines()).filteredOn(line -> line.startsWith("ID ")).hasSize(1);
        assertThat(said.lines()).filteredOn(line -> line.contains("plant-7")).hasSize(1);
        assertThat(said.out()).doesNotContain("\u001b");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** It is what somebody leaves open on a second screen for days. */
    @Test
    void watchesThroughAnOutage() {
        desk.cloud.demoAccount().instance("plant-7");
        desk.timeSource = new Looks(look -> {
            if (look == 1) {
                desk.cloud.faults().on(Route.LIST_INSTANCES).always().bareStatus(503);
            } else if (look == 3) {
                desk.cloud.faults().clear();
                desk.cloud.demoAccount().instance("plant-8");
            }
        });
        var said = desk.iothub("list", "--watch");

        assertThat(said.code()).isEqualTo(130);
        assertThat(said.out()).contains("plant-8");
        assertThat(said.errors()).hasSize(2);
        assertThat(said.errors().get(0)).startsWith("iothub: Cannot look: ").endsWith(" It is tried on.");
        assertThat(said.errors().get(1)).startsWith("iothub: Can look again, after ");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void drawsAnewAtEachLookAndTellsNoNanoseconds() {
        desk.timeSource = new Looks(look -> {});
        desk.screen = new Screen(true, true, true, 200);
        var said = desk.iothub("list", "--watch");

        assertThat(said.out().split("\u001b\\[2J", -1)).hasSize(5);
        assertThat(said.out())
                .contains("There is no instance in the region.", "Looked at 1970-01-01T00:00:00Z; Ctrl-C ends it.");
        assertThat(said.err()).isEqualTo(System.lineSeparator()); // behind what the terminal shows of Ctrl-C
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void saysThatNoneIsSuch() {
        desk.cloud.demoAccount().instance("plant-7");
        assertThat(desk.iothub("list", "--name", "no").lines())
                .containsExactly("The only instance of the region is another than those that are asked for.");
    }

    @Test
    void tellsSomebodyWhoWaitsThatItGoesOn() {
        var real = desk.timeSource;
        desk.typing("").timeSource = new TimeSource() {
            @Override
            public Instant now() {
                return real.now();
            }

            @Override
            public long nanos() {
                return real.nanos();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                real.pause(duration);
            }

            @Override
            public Future<?> schedule(Duration delay, Runnable task) {
                boolean isSilence = delay.equals(Duration.ofSeconds(10));
                return real.schedule(isSilence ? Duration.ZERO : delay, task);
            }
        };
        desk.cloud.faults().on(Route.LIST_INSTANCES).stall(Duration.ofSeconds(1));
        String line = "iothub: Nothing to tell for 10 s: the service is waited for, or asked again. Ctrl-C ends it.";

        assertThat(desk.iothub("list").errors()).containsExactly(line);
        assertThat(desk.iothub("list", "--output", "json").err()).isEmpty();
        desk.screen = Screen.none();
        assertThat(desk.iothub("list").err()).isEmpty();
    }

    @Test
    void watchesInPlaceOnATerminal() {
        desk.timeSource = new Looks(look -> desk.cloud.demoAccount().instance("plant-" + look));
        desk.screen = new Screen(true, true, true, 200);

        assertThat(desk.iothub("list", "--watch").out())
                .startsWith("\u001b[H\u001b[2J")
                .contains("plant-2");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Whose file names the instance to be created is shown the paid one beside it, too. */
    @Test
    void listsAllWhateverIsCalledHowInAFile() throws IOException {
        desk.cloud.demoAccount().instance("plant-7").instance("other-1");
        Path file = Files.writeString(home.resolve("hub.yaml"), "name: plant-7\n");

        assertThat(desk.iothub("list", "-f", file.toString()).out()).contains("plant-7", "other-1");
        assertThat(desk.iothub("list", "-f", file.toString(), "--name", "plant-7")
                        .out())
                .contains("plant-7")
                .doesNotContain("other-1");
        Files.writeString(file, "name: plant-7\nstatus: running\n");
        assertThat(desk.iothub("list", "-f", file.toString()).errors())
                .containsExactly("iothub: " + file + ", line 2: holds status, with which list would keep instances from"
                        + " view. Give --status where the command is entered.");
        Files.writeString(file, "file: a.yaml\n");
        assertThat(desk.iothub("list", "-f", file.toString()).err())
                .contains("line 1: holds file, and a file names no other one. Remove the line.");
    }

    @Test
    void showsOneByIdAndByName() {
        desk.cloud.demoAccount().instance("装瓶线-7");
        String id = desk.cloud.ledger().instances().get(0).id();

        assertThat(desk.iothub("show", "装瓶线-7").out())
                .isEqualTo(desk.iothub("show", id).out())
                .contains("id               " + id, "name             装瓶线-7", "status           RUNNING");
    }

    /** Of a run that nobody can read, given up or not, no time is known. */
    @Test
    void tellsNoAgeOfARunThatCannotBeRead() throws IOException {
        Path journal = Files.createDirectory(home.resolve("broken"));
        Files.writeString(journal.resolve("run-1.jsonl"), "00000000 {\"v\":1}\n");
        Files.writeString(journal.resolve("run-2.jsonl"), "00000000 {\"v\":1}\n");
        desk.iothub("abandon", "run-2", "--yes", "--journal", journal.toString());
        var said = desk.iothub("runs", "--journal", journal.toString());

        assertThat(said.lines())
                .anyMatch(line -> line.matches("run-1 +- +unreadable +- +- +restore .*"))
                .anyMatch(line -> line.matches("run-2 +- +ABANDONED +- +- +nothing: it is over"));
        assertThat(desk.iothub("runs", "--journal", journal.toString(), "--output", "json")
                        .out())
                .doesNotContain("1970");
    }

    /** What became of it since, the journal cannot know. */
    @Test
    void doesNotSayThatADeletedInstanceRuns() {
        desk.create("plant-7", "--yes");
        desk.iothub("delete", "plant-7", "--yes");

        assertThat(desk.iothub("runs").out()).contains("nothing: the instance ran when the run ended");
    }

    @Test
    void asksForTheNameBeforeItDeletes() {
        desk.cloud.demoAccount().instance("装瓶线-7");
        String id = desk.cloud.ledger().instances().get(0).id();

        assertThat(desk.iothub("delete", id).err()).contains("nobody to confirm");
        assertThat(desk.typing("plant-7\n").iothub("delete", id).err()).contains("That is not its name");
        var ended = desk.typing("").iothub("delete", id); // Ctrl-D
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).endsWith(System.lineSeparator());
        assertThat(desk.cloud.ledger().writes()).isZero();

        assertThat(desk.typing("装瓶线-7\n").iothub("delete", id).out()).contains("Deleted " + id + ", 装瓶线-7.");
        assertThat(desk.cloud.ledger().instances()).isEmpty();
    }

    @Test
    void looksWhatHappenedWhenAnAnswerIsLost() {
        desk.cloud.demoAccount().instance("plant-7");
        desk.cloud.faults().on(Route.DELETE_INSTANCE).afterEffect().dropConnection();
        var said = desk.iothub("delete", desk.cloud.ledger().instances().get(0).id(), "--yes");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Deleted iothub-");
        assertThat(desk.cloud.ledger().instances()).isEmpty();
    }

    @Test
    void deletesWithoutAskingWhenToldTo() {
        desk.cloud.demoAccount().instance("plant-7");

        assertThat(desk.iothub("delete", desk.cloud.ledger().instances().get(0).id(), "--yes")
                        .code())
                .isZero();
        assertThat(desk.cloud.ledger().instances()).isEmpty();
    }

    @Test
    void saysWhatToDoNextWithEachRun() {
        desk.create("plant-7", "--yes");
        desk.cloud.demoAccount().orderAmount("88.00");
        desk.create("装瓶线-8", "--yes");
        List<String> lines = desk.iothub("runs").lines();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("RUN ").contains("NAME", "STEP", "AGE", "ORDER", "NEXT");
        assertThat(lines.get(1)).contains("plant-7", "DONE", "nothing: the instance ran when the run ended");
        assertThat(lines.get(2)).contains("装瓶线-8", "ConfirmOrder", "iothub resume run-", "--endpoint http://");
        assertThat(lines.get(2)).contains(desk.cloud.ledger().orders().get(1).number());
    }

    /** Also in a terminal of tomorrow, where nobody remembers what the run was begun with. */
    @Test
    void saysNextAsAWholeCommand() {
        String journal = home.resolve("our runs").toString();
        desk.cloud.demoAccount().orderAmount("88.00");
        desk.create("plant-7", "--yes", "--journal", journal);
        String row = desk.run("runs", "--journal", journal).lines().get(1);

        assertThat(row)
                .contains(" iothub resume run-")
                .endsWith(
                        " --journal '" + journal + "' --endpoint " + desk.cloud.endpoint() + " --spend-at-most AMOUNT");
    }

    @Test
    void goesOnWhereTheRunWasBegun() {
        desk.cloud.demoAccount().orderAmount("88.00");
        desk.create("plant-7", "--yes");
        var said = desk.run("resume", "--spend-at-most", "88", "--endpoint", "http://127.0.0.1:9");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.errors())
                .last()
                .asString()
                .startsWith("Go on with: iothub resume run-")
                .endsWith(" --endpoint " + desk.cloud.endpoint());
    }

    @Test
    void givesARunUpSoThatItsNameIsFreeAndSendsNothing() {
        desk.cloud.demoAccount().orderAmount("88.00");
        desk.create("plant-7", "--yes");
        String row = desk.iothub("runs").lines().get(1);
        String run = row.substring(0, row.indexOf(' '));
        int calls = desk.cloud.ledger().calls().size();
        String at = " --endpoint " + desk.cloud.endpoint();
        assertThat(desk.create("plant-7", "--yes").errors())
                .anyMatch(line ->
                        line.contains("iothub resume " + run + at + " or, when it has ordered nothing, give it up by"
                                + " iothub abandon " + run + at + " instead."));

        assertThat(desk.iothub("abandon", run).errors())
                .singleElement()
                .asString()
                .contains("Add --yes");
        assertThat(desk.typing("plant-8\n").iothub("abandon", run).code()).isEqualTo(2);
        var said = desk.typing("plant-7\n").iothub("abandon", run);

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("Nothing is sent", "expires by itself if it is not paid")
                .contains("its order is " + desk.cloud.ledger().orders().get(0).number());
        assertThat(desk.iothub("abandon", run, "--yes").errors())
                .singleElement()
                .asString()
                .contains("There is no unfinished run");
        assertThat(desk.cloud.ledger().orders()).hasSize(1);
        assertThat(desk.cloud.ledger().calls().size() - calls)
                .as("only create looks")
                .isLessThan(10);
    }

    @Test
    void takesRegionAndKeysFromTheProfile() throws IOException {
        desk.env.keySet().removeIf(name -> name.startsWith("JDCLOUD"));
        Path profile = Files.createDirectory(home.resolve(".jdc"));
        Files.writeString(profile.resolve("current"), "plant\n");
        Files.writeString(profile.resolve("config"), """
                [default]
                region_id = cn-south-1
                [plant]
                access_key = %s
                secret_key = %s
                region_id = cn-east-2
                """.formatted(Demo.ACCESS_KEY, Demo.SECRET_KEY));

        desk.iothub("list");
        assertThat(desk.cloud.ledger().calls())
                .first()
                .satisfies(call -> assertThat(call.path()).contains("/regions/cn-east-2/"));
    }

    /** Pauses take no time; somebody presses Ctrl-C in the third. */
    private record Looks(IntConsumer between, AtomicInteger count) implements TimeSource {
        Looks(IntConsumer between) {
            this(between, new AtomicInteger());
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            if (count.incrementAndGet() > 3) {
                throw new InterruptedException();
            }
            between.accept(count.get());
        }

        @Override
        public Future<?> schedule(Duration delay, Runnable task) {
            return TimeSource.system().schedule(delay, task);
        }
    }
}
