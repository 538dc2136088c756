package io.github.iothubsdk.provisioning.internal.step;

import static io.github.iothubsdk.provisioning.internal.step.Bench.NAME;
import static io.github.iothubsdk.provisioning.internal.step.Bench.START;
import static io.github.iothubsdk.provisioning.internal.step.Wire.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Reply;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Outcome.Pending;
import io.github.iothubsdk.provisioning.internal.flow.Outcome.Reached;
import io.github.iothubsdk.provisioning.internal.flow.Run;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.step.AwaitInstance.Running;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.PaymentPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ordering, paying and waiting for order 2026 of instance i-7, step by step, beside a service whose answers are given. */
class PaymentTest {

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final String FEE = "\"actualFee\":88.00";

    private final Bench bench = new Bench();
    private final Wire wire = new Wire(bench);
    private final OrderRules rules =
            new OrderRules(wire.orderApi, (order, wanted) -> Optional.empty(), Duration.ofMinutes(2), bench.time);
    private final PayOrder pay = new PayOrder(wire.orderApi, rules, wire.shared, QUIET);
    private final ConfirmOrder confirm = new ConfirmOrder(rules);
    private final AwaitInstance await = new AwaitInstance(wire.shared, rules, QUIET);
    private final PlaceOrder place = new PlaceOrder(
            wire.instanceApi,
            wire.shared,
            wire.before,
            new Passwords(database -> Optional.of(Secret.of("a-password"))),
            new OrderVerdict((context, claim) -> new Finding.Unclear(List.of()), new Timing(QUIET, QUIET, QUIET)),
            new Adoption(wire.orderApi, wire.instanceApi));
    private final Run run = bench.run(Bench.request(builder -> builder.spendAtMost(Money.cny("100.00"))));
    private final StepContext context = bench.turn(run);

    private StepContext ordered(String instanceId) {
        run.reach(PlaceOrder.NAME, new Ordered(instanceId, "2026"));
        return context;
    }

    private void order(String status, String... more) {
        wire.order("2026", status, START, item("i-7", NAME), more);
    }

    private <T extends ProvisioningException> T fails(Class<T> type, org.junit.jupiter.api.function.Executable what) {
        return catchThrowableOfType(type, what::execute);
    }

    private static Claim claim(@Nullable Ended how, int attempt, boolean open) {
        Reply reply = how == null ? null : new Reply(how, "the service's words", "req-1", null);
        return new Claim("PayOrder", attempt, START, START, false, open, attempt > 1, reply, null);
    }

    private Outcome recovered(@Nullable Ended how, int attempt, boolean open) {
        return pay.recover(context, claim(how, attempt, open));
    }

