package io.github.iothubsdk.provisioning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the SDK hands out is made by builders and factories, which can grow; a constructor could not. */
class ResultsTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Instance.class,
                Order.class,
                Order.Item.class,
                ProvisioningResult.class,
                RunSummary.class,
                Preflight.class,
                CheckResult.class,
                Violation.class
            })
    void haveNoPublicConstructor(Class<?> type) {
        assertThat(type.isRecord()).isFalse();
        assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
        assertThat(type.getConstructors()).isEmpty();
    }

    @Test
    void aTurnEndsInOneOfTwoWays() {
        assertThat(Advance.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Advance.Finished.class, Advance.Waiting.class);
        Advance waiting = Advance.waiting("AwaitInstance", "BUILDING", Duration.ofSeconds(10));
        assertThat(waiting)
                .isEqualTo(Advance.waiting("AwaitInstance", "BUILDING", Duration.ofSeconds(10)))
                .hasToString("Waiting[step=AwaitInstance, seen=BUILDING, after=PT10S]");
    }

    @Test
    void anInstanceTellsWhatItWasGiven() {
        Instant at = Instant.parse("2026-11-22T08:00:00Z");
        Instance.Builder builder = Instance.builder("i-7", "plant-7", "cn-north-1")
                .zone("a@b")
                .vpc("vpc-a", "net")
                .subnet("subnet-b", "sub")
                .domains("in.example", "out.example")
                .status(InstanceStatus.BUILDING, "building")
                .progress(Optional.of(5))
                .createdAt(Optional.of(at))
                .description("line 7");
        Instance told = builder.build();

        assertThat(told)
                .returns("i-7", Instance::id)
                .returns("plant-7", Instance::name)
                .returns("cn-north-1", Instance::region)
                .returns(Optional.of("a@b"), Instance::zone)
                .returns(Optional.of("vpc-a"), Instance::vpcId)
                .returns(Optional.of("net"), Instance::vpcName)
                .returns(Optional.of("subnet-b"), Instance::subnetId)
                .returns(Optional.of("sub"), Instance::subnetName)
                .returns(Optional.of("in.example"), Instance::privateDomain)
                .returns(Optional.of("out.example"), Instance::publicDomain)
                .returns(InstanceStatus.BUILDING, Instance::status)
                .returns(Optional.of("building"), Instance::statusWord)
                .returns(Optional.of(5), Instance::progress)
                .returns(Optional.of(at), Instance::createdAt)
                .returns(Optional.of("line 7"), Instance::description);
        assertThat(told).isEqualTo(builder.build()).hasSameHashCodeAs(builder.build());
        assertThat(builder.zone("").build()).isNotEqualTo(told).returns(Optional.empty(), Instance::zone);
        assertThat(told.toString()).startsWith("Instance[id=i-7, name=plant-7, ");
    }

    @Test
    void anOrderTellsWhatItWasGivenAndIsMadeAnew() {
        Instant at = Instant.parse("2026-11-22T08:00:00Z");
        Order.Item item = Order.Item.of(Optional.of("i-7"), Optional.of("plant-7"), Optional.of("FAIL"), List.of("x"));
        Order told = Order.builder("2026")
                .status(OrderStatus.NO_PAY, Optional.of("no_pay"))
                .service(Optional.of("IoT Hub"))
                .payable(Optional.of(Money.cny("88")))
                .paid(Money.cny("1"))
                .createdAt(Optional.of(at))
                .expires(Optional.of(at), Optional.of("soon"))
                .items(List.of(item))
                .build();

        assertThat(told.toBuilder().build()).isEqualTo(told).hasSameHashCodeAs(told);
        assertThat(told.toBuilder().service(Optional.of("other")).build())
                .isNotEqualTo(told)
                .returns(Optional.of("other"), Order::service)
                .returns(Optional.of(Money.cny("88")), Order::payable)
                .returns(Optional.of("soon"), Order::expiryWord);
        assertThat(item.failed()).isTrue();
        assertThat(item)
                .isEqualTo(
                        Order.Item.of(Optional.of("i-7"), Optional.of("plant-7"), Optional.of("FAIL"), List.of("x")));
        assertThat(Order.builder("2026").build())
                .returns(OrderStatus.UNRECOGNISED, Order::status)
                .returns(Optional.empty(), Order::payable);
    }

    @Test
    void whatThereIsNothingToSayOfIsEmpty() {
        assertThat(CheckResult.passed(CheckId.of("my-check"), "it is", "it was"))
                .returns(Optional.empty(), CheckResult::expected)
                .returns(Optional.empty(), CheckResult::remedy);
        assertThat(Violation.of("name-missing", "name", "", "a name", "Give one.")
                        .value())
                .isEmpty();
        assertThat(Resolution.orderAgain())
                .returns(Optional.empty(), Resolution::by)
                .returns(Optional.empty(), Resolution::because);
    }

    @Test
    void aResultIsAValue() {
        RunId run = RunId.random();
        Instance instance = Instance.builder("i-7", "plant-7", "cn-north-1").build();
        var one = ProvisioningResult.of(run, instance, "2026", Money.cny("88"), Optional.empty());
        assertThat(one)
                .isEqualTo(ProvisioningResult.of(run, instance, "2026", Money.cny("88.00"), Optional.empty()))
                .returns(run, ProvisioningResult::runId)
                .returns(instance, ProvisioningResult::instance)
                .returns("2026", ProvisioningResult::orderNumber)
                .returns(Money.cny("88"), ProvisioningResult::paid)
                .returns(Optional.empty(), ProvisioningResult::schema);
    }

    @Test
    void whatTheSchemaCameToIsAValue() {
        SchemaNote note = SchemaNote.of(SchemaNote.Kind.MISFIT, "two\nlines");
        SchemaReport bare = SchemaReport.of("ab", 9, 31, Duration.ofSeconds(2), true);
        SchemaReport noted = bare.with(List.of(note));

        assertThat(note)
                .isEqualTo(SchemaNote.of(SchemaNote.Kind.MISFIT, note.words()))
                .hasToString("SchemaNote[kind=MISFIT, words=" + note.words() + "]")
                .returns(SchemaNote.Kind.MISFIT, SchemaNote::kind);
        assertThat(note.words()).doesNotContain("\n");
        assertThat(bare)
                .returns("ab", SchemaReport::scriptSha256)
                .returns(9, SchemaReport::statements)
                .returns(31, SchemaReport::tables)
                .returns(Duration.ofSeconds(2), SchemaReport::took)
                .returns(true, SchemaReport::alreadyThere)
                .returns(List.of(), SchemaReport::notes)
                .isNotEqualTo(noted);
        assertThat(noted.with(List.of(note)).notes()).containsExactly(note, note);
        assertThat(noted).isEqualTo(bare.with(List.of(note))).hasSameHashCodeAs(bare.with(List.of(note)));
    }

    @Test
    void aKnownOrderIsAValueThatCanBeToldMoreOf() {
        Instant at = Instant.parse("2026-11-22T08:00:00Z");
        KnownOrder bare = KnownOrder.of("2026");

        assertThat(bare.costing(Money.cny("88")).expiring(at))
                .isEqualTo(KnownOrder.of(Order.builder("2026")
                        .payable(Optional.of(Money.cny("88.00")))
                        .expires(Optional.of(at), Optional.of("soon"))
                        .build()))
                .returns(Optional.of(Money.cny("88")), KnownOrder::amount)
                .returns(Optional.of(at), KnownOrder::expiresAt)
                .isNotEqualTo(bare);
        assertThat(bare).hasToString("KnownOrder[number=2026, amount=Optional.empty, expiresAt=Optional.empty]");
    }
}
