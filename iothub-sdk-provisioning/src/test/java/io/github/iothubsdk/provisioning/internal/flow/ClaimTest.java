package io.github.iothubsdk.provisioning.internal.flow;

import static io.github.iothubsdk.provisioning.internal.flow.Engine.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a claim remembers from one copy of an order to the next. */
class ClaimTest {

    private static final Snapshot FIRST = new Snapshot(null, "1", null, List.of("1"), false, List.of());
    private static final Snapshot LATER = new Snapshot(null, "2", null, List.of("1", "2"), false, List.of());
    private static final Instant THEN = START.plusSeconds(600);

    private final Claim claim = Claim.first("Buy", 1, START, true, FIRST);

    @Test
    void isInDoubtUntilItIsReleasedForCertain() {
        assertThat(claim.inDoubt()).isTrue();
        assertThat(claim.released(true).inDoubt()).isFalse();
        assertThat(claim.released(false).inDoubt()).isTrue();
        assertThat(claim.released(false).open()).isFalse();
        assertThat(claim.released(false).settled().inDoubt()).isFalse();
    }

    /** What a doubtful copy may have left is told apart by what was there before that one. */
    @Test
    void keepsTheFirstTimeAndWhatWasThereBeforeADoubtfulCopy() {
        Claim again = claim.released(false).again(THEN, true, LATER);
        assertThat(again).isEqualTo(new Claim("Buy", 2, START, THEN, true, true, true, null, FIRST));
        assertThat(again.released(true).inDoubt()).isTrue(); // the first copy is no better known
    }

    @Test
    void beginsAnewAfterACopyThatCertainlyLeftNothing() {
        Claim again = claim.released(true).again(THEN, false, LATER);
        assertThat(again).isEqualTo(new Claim("Buy", 2, THEN, THEN, false, true, false, null, LATER));
    }

    @Test
    void isDatedByTheServiceOnlyWhenAllOfItIs() {
        assertThat(claim.released(false).again(THEN, false, LATER).serviceTime())
                .isFalse();
        Claim here = Claim.first("Buy", 1, START, false, FIRST);
        assertThat(here.released(false).again(THEN, true, LATER).serviceTime()).isFalse();
        Reply lost = new Reply(Ended.LOST, "lost", null, null);
        assertThat(claim.ended(lost, THEN, false).serviceTime()).isFalse();
        assertThat(here.ended(lost, THEN, true).serviceTime()).isFalse();
        assertThat(claim.ended(lost, THEN, true).serviceTime()).isTrue();
    }

    @Test
    void endsNoSoonerThanItBegan() {
        Reply lost = new Reply(Ended.LOST, "lost", "req-1", null);
        assertThat(claim.ended(lost, THEN, true).last()).isEqualTo(THEN);
        assertThat(claim.ended(lost, START.minusSeconds(1), true).last()).isEqualTo(START);
    }

    @Test
    void tellsTheLastAnswer() {
        Claim accepted = claim.ended(new Reply(Ended.ACCEPTED, "yes", "req-1", "i-7"), THEN, true);
        assertThat(accepted.endedWith(Ended.ACCEPTED)).isTrue();
        assertThat(accepted.endedWith(Ended.NO)).isFalse();
        assertThat(accepted.namedInstance()).contains("i-7");
        assertThat(accepted.told()).contains("yes");
        assertThat(accepted.requestId()).isEqualTo("req-1");
        assertThat(claim.endedWith(Ended.ACCEPTED)).isFalse();
        assertThat(claim.requestId()).isNull();
        Claim silent = claim.ended(new Reply(Ended.LOST, "", null, " "), THEN, true);
        assertThat(silent.namedInstance()).isEmpty();
        assertThat(silent.told()).isEmpty();
    }

    @Test
    void countsLooksThatShowTheSame() {
        Observation first = Observation.first("missing", "not there", false, START);
        Observation same = first.then(Observation.first("missing", "not there", false, START.plusSeconds(60)));
        assertThat(same.looks()).isEqualTo(2);
        assertThat(same.lasted()).isEqualTo(Duration.ofMinutes(1));
        Observation there = same.then(Observation.first("BUILDING", "BUILDING", true, START.plusSeconds(70)));
        assertThat(there.looks()).isOne();
        assertThat(there.lasted()).isZero();
        assertThat(there.present()).isTrue();
        Observation gone = there.then(Observation.first("missing", "not there", false, THEN));
        assertThat(gone.present()).isTrue(); // it has been seen
        assertThat(gone.sameState(first)).isFalse();
        assertThat(same.sameState(first)).isTrue();
        assertThat(there.sameState(first)).isFalse();
        assertThat(there.sameState(gone)).isFalse();
    }

    @Test
    void anOwnerIsTheSameByItsAccountOrItsKey() {
        Owner told = new Owner("785455908941", "k1");
        Owner untold = new Owner(null, "k1");
        assertThat(told.isSameAs(new Owner("785455908941", "k2"))).isTrue();
        assertThat(told.isSameAs(untold)).isTrue();
        assertThat(untold.isSameAs(new Owner(null, "k2"))).isFalse();
        assertThat(told.isSameAs(new Owner("785455908942", "k2"))).isFalse();
        assertThat(untold.isSameAs(new Owner("785455908941", "k2"))).isFalse();
        assertThat(told).hasToString("account 785455908941");
        assertThat(untold).hasToString("the account of access key #k1");
        assertThat(told.id()).isEqualTo("785455908941");
        assertThat(untold.id()).isEqualTo("key k1");
    }
}
