package io.github.iothubsdk.provisioning.internal.step;

import static io.github.iothubsdk.provisioning.internal.step.Bench.BEFORE;
import static io.github.iothubsdk.provisioning.internal.step.Bench.ELSEWHERE;
import static io.github.iothubsdk.provisioning.internal.step.Bench.NAME;
import static io.github.iothubsdk.provisioning.internal.step.Bench.START;
import static io.github.iothubsdk.provisioning.internal.step.Bench.instance;
import static io.github.iothubsdk.provisioning.internal.step.Bench.item;
import static io.github.iothubsdk.provisioning.internal.step.Bench.ofService;
import static io.github.iothubsdk.provisioning.internal.step.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Network;
import io.github.iothubsdk.provisioning.model.Order;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which orders are taken for the run's own, set aside as another's, or left for a person. */
class SuspectsTest {

    private static final Order OURS = order("2026", START, item("i-7", NAME));

    private final Bench bench = new Bench();
    private StepContext context = bench.turn();
    private Claim claim = Bench.claim();

    private Suspects among(Instance... present) {
        return new Suspects(context, claim, List.of(present));
    }

    private static Finding found(Suspects suspects, Order... orders) {
        List.of(orders).forEach(suspects::add);
        return suspects.finding(orders.length, true);
    }

    private static void isOurs(Finding finding, String number, String instanceId, boolean certain) {
        assertThat(finding).isInstanceOfSatisfying(Finding.Ours.class, ours -> {
            assertThat(ours.number()).isEqualTo(number);
            assertThat(ours.instanceId()).isEqualTo(instanceId);
            assertThat(ours.certain()).isEqualTo(certain);
        });
    }

    private static void isUnclear(Finding finding, String why) {
        assertThat(finding).isInstanceOf(Finding.Unclear.class);
        assertThat(finding.told()).anySatisfy(told -> assertThat(told).contains(why));
    }