    private String waits(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Pending.class);
        assertThat(((Pending) outcome).after()).isEqualTo(Duration.ofSeconds(5));
        return ((Pending) outcome).seen().words();
    }

    @Test
    void paysAndLooksWhetherItIsPaid() {
        ordered("i-7");
        order("PAID", "\"paidFee\":88.00");
        assertThat(pay.attempt(context)).isEqualTo(new Reached(new PayOrder.Paid(Money.cny("88.00"))));
        assertThat(wire.asked("POST /order/2026:pay")).isOne();
        assertThat(bench.events).contains(ProvisioningEvent.paid(context.runId(), "2026", Money.cny("88.00")));
    }

    @Test
    void keepsThatAPaymentWasAcceptedThoughItCannotLook() {
        ordered("i-7");
        order("NO_PAY", FEE);
        var accepted = new Outcome.Answered(Ended.ACCEPTED, "the payment of order 2026 was accepted", "");
        assertThat(pay.attempt(context)).isEqualTo(accepted);
        wire.refused.put("GET /order/", "503 UNAVAILABLE");
        assertThat(pay.attempt(context)).isEqualTo(accepted);
    }

    @Test
    void looksAgainAfterTwoSecondsBeforeItPays() {
        ordered("i-7");
        order("NO_PAY", FEE);
        confirm.attempt(context);
        bench.pass(Duration.ofSeconds(2).minusNanos(1));
        pay.prepare(context);
        assertThat(wire.asked("GET /order/2026")).isOne();
        confirm.attempt(context);
        bench.pass(Duration.ofSeconds(2));
        pay.prepare(context);
        assertThat(wire.asked("GET /order/2026")).isEqualTo(3);
        confirm.attempt(context);
        pay.prepare(context);
        pay.prepare(context); // a look serves once
        assertThat(wire.asked("GET /order/2026")).isEqualTo(5);
    }

    @Test
    void looksBeforeItPays() {
        ordered("i-7");
        assertThat(pay.prepare(context).outcome())
                .contains(new Outcome.Blind(
                        "order 2026 cannot be found at the moment",
                        Duration.ofSeconds(5),
                        UnfinishedReason.ORDER_NOT_LISTED));
        order("PAID", "\"paidFee\":88.00");
        assertThat(pay.prepare(context).outcome()).contains(new Reached(new PayOrder.Paid(Money.cny("88.00"))));
        order("NO_PAY");
        assertThat(fails(Unfinished.class, () -> pay.prepare(context)))
                .hasMessageContaining("does not say what it costs");
        order("NO_PAY", FEE);
        assertThat(pay.prepare(context).outcome()).isEmpty();
    }

    /** Two minutes are needed to pay in; what has no readable expiry is not paid. */
    @ParameterizedTest
    @CsvSource({"120,true", "119,false", "0,false"})
    void doesNotPayWhatIsAboutToExpire(int seconds, boolean pays) {
        ordered("i-7");
        order("NO_PAY", FEE, "\"expirationTime\":\"" + Wire.time(START.plusSeconds(seconds)) + "\"");
        if (pays) {
            assertThat(pay.prepare(context).outcome()).isEmpty();
        } else {
            assertThat(fails(Broken.class, () -> pay.prepare(context))).hasMessageContaining("too soon to pay it now");
        }
    }

    @Test
    void doesNotPayWhatHasExpiredOrSaysSoInOtherWords() {
        ordered("i-7");
        order("NO_PAY", FEE, "\"expirationTime\":\"" + Wire.time(START.minusSeconds(1)) + "\"");
        assertThat(fails(Unfinished.class, () -> pay.prepare(context))).hasMessageContaining("says that it expired");
        order("NO_PAY", FEE, "\"expirationTime\":\"tomorrow\"");
        assertThat(fails(Unfinished.class, () -> pay.prepare(context))).hasMessageContaining("cannot read");
    }

    @Test
    void findsOutWhatCameOfAPayment() {
        ordered("i-7");
        assertThat(waits(recovered(null, 1, true))).contains("is not shown at the moment");
        order("PAID", "\"paidFee\":88.00");
        assertThat(recovered(null, 1, true)).isEqualTo(new Reached(new PayOrder.Paid(Money.cny("88.00"))));
        order("DEALING");
        assertThat(waits(recovered(null, 1, true))).contains("is DEALING");
        order("CANCELED");
        assertThat(fails(Broken.class, () -> recovered(null, 1, true))).hasMessageContaining("CANCELED");
    }

    @Test
    void paysAgainOnlyAfterTheQuietPeriodAndFiveTimesAtTheMost() {
        ordered("i-7");
        order("NO_PAY", FEE);
        bench.pass(QUIET.minusNanos(1));
        assertThat(waits(recovered(null, 1, true))).contains("is not paid yet");
        bench.pass(Duration.ofNanos(1));
        assertThat(recovered(null, 1, true)).isInstanceOf(Outcome.NotDone.class);
        assertThat(recovered(null, 4, true)).isInstanceOf(Outcome.NotDone.class);
        assertThat(recovered(null, 5, false)).isInstanceOf(Outcome.NotDone.class);
        assertThat(recovered(null, 5, true)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.certain()).isFalse();
            assertThat(refused.failure())
                    .hasMessageContaining("still not paid after the quiet period")
                    .isInstanceOfSatisfying(
                            Unfinished.class,
                            unpaid -> assertThat(unpaid.reason()).isEqualTo(UnfinishedReason.PAYMENT_WITHOUT_TRACE));
        });
        assertThat(recovered(Ended.ACCEPTED, 1, true)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void stopsAtOnceAtARefusalAndPaysAgainWhenItIsResumed() {
        ordered("i-7");
        order("NO_PAY", FEE);
        assertThat(recovered(Ended.NO, 1, true)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.certain()).isTrue();
            assertThat(refused.failure()).hasMessageContaining("was refused: the service's words");
        });
        assertThat(waits(recovered(Ended.NO, 1, false))).contains("is not paid yet");
    }

    @ParameterizedTest
    @CsvSource({"RUNNING,i-7,true", "BUILDING,i-7,true", "PREPARING,i-7,false", "RUNNING,i-8,false"})
    void doesNotPayAgainWhileItsInstanceIsThere(String status, String id, boolean contradicts) {
        ordered("i-7");
        order("NO_PAY", FEE);
        wire.instance(id, NAME, status);
        bench.pass(QUIET);
        Outcome outcome = recovered(null, 1, true);
        if (contradicts) {
            assertThat(waits(outcome)).contains("its instance or the order list say otherwise");
        } else {
            assertThat(outcome).isInstanceOf(Outcome.NotDone.class);
        }
    }

    @Test
    void doesNotPayAgainWhileTheListSaysThatItIsPaid() {
        ordered("i-7");
        order("NO_PAY", FEE);
        wire.details.put("2026", wire.orders.get("2026"));
        order("PAID");
        bench.pass(QUIET);
        assertThat(waits(recovered(null, 1, true))).contains("the order list say otherwise");
    }

    @Test
    void confirmsWhatTheOrderCosts() {
        ordered("i-7");
        order("NO_PAY", FEE);
        assertThat(confirm.attempt(context)).isEqualTo(new Reached(new ConfirmOrder.Confirmed(Money.cny("88.00"))));
        assertThat(bench.events)
                .contains(ProvisioningEvent.confirmed(context.runId(), "2026", Money.cny("88.00"), Optional.empty()));
        StepContext other = bench.turn(Bench.request(builder -> CreateInstanceRequest.builder("cn-north-1", "plant-8")
                .network("vpc-a", "subnet-b")
                .database(context.request().database())
                .acceptServiceTerms()));
        assertThat(other.isOthersOrder("2026")).isTrue(); // it was reserved
    }

    @Test
    void confirmsNoOrderThatCannotBePaid() {
        ordered("i-7");
        order("NO_PAY");
        assertThat(fails(Unfinished.class, () -> confirm.attempt(context)))
                .hasMessageContaining("does not say what it costs");
        order("FAILED", FEE);
        assertThat(fails(Broken.class, () -> confirm.attempt(context))).hasMessageContaining("FAILED");
        wire.order("2026", "NO_PAY", START, item("i-8", "warehouse"), FEE);
        assertThat(fails(Unfinished.class, () -> confirm.attempt(context)))
                .hasMessageContaining("says that it is for warehouse, not for plant-7")
                .returns(UnfinishedReason.NOT_OURS, Unfinished::reason);
    }

    @Test
    void warnsOfWhatTheServiceSettlesAboveTheCeiling() {
        ordered("i-7");
        order("PAID", "\"actualFee\":100.01");
        confirm.attempt(context);
        assertThat(bench.events).anyMatch(ProvisioningEvent.Warned.class::isInstance);
        bench.events.clear();
        order("PAID", "\"actualFee\":100.00");
        confirm.attempt(context);
        assertThat(bench.events).noneMatch(ProvisioningEvent.Warned.class::isInstance);
    }

    @Test
    void waitsTwoMinutesForAnOrderThatIsNotThereYet() {
        ordered("i-7");
        assertThat(engine(confirm)).contains("not in the order service yet");
        bench.pass(Duration.ofMinutes(2));
        assertThat(engine(confirm)).contains("not in the order service yet");
        bench.pass(Duration.ofNanos(1));
        assertThat(fails(Unfinished.class, () -> engine(confirm)))
                .hasMessageContaining("has not shown up")
                .returns(UnfinishedReason.ORDER_NOT_LISTED, Unfinished::reason);
    }

    /** A turn of the engine, which notes what was seen; what it waits for. */
    private String engine(Step step) {
        bench.steps.clear();
        bench.steps.add(step);
        return bench.flow.advance(run, context.deadline()).orElseThrow().seen();
    }

    @Test
    void waitsUntilTheInstanceRuns() {
        ordered("i-7");
        order("PAID");
        assertThat(((Pending) await.attempt(context)).seen().words()).isEqualTo("not in the instance list");
        bench.pass(Duration.ofSeconds(1));
        wire.instance("i-7", NAME, "BUILDING");
        assertThat(((Pending) await.attempt(context)).seen().words()).isEqualTo("BUILDING");
        assertThat(bench.events)
                .contains(ProvisioningEvent.looked(context.runId(), Optional.of("i-7"), "BUILDING", Optional.empty()));
        bench.pass(Duration.ofSeconds(1));
        wire.instance("i-7", NAME, "RUNNING").instance("i-8", NAME, "RUNNING").instance("i-9", "warehouse", "RUNNING");
        assertThat(await.attempt(context))
                .isInstanceOfSatisfying(
                        Reached.class,
                        reached -> assertThat(((Running) reached.milestone()).bought())
                                .containsExactly("i-7"));
        assertThat(bench.events.stream().filter(ProvisioningEvent.Warned.class::isInstance))
                .singleElement()
                .satisfies(event -> assertThat(event.toString()).contains("instance i-8 has the name plant-7 too"));
    }

    @Test
    void takesNoInstanceOfAnotherName() {
        ordered("i-7");
        wire.instance("i-7", "warehouse", "RUNNING");
        assertThat(fails(Unfinished.class, () -> await.attempt(context))).hasMessageContaining("is called warehouse");
        bench.pass(Duration.ofSeconds(1));
        wire.instance("i-7", "", "RUNNING"); // tells no name
        assertThat(await.attempt(context)).isInstanceOf(Reached.class);
    }

    @Test
    void findsTheInstanceOfAnOrderThatDoesNotTellIt() {
        ordered("");
        wire.order("2026", "PAID", START, item("", NAME));
        wire.instance("i-9", "warehouse", "RUNNING").instance("i-7", NAME, "RUNNING");
        assertThat(((Running) ((Reached) await.attempt(context)).milestone())
                        .instance()
                        .id())
                .isEqualTo("i-7");
        wire.instance("i-8", NAME, "RUNNING");
        bench.pass(Duration.ofSeconds(1));
        assertThat(await.attempt(context)).isInstanceOf(Pending.class); // which of the two cannot be told
        order("PAID");
        assertThat(((Running) ((Reached) await.attempt(context)).milestone())
                        .instance()
                        .id())
                .isEqualTo("i-7");
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            bench.pass(Duration.ofSeconds(1));
            engine(await);
        }
    }

    @Test
    void asksTheOrderAtEverySixthLookThatShowsNothingNew() {
        ordered("i-7");
        order("CANCELED");
        looks(5);
        assertThat(wire.asked("GET /order/2026")).isZero();
        assertThat(fails(Broken.class, () -> engine(await))).hasMessageContaining("CANCELED");
    }

    @Test
    void isBrokenWhenTheServiceGaveTheInstanceUp() {
        ordered("i-7");
        wire.order("2026", "PAID", START, item("i-7", NAME) + "," + item("i-8", "warehouse", "FAIL"));
        looks(6);
        wire.order("2026", "PAID", START, item("i-7", NAME, "FAIL") + "," + item("i-8", "warehouse"));
        looks(5);
        assertThat(fails(Broken.class, () -> engine(await))).hasMessageContaining("given up creating");
    }

    @Test
    void ordersWithItsPasswordAndTellsIt() {
        assertThat(place.attempt(context)).isEqualTo(new Reached(new Ordered("i-7", "2026")));
        assertThat(bench.events).contains(ProvisioningEvent.ordered(context.runId(), "2026", Optional.of("i-7")));
        assertThat(new Ordered("i-7", "2026").bought()).containsExactly("2026", "i-7");
        assertThat(new Ordered("", "2026").bought()).containsExactly("2026");
        wire.created = "\"instanceId\":\"i-7\"";
        assertThat(place.attempt(context)).isInstanceOfSatisfying(Outcome.Answered.class, answered -> {
            assertThat(answered.how()).isEqualTo(Ended.ACCEPTED);
            assertThat(answered.instanceId()).isEqualTo("i-7");
        });
    }

    /** An older order in the answer is another request's, unless a copy may have been sent before. */
    @Test
    void doesNotTakeAnOrderThatWasThereBefore() {
        wire.created = "\"orderNumber\":\"old-1\"";
        wire.order("old-1", "PAID", START, item("i-1", "warehouse"));
        engine(place);
        assertThat(run.progress().claim().orElseThrow().endedWith(Ended.ODD_REFUSAL))
                .isTrue();
        assertThat(run.progress().claim().orElseThrow().told().orElseThrow()).contains("old-1, which was there before");
    }

    @Test
    void notesWhatIsThereBeforeItOrders() {
        order("PAID");
        var prepared = place.prepare(context);
        assertThat(prepared.outcome()).isEmpty();
        assertThat(prepared.before())
                .isNotNull()
                .satisfies(before -> assertThat(before.orders()).containsExactly("2026"));
        wire.instance("i-9", NAME, "RUNNING");
        bench.pass(Duration.ofSeconds(1));
        assertThat(fails(Invalid.class, () -> place.prepare(context)))
                .hasMessageContaining("Instance i-9 has it by now");
    }

    @ParameterizedTest
    @CsvSource({"403 HTTP_FORBIDDEN,true,true", "403 HTTP_FORBIDDEN,false,false", "404 NOT_FOUND,true,false"})
    void ordersBlindlyOnlyWhereThatIsAllowedAndDenied(String answer, boolean allowed, boolean orders) {
        StepContext asked = allowed
                ? new Bench().turn(Bench.request(builder -> builder.allowUnchecked(CheckId.ORDER_LIST_IS_READABLE)))
                : context;
        wire.refused.put("POST /orders", answer);
        if (orders) {
            assertThat(place.prepare(asked).before()).isNull();
        } else {
            assertThat(catchThrowableOfType(ApiException.Rejected.class, () -> place.prepare(asked)))
                    .isNotNull();
        }
    }

    @Test
    void asksThePolicyOfTheCaller() {
        PaymentPolicy never = (order, wanted) -> Optional.of("jane says no");
        var strict = new OrderRules(wire.orderApi, never, QUIET, bench.time);
        ordered("i-7");
        order("NO_PAY", FEE);
        assertThat(fails(Unfinished.class, () -> new ConfirmOrder(strict).attempt(context)))
                .hasMessageContaining("jane says no");
    }

    private final Resolutions resolutions = new Resolutions(bench.flow, wire.orderApi, wire.instanceApi);

    private void resolve(Resolution resolution) {
        resolutions.apply(run, resolution, context.deadline());
    }

    private boolean isJournaled(String word) {
        return bench.journal.read(context.runId()).stream()
                .anyMatch(entry -> entry.data().contains(word));
    }

    /** An order whose answer named one that was there before. */
    private void inDoubt() {
        wire.created = "\"orderNumber\":\"old-1\"";
        wire.order("old-1", "PAID", START, item("i-1", NAME));
        engine(place);
    }

    @Test
    void adoptsWhatAPersonNamesAndNothingThatWasThereBefore() {
        inDoubt();
        assertThat(fails(Unfinished.class, () -> resolve(Resolution.adopt("old-1"))))
                .hasMessageContaining("was there before the run ordered");
        wire.order("2026", "PAID", START, item("", NAME) + "," + item("i-7", NAME));
        resolve(Resolution.adopt("2026").by("jane"));
        assertThat(context.get(Ordered.class)).isEqualTo(new Ordered("i-7", "2026"));
        assertThat(isJournaled("jane")).isTrue();
    }

    @Test
    void journalsWhoSaysThatNothingWasOrdered() {
        inDoubt();
        resolve(Resolution.orderAgain().by("jane"));
        assertThat(isJournaled("jane")).isTrue();
        assertThat(run.progress().doubt(PlaceOrder.NAME)).isEmpty();
    }

    @Test
    void journalsWhoGivesUp() {
        inDoubt();
        resolve(Resolution.giveUp().by("jane"));
        assertThat(isJournaled("jane")).isTrue();
    }
}
