package io.github.iothubsdk.provisioning.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressCodecTest {

    private static final RunId RUN = new RunId("run-1");
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    record Bought(String number) implements Milestone {
        @Override
        public String told() {
            return number;
        }
    }

    record Costing(Money amount) implements Milestone {
        @Override
        public String told() {
            return amount.toString();
        }
    }

    record Amount(JournaledMoney amount) {}

    private static final MilestoneFormat<Costing, Amount> COSTING = new MilestoneFormat<>(
            Costing.class,
            Amount.class,
            costing -> new Amount(JournaledMoney.of(costing.amount())),
            journaled -> new Costing(journaled.amount().toMoney()));

    private record Named(String name, MilestoneFormat<?, ?> leaves) implements Step {
        @Override
        public Outcome attempt(StepContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private static final Place PLACE = new Place("http://127.0.0.1:1", "iotHubInferred", "0123456789abcdef");
    private static final Owner OWNER = new Owner("785455908941", "0123456789ab");
    private static final Snapshot BEFORE = new Snapshot(AT, "2026", AT, List.of("2025", "2026"), true, List.of("i-1"));

    private final Journal journal = Journals.inMemory();
    private final List<Step> steps =
            List.of(new Named("Buy", MilestoneFormat.itself(Bought.class)), new Named("Look", COSTING));
    private final ProgressCodec codec = new ProgressCodec(steps, Map.of());

    private static CreateInstanceRequest request() {
        return CreateInstanceRequest.builder("cn-north-1", "工厂-7")
                .description("a \"b\"\n<c>")
                .zone("cn-north-1a")
                .network("vpc-a", "subnet-b")
                .database(new RdsDatabase("mysql-1", "iothub", "host", "user", Optional.empty()))
                .spendAtMost(Money.cny("50.10"))
                .couponsWorth(Money.cny(new BigDecimal("0.125")))
                .allowUnchecked(CheckId.VPC_EXISTS)
                .acceptServiceTerms()
                .build();
    }

    /** A later version may have one more. */
    @Test
    void aRunThatIsDoneHasNoNextStep() {
        Run run = begin();
        assertThat(run.nextStep()).isPresent();
        run.end(Ending.DONE);
        assertThat(run.nextStep()).isEmpty();
    }

    private static ProvisioningException stop(Optional<KnownOrder> order) {
        var where = new ProvisioningException.Where(RUN, "Buy", null, null, order.orElse(null));
        return new ProvisioningException.Unfinished(where, UnfinishedReason.OVER_THE_CEILING, "it costs more.");
    }

    private Run begin() {
        Progress begun = Progress.begun(RUN, request(), "token-1", PLACE, Optional.of(OWNER), AT);
        Run run = Run.begin(
                journal.own(RUN),
                begun,
                new Run.Dependencies(codec, request -> steps, TimeSource.system(), paused -> {}));
        run.passed();
        return run;
    }

    private void sameAsJournaled(Run run) {
        Progress folded = codec.fold(RUN, journal.read(RUN)).orElseThrow();
        assertThat(folded).usingRecursiveComparison().isEqualTo(run.progress());
    }

    @Test
    void foldsToTheLiveStateAfterEveryEntry() {
        Run run = begin();
        sameAsJournaled(run);
        List<Runnable> life = life(run);
        life.forEach(change -> {
            change.run();
            sameAsJournaled(run);
        });
        assertThat(journal.read(RUN)).hasSize(life.size() + 1);
    }

    private List<Runnable> life(Run run) {
        return List.of(
                () -> run.belongsTo(new Owner(null, "0123456789ab")),
                () -> run.claim("Buy", AT, true, BEFORE),
                () -> run.ended(new Claim.Reply(Claim.Ended.NO_FOR_NOW, "429", "r-1", null), AT.plusSeconds(1), true),
                () -> run.release(true),
                () -> run.claim("Buy", AT, false, null),
                () -> run.ended(new Claim.Reply(Claim.Ended.LOST, "cut off", null, "i-9"), AT.plusSeconds(2), false),
                () -> run.release(false),
                () -> run.claim("Buy", AT, true, BEFORE),
                () -> run.decided(Resolution.orderAgain().by("jane").because("looked in the console")),
                () -> run.end(stop(Optional.of(
                        KnownOrder.of("2026").costing(Money.cny("88.00")).expiring(AT.plusSeconds(3600))))),
                run::settle,
                () -> run.claim("Buy", AT, true, BEFORE),
                () -> run.saw("Buy", Observation.first("lost", "the answer was lost", false, AT)),
                () -> run.end(Ending.UNKNOWN),
                () -> run.amend(Money.cny("60")),
                () -> run.reach("Buy", new Bought("2026")),
                () -> run.saw("Look", Observation.first("BUILDING", "BUILDING 5 %", true, AT)),
                () -> run.end(stop(Optional.empty())),
                () -> run.end(Ending.BROKEN),
                () -> run.reach("Look", new Costing(Money.cny("88.00"))),
                () -> run.end(Ending.DONE));
    }

    /** The format as it is on disks: it may gain fields, and never lose or rename one without a new version. */
    @Test
    void writesWhatTheGoldenFileHolds() throws IOException {
        Run run = begin();
        life(run).forEach(Runnable::run);

        String written = journal.read(RUN).stream()
                .map(entry -> entry.kind() + " " + entry.step() + " " + entry.data() + "\n")
                .collect(Collectors.joining());
        assertThat(written).isEqualTo(golden());
    }

    @Test
    void readsWhatTheGoldenFileHolds() throws IOException {
        Run run = begin();
        life(run).forEach(Runnable::run);

        List<JournalEntry> whole =
                golden().lines().map(ProgressCodecTest::entry).toList();
        assertThat(codec.fold(RUN, whole).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(run.progress());
    }

    private static JournalEntry entry(String line) {
        int data = line.indexOf('{');
        String[] head = line.substring(0, data).split(" ", -1);
        return new JournalEntry(AT, Kind.valueOf(head[0]), head[1], line.substring(data));
    }

    private static String golden() throws IOException {
        try (InputStream in = ProgressCodecTest.class.getResourceAsStream("journal-format.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"TAKEN UP, false", "ORDER AGAIN, true"})
    void goesOnAfterItsEndOnlyWhenItWasTakenUp(String decision, boolean ended) {
        begin().end(Ending.BROKEN);
        String data = "{\"decision\":{\"what\":\"" + decision + "\",\"by\":\"jane\",\"because\":\"it is so\"}}";
        List<JournalEntry> entries = new ArrayList<>(journal.read(RUN));
        entries.add(new JournalEntry(AT, Kind.AMENDED, "", data));
        assertThat(codec.fold(RUN, entries).orElseThrow().ended().isPresent()).isEqualTo(ended);
    }

    /** It decides nothing, so that a later version's word does not cost the run. */
    @Test
    void passesOverAReasonThatItDoesNotKnow() {
        Run run = begin();
        List<JournalEntry> entries = new ArrayList<>(journal.read(RUN));
        entries.add(new JournalEntry(AT, Kind.STOPPED, "Buy", "{\"reason\":\"MOON_IN_THE_WAY\"}"));
        assertThat(codec.fold(RUN, entries).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(run.progress());
    }

    @Test
    void tellsTheEndingOfARunWhoseOtherEntriesCannotBeRead() {
        var damaged = new JournalEntry(AT, Kind.UNREADABLE, "", "damaged");
        var done = new JournalEntry(AT, Kind.ENDED, "", "{\"ending\":\"DONE\"}");
        var sold = new JournalEntry(AT, Kind.ENDED, "", "{\"ending\":\"SOLD\"}");
        assertThat(ProgressCodec.ending(List.of(damaged, done))).hasValue(Ending.DONE);
        assertThat(ProgressCodec.ending(List.of(done, damaged))).isEmpty();
        assertThat(ProgressCodec.ending(List.of(damaged, sold))).isEmpty();
        assertThat(ProgressCodec.ending(List.of())).isEmpty();
    }

    @Test
    void hasNothingToTellOfARunWithoutEntries() {
        assertThat(codec.fold(RUN, List.of())).isEmpty();
    }

    @Test
    void refusesAJournalThatDoesNotStartWithTheRequest() {
        var entries = List.of(new JournalEntry(AT, Kind.ENDED, "", "{\"ending\":\"DONE\"}"));
        refused(entries, "it does not start with the request");
    }

    @Test
    void refusesARequestOfANewerVersion() {
        begin();
        JournalEntry first = journal.read(RUN).get(0);
        String newer = first.data().replace("\"version\":2", "\"version\":3");
        refused(List.of(new JournalEntry(AT, Kind.BEGUN, "", newer)), "its version is 3");
    }

    @Test
    void refusesARequestThatLacksAField() {
        refused(
                List.of(new JournalEntry(AT, Kind.BEGUN, "", "{\"version\":2,\"runId\":\"run-1\",\"name\":\"a\"}")),
                "not a valid JournaledRequest");
    }

    @Test
    void refusesARequestThatBreaksTheRules() {
        begin();
        String broken = journal.read(RUN).get(0).data().replace("subnet-b", "elsewhere");
        refused(List.of(new JournalEntry(AT, Kind.BEGUN, "", broken)), "subnetId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REACHED | Fly | {} | it names the step Fly",
                "REACHED | Buy | [] | not a valid Bought",
                "CLAIMED | Buy | no | not a valid Claim",
                "CLAIMED | Buy | {} | not a valid Claim",
                "SEEN | Look | {\"at\":\"yesterday\"} | not a valid Observation",
                "SEEN | Look | {} | not a valid Observation",
                "AMENDED | '' | {} | not a valid Amendment",
                "AMENDED | '' | {\"spendAtMost\":{\"amount\":\"x\",\"currency\":\"CNY\"}} | not a valid Amendment",
                "ENDED | '' | {\"ending\":\"SOLD\"} | not a valid End"
            })
    void refusesAnEntryThatItDoesNotUnderstand(Kind kind, String step, String data, String why) {
        begin();
        List<JournalEntry> entries = new ArrayList<>(journal.read(RUN));
        entries.add(new JournalEntry(AT, kind, step, data));
        refused(entries, why);
    }

    private void refused(List<JournalEntry> entries, String why) {
        assertThatThrownBy(() -> codec.fold(RUN, entries))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("The journal of run run-1 cannot be read")
                .hasMessageContaining(why)
                .hasMessageContaining("another version");
    }
}