    private static void isNothing(Finding finding) {
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Nothing.class,
                        nothing -> assertThat(nothing.proved()).isTrue());
    }

    private static Instance here(String id, String description) {
        return instance(id, NAME, "vpc-here000001", "subnet-here0001", description);
    }

    @Test
    void looksCloselyOnlyAtWhatIsNew() {
        Suspects suspects = among();
        assertThat(suspects.isNew(order("old-1", START))).isFalse();
        assertThat(suspects.isNew(order("2026", START))).isTrue();
        assertThat(suspects.isNew(order("2026", START.minusSeconds(61)))).isFalse();
        assertThat(suspects.isNew(order("2026", null))).isTrue();
    }

    @Test
    void takesTheOneOrderOfTheNameAndTimeForLikely() {
        Finding finding = found(among(here("i-7", "")), OURS);
        isOurs(finding, "2026", "i-7", false);
        assertThat(finding.told())
                .anySatisfy(told -> assertThat(told)
                        .contains("1 orders and the instance list")
                        .contains(START.toString()))
                .anySatisfy(told -> assertThat(told)
                        .contains("order 2026 (NO_PAY) is for this name")
                        .contains("i-7"));
    }

    @Test
    void isCertainOfTheOneWhoseInstanceIsDescribedSo() {
        isOurs(found(among(here("i-7", " line 7 ")), OURS), "2026", "i-7", true);
    }

    @Test
    void isCertainOfTheOneThatTheAnswerNamed() {
        claim = named("i-7");
        isOurs(found(among(), OURS), "2026", "i-7", true);
        isNothing(found(among(), order("2026", START, item("i-8", NAME))));
        assertThat(found(among(), order("2026", START, item("i-8", NAME))).told())
                .anySatisfy(
                        told -> assertThat(told).contains("order 2026 is not for the instance that the answer named"));
        isOurs(found(among(), order("2026", START, item("", NAME))), "2026", "", false);
        isNothing(found(among(here("i-8", "")), order("2026", START, item("i-8", NAME))));
    }

    private static Claim named(String instanceId) {
        var reply = new Claim.Reply(Claim.Ended.ACCEPTED, "accepted", "req-1", instanceId);
        return new Claim(PlaceOrder.NAME, 1, START, START, true, true, false, reply, BEFORE);
    }

    @Test
    void leavesOneThatIsDescribedOtherwiseToAPerson() {
        isUnclear(found(among(here("i-7", "line 8")), OURS), "described otherwise");
    }

    @ParameterizedTest
    @CsvSource({"vpc-elsewhere1,subnet-here0001", "vpc-here000001,subnet-elsewher1", "vpc-elsewhere1,''"})
    void leavesOneInAnotherNetworkToAPerson(String vpc, String subnet) {
        isUnclear(found(among(instance("i-7", NAME, vpc, subnet, "line 7")), OURS), "in another network");
    }

    @Test
    void isElsewhereOnlyWhereThatIsShown() {
        Network here = new Network("vpc-here000001", "subnet-here0001");
        assertThat(Suspects.isElsewhere(instance("i", NAME), here)).isFalse();
        assertThat(Suspects.isElsewhere(here("i", ""), here)).isFalse();
        assertThat(Suspects.isElsewhere(instance("i", NAME, ELSEWHERE, "", ""), here))
                .isTrue();
    }

    @Test
    void leavesOneOfAnotherTimeToAPerson() {
        isUnclear(
                found(among(), order("2026", START.plusSeconds(61), item("i-7", NAME))),
                "was made at 2026-11-22T08:01:01Z");
        isUnclear(found(among(), order("2026", null, item("i-7", NAME))), "was made at an unknown time");
    }

    @Test
    void leavesTwoToAPerson() {
        isUnclear(found(among(), OURS, order("2027", START, item("i-8", NAME))), "order 2027");
        isUnclear(found(among(here("i-7", "line 7")), OURS, order("2027", START, item("i-8", NAME))), "order 2027");
        isUnclear(
                found(
                        among(here("i-7", "line 7"), here("i-8", "line 7")),
                        OURS,
                        order("2027", START, item("i-8", NAME))),
                "order 2027");
    }

    @Test
    void leavesALikelyOneBesideSomethingUnclearToAPerson() {
        Order silent = order("2027", START);
        isUnclear(found(among(), OURS, silent), "order 2027, which does not say what it is for");
        isUnclear(found(among(here("i-7", "line 7")), OURS, silent), "order 2027");
        isUnclear(found(among(), OURS, order("2027", START, item("", "IoT Hub"))), "in other words");
    }

    @Test
    void setsAsideWhatIsSurelyAnothers() {
        isOurs(found(among(), OURS, order("2027", START, item("i-8", "warehouse"))), "2026", "i-7", false);
        isOurs(found(among(), OURS, ofService("Virtual Machine", order("2027", START))), "2026", "i-7", false);
        isNothing(found(among(), order("2027", START, item("i-9", "warehouse"), item("i-8", "kitchen"))));
        isUnclear(found(among(here("i-8", "")), order("2027", START, item("i-8", "kitchen"))), "order 2027");
    }

    @Test
    void isUnclearAboutAnOrderOfTheNameThatAnotherRunHasTaken() {
        StepContext other = bench.turn();
        assertThat(other.reserveOrder("2026")).isTrue();
        isUnclear(
                found(among(here("i-7", "line 7")), OURS),
                "order 2026, which may be for this name, and which another run");
    }

    /** How an order names its instance is inferred: one that does not may be this run's all the same. */
    @Test
    void isUnclearAboutAnotherRunsOrderThatDoesNotSayItsName() {
        StepContext other = bench.turn();
        assertThat(other.reserveOrder("2027")).isTrue();
        isUnclear(
                found(among(here("i-7", "line 7")), order("2027", START, item("i-7", ""))), "order 2027, which may be");
        isUnclear(found(among(), order("2027", START)), "order 2027, which may be");
    }

    @Test
    void setsAsideAnotherRunsOrderOfAnotherName() {
        StepContext other = bench.turn();
        assertThat(other.reserveOrder("2027")).isTrue();
        Finding finding = found(among(), order("2027", START, item("i-8", "warehouse")));
        isNothing(finding);
        assertThat(finding.told()).contains("order 2027 is another run's");
    }

    @Test
    void isUnclearAboutAnInstanceOfTheNameWithoutAnOrder() {
        Suspects suspects = among(instance("i-7", "PLANT-7"), instance("i-old", NAME), instance("i-1", "warehouse"));
        assertThat(suspects.hasUnexplained()).isTrue();
        isUnclear(found(suspects), "instance i-7 of this name, without an order");
        Suspects explained = among(here("i-7", ""));
        explained.explain(OURS);
        assertThat(explained.hasUnexplained()).isFalse();
        isNothing(found(explained));
        assertThat(among(instance("i-old", NAME)).hasUnexplained()).isFalse();
        assertThat(among(instance("i-1", "warehouse")).hasUnexplained()).isFalse();
    }

    /** An order may tell its instance later than the list shows it; of one order and one instance there is no doubt. */
    @Test
    void pairsTheOneOrderWithTheOneInstance() {
        Order untold = order("2026", START, item("", NAME));
        isOurs(found(among(here("i-7", "")), untold), "2026", "", false);
        isUnclear(found(among(here("i-7", ""), here("i-8", "")), untold), "instance i-8");
        isUnclear(found(among(here("i-8", "")), OURS), "instance i-8 of this name, without an order");
        isUnclear(
                found(among(here("i-8", "")), untold, order("2027", START, item("", NAME))),
                "instance i-8 of this name, without an order");
    }

    @Test
    void saysWhatCannotBeLookedAt() {
        Suspects suspects = among();
        suspects.cannotBeSeen("2026");
        isUnclear(found(suspects), "order 2026, which is listed and cannot be looked at");
    }

    @Test
    void provesNothingByAQueryWithoutTheControl() {
        Finding finding = among().finding(0, false);
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Nothing.class,
                        nothing -> assertThat(nothing.proved()).isFalse());
        assertThat(finding.told()).anySatisfy(told -> assertThat(told).contains("does not show order old-1"));
        assertThat(among().finding(0, true).told()).contains("nothing of it was found");
    }

    @Test
    void countsOnlyItsMarkWhereItMarks() {
        context = bench.turn(Bench.request(CreateInstanceRequest.Builder::markInDescription));
        String mark = Mark.token(context.progress());
        Order theirs = order("2027", START, item("i-8", NAME));

        isOurs(
                found(among(), order("2026", START, item("i-7", NAME, "x", "[" + mark + "] line 7"))),
                "2026",
                "i-7",
                true);
        isOurs(
                found(among(here("i-7", "[" + mark + "] line 7"), here("i-8", "line 7")), OURS, theirs),
                "2026",
                "i-7",
                true);
        isUnclear(found(among(here("i-7", "line 7")), OURS), "does not show the run's mark");
        isUnclear(found(among(), OURS), "does not show its description");
        isUnclear(found(among(), order("2026", START, item("i-7", NAME, "line 7"))), "does not show its description");
    }

    @Test
    void marksADescriptionOnlyWhereItIsWanted() {
        assertThat(Mark.description(context.progress())).isEqualTo("line 7");
        var marked = bench.turn(Bench.request(CreateInstanceRequest.Builder::markInDescription))
                .progress();
        assertThat(Mark.token(marked)).matches("[0-9a-f]{12}");
        assertThat(marked.clientToken().replace("-", "")).startsWith(Mark.token(marked));
        assertThat(Mark.description(marked)).isEqualTo("[" + Mark.token(marked) + "] line 7");
    }
}
