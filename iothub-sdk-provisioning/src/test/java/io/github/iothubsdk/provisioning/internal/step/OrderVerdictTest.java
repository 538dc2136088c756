package io.github.iothubsdk.provisioning.internal.step;

import static io.github.iothubsdk.provisioning.internal.step.Bench.BEFORE;
import static io.github.iothubsdk.provisioning.internal.step.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Reply;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Outcome.NotDone;
import io.github.iothubsdk.provisioning.internal.flow.Outcome.Pending;
import io.github.iothubsdk.provisioning.internal.flow.Outcome.Reached;
import io.github.iothubsdk.provisioning.internal.flow.Outcome.Refused;
import io.github.iothubsdk.provisioning.internal.flow.Snapshot;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a claimed order, at the exact limits: five minutes of quiet, two more for lists that lag. */
class OrderVerdictTest {

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration ABSENT = Duration.ofMinutes(7);
    private static final Duration HOPELESS = Duration.ofMinutes(12);
    private static final Duration ALMOST = Duration.ofNanos(-1);

    private static final Finding NOTHING = new Finding.Nothing(true, List.of("nothing of it was found"));
    private static final Finding UNPROVED = new Finding.Nothing(false, List.of("nothing, by a query that is blind"));
    private static final Finding UNCLEAR = new Finding.Unclear(List.of("two orders"));
    private static final Finding LIKELY = new Finding.Ours("2026", "i-7", false, List.of("order 2026"));
    private static final Finding CERTAIN = new Finding.Ours("2026", "i-7", true, List.of("order 2026"));

    private final Bench bench = new Bench();
    private Timing timing = new Timing(QUIET, Duration.ofMinutes(2), Duration.ofMinutes(5));
    private CreateInstanceRequest request = Bench.request(builder -> builder);
    private int looks;

    /** A claim of which this was answered, or nothing at all. */
    private static Claim claim(@Nullable Ended how, int attempt, boolean open, boolean doubtful) {
        return claim(how, attempt, open, doubtful, BEFORE);
    }

    private static Claim claim(
            @Nullable Ended how, int attempt, boolean open, boolean doubtful, @Nullable Snapshot before) {
        Reply reply = how == null ? null : new Reply(how, "the service's words", "req-1", null);
        return new Claim(PlaceOrder.NAME, attempt, START, START, true, open, doubtful, reply, before);
    }

    private static Claim claim(@Nullable Ended how) {
        return claim(how, 1, true, false);
    }

    private Outcome after(Duration time, Claim claim, Finding found) {
        StepContext context = bench.turn(request);
        bench.pass(time);
        return verdict(found).on(context, claim);
    }

    private OrderVerdict verdict(Finding found) {
        return new OrderVerdict(
                (context, claim) -> {
                    looks++;
                    return found;
                },
                timing);
    }

    private void waits(Duration time, Claim claim, Finding found, String words) {
        Pending pending = (Pending) after(time, claim, found);
        assertThat(pending.seen().words()).contains(words);
        assertThat(pending.seen().present()).isFalse();
        assertThat(pending.after()).isEqualTo(Duration.ofSeconds(10));
    }

    private Unknown unknown(Duration time, Claim claim, Finding found) {
        return catchThrowableOfType(Unknown.class, () -> after(time, claim, found));
    }

    private void sendsAgain(Duration time, Claim claim) {
        assertThat(after(time, claim, NOTHING))
                .isEqualTo(new NotDone("the order has left no trace after the quiet period", Duration.ZERO, false));
    }

    private ProvisioningException refused(Outcome outcome, boolean certain) {
        Refused refused = (Refused) outcome;
        assertThat(refused.certain()).isEqualTo(certain);
        return refused.failure();
    }

