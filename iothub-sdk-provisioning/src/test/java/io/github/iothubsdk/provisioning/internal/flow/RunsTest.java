package io.github.iothubsdk.provisioning.internal.flow;

import static io.github.iothubsdk.provisioning.internal.flow.Engine.made;
import static io.github.iothubsdk.provisioning.internal.flow.Engine.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Reply;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Beginning, taking up, giving up runs; whose they are, and whose names. */
class RunsTest {

    private final Engine engine = new Engine();

    private static RunId id(Run run) {
        return run.progress().runId();
    }

    /** Takes it, and passes the gate as an engine does. */
    private Run take(RunId run) {
        return passed(engine.runs.take(run, Optional.empty()));
    }

    private static Run passed(Run run) {
        try {
            run.passed();
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    private Unfinished notTaken(RunId run) {
        return catchThrowableOfType(Unfinished.class, () -> take(run));
    }

    /** Another process with the same journal. */
    private Runs elsewhere() {
        return new Runs(engine, engine.codec, request -> engine.steps, engine, engine.gate);
    }

    private static void claim(Run run, Engine engine, Ended how) {
        run.claim("Buy", engine.now(), true, null);
        run.ended(new Reply(how, "words", null, null), engine.now(), true);
    }

    @Test
    void beginsARunWithItsOwnerAndPlace() {
        Run run = engine.begin();
        assertThat(run.progress().owner()).contains(new Owner("785455908941", "0123456789ab"));
        assertThat(run.progress().place()).isEqualTo(Engine.PLACE);
        assertThat(run.progress().begunAt()).isEqualTo(Engine.START);
        assertThat(run.isNew()).isTrue();
        assertThat(run.progress().clientToken())
                .isNotEqualTo(another().progress().clientToken());
    }

    private Run another() {
        return engine.runs.begin(RunId.random(), request("plant-8"), engine.hour());
    }

    @Test
    void saysThatNothingWasOrderedWhenTheJournalFailsAtTheBeginning() {
        engine.journalFails = Engine.full();
        var invalid = catchThrowableOfType(Invalid.class, engine::begin);
        assertThat(invalid).hasMessageContaining("The disk is full");
        assertThat(invalid.runId()).isEmpty();
        assertThat(invalid.step()).isEqualTo("journal");
    }

    @Test
    void refusesANameThatAnotherRunIsCreating() {
        Run first = engine.begin();
        var refused = catchThrowableOfType(Invalid.class, engine::begin);
        assertThat(refused).hasMessageContaining("run " + id(first) + " is creating plant-7");
        assertThat(engine.letGo).isOne(); // of the second
        assertThat(engine.inner.runs()).containsExactly(id(first));
    }

    @Test
    void beginsWithoutItsOwnerWhenNobodyTellsAndLearnsItLater() {
        engine.accountFails = Engine.unreachable(false);
        Run run = engine.begin();
        assertThat(run.progress().owner()).isEmpty();
        StepContext context = engine.turn(run);
        assertThatThrownBy(() -> engine.gate.confirm(run, context.where(null, null), engine.hour()))
                .hasMessageContaining("the account of this run is not known yet");
        assertThatThrownBy(() -> engine.gate.pass(run, context)).isSameAs(engine.accountFails);
        engine.accountFails = new ApiException.Misconfigured("no key");
        engine.gate.pass(run, context); // preflight says so
        assertThat(run.progress().owner()).isEmpty();
        engine.accountFails = null;
        engine.gate.pass(run, context);
        assertThat(run.progress().owner()).isPresent();
        assertThat(engine.kinds(run)).containsExactly(Kind.BEGUN, Kind.AMENDED);
    }

    @Test
    void learnsNoOwnerWhoseNameAnotherRunHas() {
        engine.accountFails = Engine.unreachable(false);
        Run late = engine.begin();
        engine.accountFails = null;
        Run first = engine.begin();
        assertThatThrownBy(() -> engine.gate.pass(late, engine.turn(late)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("run " + id(first));
        assertThat(late.progress().owner()).isEmpty();
    }

    @Test
    void isInterruptedBeforeARunIsBegun() {
        engine.accountFails = new ApiException.Interrupted("interrupted");
        var stopped = catchThrowableOfType(Unfinished.class, engine::begin);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.runId()).isEmpty();
        assertThat(engine.letGo).isOne();
    }

    @Test
    void sendsNothingElsewhere() {
        Run run = engine.begin();
        var there = new OwnerGate(engine, new Place("https://elsewhere", "dialect", null), false, engine);
        assertThatThrownBy(() -> there.pass(run, engine.turn(run)))
                .hasMessageContaining("begun at http://127.0.0.1:1")
                .hasMessageContaining("talks to https://elsewhere");
    }

    @Test
    void goesOnWithAnotherKeyOfTheAccount() {
        Run run = engine.begin();
        engine.gate.pass(run, engine.turn(run));
        assertThat(engine.asked).isOne();
        engine.key = "another key";
        engine.gate.pass(run, engine.turn(run));
        engine.gate.confirm(run, engine.turn(run).where(null, null), engine.hour());
        assertThat(engine.asked).isEqualTo(3);
    }

    @Test
    void ordersNothingWhenItsNameIsAnothersByNow() {
        Run run = engine.begin();
        run.end(Ending.INVALID);
        run.close();
        Run next = engine.begin();
        Run late = engine.runs.takeToEnd(id(run));
        assertThatThrownBy(() -> engine.gate.confirm(late, engine.turn(late).where(null, null), engine.hour()))
                .isInstanceOf(Unfinished.class)
                .hasMessageContaining("run " + id(next) + " is creating");
        late.reach("Buy", new Engine.Made("order 1"));
        engine.gate.confirm(late, engine.turn(late).where(null, null), engine.hour()); // it needs the name no more
    }

    @Test
    void isNotTakenUpWhileAnotherRunCreatesItsName() {
        Run run = engine.begin();
        run.end(Ending.INVALID);
        run.close();
        Run next = engine.begin();
        assertThat(notTaken(id(run))).hasMessageContaining("run " + id(next) + " is creating");
        engine.runs.takeToEnd(id(run)).close(); // it was let go
        next.end(Ending.ABANDONED);
        next.close();
        assertThat(id(take(id(run)))).isEqualTo(id(run));
    }

    @Test
    void keepsANameWhileItMayStillOrder() {
        Run run = engine.begin();
        run.close();
        assertThatThrownBy(engine::begin).isInstanceOf(Invalid.class);
        Run unknown = engine.runs.takeToEnd(id(run));
        unknown.end(Ending.UNKNOWN);
        unknown.close();
        assertThatThrownBy(engine::begin).isInstanceOf(Invalid.class);
        assertThat(engine.gate.creating("plant-7", engine.hour())).contains(id(run));
        assertThat(engine.gate.creating("plant-8", engine.hour())).isEmpty();
        engine.runs.abandon(id(run));
        assertThat(engine.gate.creating("plant-7", engine.hour())).isEmpty();
        engine.begin();
    }

    @Test
    void cannotTellWhoCreatesANameWhenTheJournalOrTheAccountCannotBeRead() {
        engine.begin();
        engine.journalFails = Engine.full();
        assertThat(engine.gate.creating("plant-7", engine.hour())).isEmpty();
        engine.journalFails = null;
        engine.accountFails = Engine.unreachable(false);
        assertThat(engine.gate.creating("plant-7", engine.hour())).isEmpty();
        engine.accountFails = new ApiException.Interrupted("interrupted");
        assertThatThrownBy(() -> engine.gate.creating("plant-7", engine.hour()))
                .isInstanceOf(ApiException.Interrupted.class);
    }

    @Test
    void reservesAnOrderForOneRun() {
        Run first = engine.begin();
        Run second = another();
        assertThat(engine.turn(first).reserveOrder("2026")).isTrue();
        assertThat(engine.turn(first).reserveOrder("2026")).isTrue();
        assertThat(engine.turn(second).reserveOrder("2026")).isFalse();
        assertThat(engine.turn(first).isOthersOrder("2026")).isFalse();
        assertThat(engine.turn(second).isOthersOrder("2026")).isTrue();
        assertThat(engine.turn(second).isOthersOrder("2027")).isFalse();
    }

    @Test
    void hasNoRunThatTheJournalDoesNotHave() {
        assertThat(notTaken(RunId.random())).hasMessageContaining("no such run");
        assertThat(engine.inner.runs()).isEmpty();
        assertThatThrownBy(() -> engine.runs.abandon(RunId.random())).hasMessageContaining("no such run");
    }

    @Test
    void isNotTakenTwice() {
        Run run = engine.begin();
        assertThat(notTaken(id(run))).hasMessageContaining("being worked on");
        run.close();
        take(id(run)).close();
        engine.journalFails = Engine.full();
        Unfinished failed = notTaken(id(run));
        assertThat(failed.runId()).contains(id(run));
        assertThat(failed.step()).isEqualTo("journal");
    }

    @Test
    void keepsAPasswordInThisProcessOnly() {
        Run run = engine.begin();
        run.close();
        Run again = take(id(run));
        assertThat(again.progress().request().database().password()).isPresent();
        again.close();
        Run there = elsewhere().take(id(run), Optional.empty());
        assertThat(there.progress().request().database().password()).isEmpty();
    }

    @Test
    void forgetsThePasswordOfARunThatIsDone() {
        Run run = engine.begin();
        run.end(Ending.DONE);
        run.close();
        Run again = take(id(run));
        assertThat(again.progress().request().database().password()).isEmpty();
        assertThat(engine.kinds(again)).containsExactly(Kind.BEGUN, Kind.ENDED); // it stays done
    }

    @Test
    void keepsThePasswordOfOneThatMayGoOn() {
        Run run = engine.begin();
        run.end(Ending.BROKEN);
        run.close();
        Run again = take(id(run));
        assertThat(again.progress().request().database().password()).isPresent();
        assertThat(again.progress().ended()).isEmpty();
        assertThat(engine.kinds(again)).containsExactly(Kind.BEGUN, Kind.ENDED, Kind.AMENDED);
    }

    @Test
    void takesANewCeiling() {
        Run run = engine.begin();
        run.close();
        Run again = passed(engine.runs.take(id(run), Optional.of(Money.cny("500.00"))));
        assertThat(again.progress().request().spendAtMost()).isEqualTo(Money.cny("500.00"));
        again.end(Ending.DONE);
        again.close();
        Run done = passed(engine.runs.take(id(run), Optional.of(Money.cny("900.00"))));
        assertThat(done.progress().request().spendAtMost()).isEqualTo(Money.cny("500.00"));
    }

    /** A ceiling is the caller's word to send again what was accepted and left nothing; to no other claim. */
    @Test
    void takesACeilingForAWordOnlyWhereOneIsWaitedFor() {
        assertThat(inDoubtAfterACeiling(Ended.ACCEPTED, true)).isFalse();
        assertThat(inDoubtAfterACeiling(Ended.LOST, true)).isTrue();
        assertThat(inDoubtAfterACeiling(Ended.ACCEPTED, false)).isTrue();
    }

    private boolean inDoubtAfterACeiling(Ended how, boolean given) {
        var fresh = new Engine();
        Run run = fresh.begin();
        claim(run, fresh, how);
        if (given) {
            run.release(false);
        }
        run.close();
        Run again = passed(fresh.runs.take(id(run), Optional.of(Money.cny("500.00"))));
        return again.progress().claim().orElseThrow().inDoubt();
    }

    @Test
    void abandonsARunOnce() {
        Run run = engine.begin();
        run.close();
        engine.runs.abandon(id(run));
        engine.runs.abandon(id(run));
        assertThat(engine.kinds(run)).containsExactly(Kind.BEGUN, Kind.ENDED);
        assertThat(take(id(run)).progress().ended()).isEmpty(); // a person may take it up all the same
    }

    @Test
    void leavesARunThatIsDoneAsItEnded() {
        Run run = engine.begin();
        run.end(Ending.DONE);
        run.end(Ending.DONE);
        run.close();
        engine.runs.abandon(id(run));
        assertThat(engine.kinds(run)).containsExactly(Kind.BEGUN, Kind.ENDED);
        assertThat(take(id(run)).progress().ended()).contains(Ending.DONE);
    }

    @Test
    void remembersWhatItSawOfARunThatWaits() {
        Run run = engine.begin();
        run.saw("Look", engine.turn(run).saw("missing", "not there", false));
        engine.pass(Duration.ofMinutes(1));
        run.saw("Look", engine.turn(run).saw("missing", "not there", false)); // is no news, and not journaled
        run.close();
        Run again = take(id(run));
        assertThat(again.progress().lastSeen().orElseThrow().looks()).isEqualTo(2);
        again.close();
        assertThat(elsewhere()
                        .take(id(run), Optional.empty())
                        .progress()
                        .lastSeen()
                        .orElseThrow()
                        .looks())
                .isOne();
    }

    @Test
    void takesNothingFromItsMemoryThatTheJournalKnowsBetter() {
        Run run = engine.begin();
        run.saw("Look", engine.turn(run).saw("missing", "not there", false));
        run.close();
        engine.pass(Duration.ofMinutes(1));
        Runs other = elsewhere();
        Run there = other.take(id(run), Optional.empty());
        there.saw("Look", engine.turn(there).saw("BUILDING", "BUILDING", true));
        there.close();
        assertThat(take(id(run)).progress().lastSeen().orElseThrow().words()).isEqualTo("BUILDING");
    }

    @Test
    void journalsAPersonsDecision() {
        Run run = engine.begin();
        claim(run, engine, Ended.LOST);
        run.decided(Resolution.orderAgain());
        run.settle();
        assertThat(run.progress().claim().orElseThrow().inDoubt()).isFalse();
        int entries = engine.kinds(run).size();
        run.settle();
        assertThat(engine.kinds(run)).hasSize(entries);
        assertThat(engine.inner.read(id(run)))
                .anySatisfy(entry -> assertThat(entry.data()).contains("ORDER_AGAIN"));
    }

    @Test
    void writesNoEndOfACallThatIsNotOpen() {
        Run run = engine.begin();
        run.ended(new Reply(Ended.NO, "no", null, null), engine.now(), true);
        run.release(true);
        assertThat(engine.kinds(run)).containsExactly(Kind.BEGUN);
        claim(run, engine, Ended.NO);
        run.release(true);
        run.release(true);
        run.ended(new Reply(Ended.NO, "no", null, null), engine.now(), true);
        assertThat(engine.kinds(run)).containsExactly(Kind.BEGUN, Kind.CLAIMED, Kind.CLAIMED, Kind.RELEASED);
    }

    @Test
    void countsTheAttemptsOfOneStepOnly() {
        Run run = engine.begin();
        claim(run, engine, Ended.NO);
        run.release(true);
        assertThat(run.claim("Buy", engine.now(), true, null).attempt()).isEqualTo(2);
        assertThat(run.claim("Pay", engine.now(), true, null).attempt()).isOne();
    }

    @Test
    void closesThoughTheJournalFails() {
        Run run = engine.begin();
        engine.journalFails = Engine.full();
        run.close();
        engine.journalFails = null;
        take(id(run)).close();
    }

    @Test
    void knowsWhatIsReachedThoughTheJournalFails() {
        Run run = engine.begin();
        engine.journalFails = Engine.full();
        assertThatThrownBy(() -> run.reach("Buy", new Engine.Made("order 1"))).isInstanceOf(JournalException.class);
        assertThat(run.progress().get(Engine.Made.class).what()).isEqualTo("order 1");
        assertThat(run.progress().hasBoughtNothing()).isFalse();
    }

    @Test
    void readsEveryRunAlsoWhenOneCannotBeRead() {
        Run run = engine.begin();
        RunId bad = new RunId("bad-1");
        engine.inner.own(bad).append(JournalEntry.unreadable("it is torn"));
        var reader = new RunReader(engine, engine.codec, RunsTest::summary);
        assertThat(reader.all()).extracting(RunSummary::runId).containsExactlyInAnyOrder(id(run), bad);
        assertThat(reader.read(bad).orElseThrow().lastSeen().orElseThrow()).contains("it is torn");
        assertThat(reader.read(id(run)).orElseThrow().lastSeen()).contains("fine");
        assertThat(reader.read(RunId.random())).isEmpty();
        engine.journalFails = Engine.full();
        assertThatThrownBy(reader::all).isInstanceOf(Unfinished.class).hasMessageContaining("The disk is full.");
    }

    private static RunSummary summary(Progress progress) {
        return RunSummary.builder(progress.runId())
                .of("cn-north-1", "plant-7")
                .step("Look")
                .lastSeen(Optional.of("fine"))
                .ended(progress.ended())
                .build();
    }

    @Test
    void findsWhatAStepHasLeft() {
        Run run = engine.begin();
        assertThat(run.progress().find(Engine.Made.class)).isEmpty();
        assertThatThrownBy(() -> run.progress().get(Engine.Made.class)).hasMessageContaining("not reached: Made");
        engine.look.attempt(made("a look"));
        assertThat(run.progress().orderedNothing()).isTrue();
        claim(run, engine, Ended.LOST);
        assertThat(run.progress().orderedNothing()).isFalse();
        assertThat(run.progress().doubt("Buy")).isPresent();
        assertThat(run.progress().doubt("Pay")).isEmpty();
        assertThat(List.of(run.progress().hasBoughtNothing())).containsExactly(true);
    }
}