    @Test
    void sendsAgainWhenItLeftNoTraceForTheQuietPeriodAndTheLagOfTheLists() {
        waits(ABSENT.plus(ALMOST), claim(null), NOTHING, "left no trace yet");
        sendsAgain(ABSENT, claim(null));
        assertThat(bench.events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                ProvisioningEvent.Recovering.class,
                                recovering -> assertThat(recovering.evidence()).isEqualTo(NOTHING.told())));
    }

    /** For an old claim of another process the service's clock decides, and one look may miss a row. */
    @ParameterizedTest
    @CsvSource({"29999,false", "30000,true"})
    void looksForHalfAMinuteAtTheLeast(long millis, boolean enough) {
        bench.trusted = true;
        Instant longAgo = START.minus(Duration.ofDays(1));
        Claim old = new Claim(PlaceOrder.NAME, 1, longAgo, longAgo, true, true, false, null, BEFORE);
        Duration looked = Duration.ofMillis(millis);
        if (enough) {
            sendsAgain(looked, old);
            assertThat(unknown(looked, old, UNCLEAR)).isNotNull();
        } else {
            waits(looked, old, NOTHING, "left no trace yet");
            waits(looked, old, UNCLEAR, "what they mean cannot be told yet");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOST,4,false",
        "LOST,5,true",
        "LOST,6,false",
        "LOST,10,true",
        "ODD_REFUSAL,1,false",
        "ODD_REFUSAL,2,true",
        "NO_FOR_NOW,2,false"
    })
    void isNotSentForEver(Ended how, int attempt, boolean stops) {
        Claim claim = claim(how, attempt, true, attempt > 1);
        if (!stops) {
            sendsAgain(ABSENT, claim);
            return;
        }
        ProvisioningException failure = refused(after(ABSENT, claim, NOTHING), false);
        assertThat(failure)
                .isInstanceOf(Unfinished.class)
                .hasMessageContaining("sent " + attempt + " times")
                .hasMessageContaining("the service's words");
        assertThat(failure.requestId()).contains("req-1");
        sendsAgain(ABSENT, claim(how, attempt, false, true)); // somebody has resumed it
    }

    @ParameterizedTest
    @EnumSource(
            value = Ended.class,
            names = {"LOST", "ACCEPTED"})
    void isUnknownWhenItsAbsenceCannotBeProved(Ended how) {
        Finding found = how == Ended.ACCEPTED ? NOTHING : UNPROVED; // accepted: no list proves that it is not there
        waits(ABSENT, claim(how), found, "whose absence is not proved");
        waits(HOPELESS.plus(ALMOST), claim(how), found, "whose absence is not proved");
        Unknown unknown = unknown(HOPELESS, claim(how), found);
        assertThat(unknown.requestId()).contains("req-1");
        assertThat(unknown.evidence())
                .containsExactly(found.told().get(0), "the last answer to the order was: the service's words");
    }

    @Test
    void isUnknownAfterANoThatFollowsACopyWithoutAnAnswer() {
        Claim claim = claim(Ended.NO, 2, true, true);
        waits(ABSENT, claim, NOTHING, "whose absence is not proved");
        assertThat(unknown(HOPELESS, claim, NOTHING).evidence())
                .contains("an earlier copy of the order was cut off and left no trace");
    }

    @Test
    void orderedNothingWhenTheServiceSaysNoAndNothingContradictsIt() {
        ProvisioningException failure = refused(after(Duration.ZERO, claim(Ended.NO), NOTHING), true);
        assertThat(failure).isInstanceOf(Invalid.class).hasMessageContaining("the service's words");
        assertThat(failure.requestId()).contains("req-1");
    }

    @Test
    void doesNotBelieveANoWhenItCannotLook() {
        waits(Duration.ZERO, claim(Ended.NO), UNPROVED, "left no trace yet");
        assertThat(unknown(HOPELESS, claim(Ended.NO), UNPROVED)).isNotNull();
    }

    @Test
    void adoptsWhatIsCertainAtOnceAndReservesIt() {
        StepContext context = bench.turn(request);
        assertThat(verdict(CERTAIN).on(context, claim(null))).isEqualTo(new Reached(new Ordered("i-7", "2026")));
        StepContext other = bench.turn(request);
        assertThat(other.isOthersOrder("2026")).isTrue();
        assertThat(catchThrowableOfType(Unfinished.class, () -> verdict(CERTAIN).on(other, claim(null))))
                .hasMessageContaining("order 2026 is another run's");
    }

    @Test
    void adoptsWhatIsLikelyAfterTheQuietPeriod() {
        waits(QUIET.plus(ALMOST), claim(null), LIKELY, "order 2026 may be this one");
        assertThat(after(QUIET, claim(null), LIKELY)).isEqualTo(new Reached(new Ordered("i-7", "2026")));
    }

    @Test
    void isUnknownAtOnceWhenARefusalIsContradicted() {
        assertThat(unknown(Duration.ZERO, claim(Ended.NO), CERTAIN)).isNotNull();
        assertThat(unknown(Duration.ZERO, claim(Ended.NO), UNCLEAR)).isNotNull();
    }

    @Test
    void believesItsOwnMarkMoreThanARefusal() {
        request = Bench.request(CreateInstanceRequest.Builder::markInDescription);
        assertThat(after(Duration.ZERO, claim(Ended.NO), CERTAIN)).isInstanceOf(Reached.class);
    }

    @Test
    void isUnknownWhenTracesStayUnclearForTheQuietPeriod() {
        waits(QUIET.plus(ALMOST), claim(null), UNCLEAR, "what they mean cannot be told yet");
        Unknown unknown = unknown(QUIET, claim(null), UNCLEAR);
        assertThat(unknown.evidence()).containsExactly("two orders");
    }

    @Test
    void saysHowTheLastCallEnded() {
        assertThat(((Pending) after(Duration.ZERO, claim(null), NOTHING)).seen().state())
                .isEqualTo("answer lost");
        assertThat(((Pending) after(Duration.ZERO, claim(Ended.NO_FOR_NOW), NOTHING))
                        .seen()
                        .state())
                .isEqualTo("NO_FOR_NOW");
    }

    /** Where the caller has allowed that nothing can be looked at, the service's own words are all there is. */
    @Test
    void believesANoWhereNothingCanBeLookedAt() {
        assertThat(refused(after(Duration.ZERO, claim(Ended.NO, 1, true, false, null), UNCLEAR), true))
                .isInstanceOf(Invalid.class);
        Claim forNow = claim(Ended.NO_FOR_NOW, 1, true, false, null);
        assertThat(after(Duration.ofMinutes(1), forNow, UNCLEAR))
                .isEqualTo(new NotDone("the order was refused for that moment", Duration.ZERO, true));
        assertThat(looks).isZero();
        waits(Duration.ofMinutes(1).plus(ALMOST), forNow, UNCLEAR, "traces");
        waits(Duration.ofMinutes(1), claim(null, 1, true, false, null), UNCLEAR, "traces");
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void doesNotBelieveItAfterACopyWithoutAnAnswer() {
        waits(Duration.ofMinutes(1), claim(Ended.NO_FOR_NOW, 2, true, true, null), UNCLEAR, "traces");
        waits(Duration.ofMinutes(1), claim(Ended.NO, 2, true, true, null), UNCLEAR, "traces");
        assertThat(looks).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"60000,10000", "30000,10000", "29997,9999", "3000,1000", "300,100", "150,100", "1,100"})
    void looksMoreOftenInAShortQuietPeriodAndNeverInAStorm(long quiet, long every) {
        timing = new Timing(Duration.ofMillis(quiet), Duration.ofMinutes(2), QUIET);
        Pending pending = (Pending) after(Duration.ZERO, claim(null), NOTHING);
        assertThat(pending.after()).isEqualTo(Duration.ofMillis(every));
    }

    /** The lists may lag for two minutes, but not for longer than the quiet period that was asked for. */
    @ParameterizedTest
    @CsvSource({"60,120", "119,238", "120,240", "180,300"})
    void addsTheLagOfTheListsToTheQuietPeriod(long quiet, long absent) {
        timing = new Timing(Duration.ofSeconds(quiet), Duration.ofMinutes(2), QUIET);
        waits(Duration.ofSeconds(absent).plus(ALMOST), claim(null), NOTHING, "left no trace yet");
        sendsAgain(Duration.ofSeconds(absent), claim(null));
    }

    @ParameterizedTest
    @CsvSource({"3000,3000", "150,300", "60000,30000"})
    void looksSeveralTimesInAShortQuietPeriodToo(long quiet, long looked) {
        timing = new Timing(Duration.ofMillis(quiet), Duration.ZERO, QUIET);
        bench.trusted = true;
        Instant longAgo = START.minus(Duration.ofDays(1));
        Claim old = new Claim(PlaceOrder.NAME, 1, longAgo, longAgo, true, true, false, null, BEFORE);
        assertThat(after(Duration.ofMillis(looked).plus(ALMOST), old, NOTHING)).isInstanceOf(Pending.class);
        sendsAgain(Duration.ofMillis(looked), old);
    }
}
