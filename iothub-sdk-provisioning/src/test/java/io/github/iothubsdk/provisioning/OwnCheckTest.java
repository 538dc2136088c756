package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks of the caller's own. */
class OwnCheckTest {

    private static final CheckId QUOTA = CheckId.of("quota-is-left");

    private final Cloud cloud = Cloud.inProcess();

    @AfterEach
    void close() {
        cloud.close();
    }

    private record Own(Supplier<CheckId> ids, Supplier<String> names, Function<PreflightCheck, CheckResult> looks)
            implements PreflightCheck {
        @Override
        public CheckId id() {
            return ids.get();
        }

        @Override
        public String name() {
            return names.get();
        }

        @Override
        public CheckResult look(CreateInstanceRequest request) {
            return looks.apply(this);
        }
    }

    private static Own quota(Function<PreflightCheck, CheckResult> looks) {
        return new Own(() -> QUOTA, () -> "quota is left", looks);
    }

    private static RuntimeException raise(Throwable thrown) {
        OwnCheckTest.<RuntimeException>sneaky(thrown);
        throw new AssertionError();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static Stream<Throwable> anything() {
        return Stream.of(
                new IllegalStateException("no"),
                new NullPointerException(),
                new AssertionError("no"),
                new NoClassDefFoundError("x"),
                new java.io.IOException("as another JVM language lets it through"));
    }

    /** Each way in which a check of the caller's throws. */
    private static Stream<Own> throwing() {
        return anything()
                .flatMap(thrown -> Stream.of(
                        quota(check -> {
                            throw raise(thrown);
                        }),
                        new Own(
                                () -> {
                                    throw raise(thrown);
                                },
                                () -> "quota is left",
                                check -> check.passed("3")),
                        new Own(
                                () -> QUOTA,
                                () -> {
                                    throw raise(thrown);
                                },
                                check -> check.passed("3"))));
    }

    @Test
    void tellsWhatItFoundUnderItsIdAndName() {
        try (var client = cloud.builder()
                .check(quota(check -> check.failed("none", "at least 1", "Ask for more.")))
                .build()) {
            var request = Cloud.request("plant-7").allowUnchecked(QUOTA).build();
            assertThat(client.preflight(request).blocking()).singleElement().satisfies(result -> {
                assertThat(result.id()).isEqualTo(QUOTA);
                assertThat(result.check()).isEqualTo("quota is left");
            });
            var invalid = catchThrowableOfType(Invalid.class, () -> client.create(request, Duration.ofHours(1)));
            assertThat(invalid.violations()).singleElement().satisfies(told -> {
                assertThat(told.code()).isEqualTo("quota-is-left");
                assertThat(told.checks()).containsExactly(QUOTA);
                assertThat(told).hasToString("quota is left: found none; expected at least 1. Ask for more.");
            });
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void isLetGoUncheckedByItsId() {
        try (var client = cloud.builder()
                .check(quota(check -> check.unchecked("nobody knows", "Ask.")))
                .build()) {
            var refused = catchThrowableOfType(
                    Invalid.class, () -> client.create(Cloud.request("plant-7").build(), Duration.ofHours(1)));
            assertThat(refused.violations()).extracting(Violation::code).containsExactly("quota-is-left");
            client.create(Cloud.request("plant-7").allowUnchecked(QUOTA).build(), Duration.ofHours(1));
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void cannotSpeakForAnotherCheck() {
        try (var client = cloud.builder()
                .check(quota(check -> CheckResult.unchecked(
                        CheckId.VPC_EXISTS, "the VPC exists", "who knows", "Ask.", Optional.empty())))
                .build()) {
            var request =
                    Cloud.request("plant-7").allowUnchecked(CheckId.VPC_EXISTS).build();
            assertThat(client.preflight(request).blocking())
                    .singleElement()
                    .returns(QUOTA, CheckResult::id)
                    .returns("quota is left", CheckResult::check);
        }
    }

    @Test
    void hasAnIdOfItsOwn() {
        var twin = new Own(() -> CheckId.VPC_EXISTS, () -> "our VPC exists", check -> check.passed("it does"));
        for (var client : new ProvisioningClient[] {
            cloud.builder().check(twin).build(),
            cloud.builder()
                    .check(quota(check -> check.passed("3")))
                    .check(quota(check -> check.passed("4")))
                    .build()
        }) {
            try (client) {
                var request = Cloud.request("plant-7").build();
                assertThat(client.preflight(request).blocking()).singleElement().satisfies(result -> {
                    assertThat(result.id()).isEqualTo(CheckId.OWN_CHECKS_ARE_NAMED);
                    assertThat(result.found()).containsAnyOf("vpc-exists", "quota-is-left");
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("throwing")
    void isUncheckedInAPreflightWhateverItThrows(Own check) {
        var request =
                Cloud.request("plant-7").allowUnchecked(CheckId.SUBNET_FITS).build();
        try (var client = cloud.builder().check(check).build()) {
            assertThat(client.preflight(request).blocking()).singleElement().satisfies(result -> {
                assertThat(result.outcome()).isEqualTo(Outcome.UNCHECKED);
                assertThat(result.id()).isIn(QUOTA, CheckId.OWN_CHECKS_ARE_NAMED);
                assertThat(result.found()).startsWith("it threw java.");
            });
            assertThat(client.preflight(request).violations()).singleElement().satisfies(told -> {
                assertThat(told.code()).isEqualTo("check-threw");
                assertThat(told.remedy()).isEqualTo("Mend the check, then try again.");
                assertThat(told.mayGoUnchecked()).isTrue();
                assertThat(told.toString())
                        .contains("allowUnchecked(CheckId.of(\"" + told.checks().get(0) + "\"))");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("throwing")
    void leavesTheRunUnfinishedWhateverItThrows(Own check) {
        var request =
                Cloud.request("plant-7").allowUnchecked(CheckId.SUBNET_FITS).build();
        try (var client = cloud.builder().check(check).build()) {
            var stopped = catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofHours(1)));
            assertThat(stopped.reason()).isEqualTo(UnfinishedReason.CALLERS_CODE);
            assertThat(stopped.getCause()).isNotNull();
            assertThat(client.unfinishedRuns()).hasSize(1);
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void doesNotHideWhatElseIsWrong() {
        cloud.account.userAuth(0);
        try (var client = cloud.builder()
                .check(quota(check -> {
                    throw raise(new IllegalStateException());
                }))
                .build()) {
            var invalid = catchThrowableOfType(
                    Invalid.class, () -> client.create(Cloud.request("plant-7").build(), Duration.ofHours(1)));
            assertThat(invalid.violations())
                    .extracting(Violation::code)
                    .containsExactly("real-name-is-verified", "check-threw");
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void tellsNothingAsIfItThrew() {
        for (Own silent : List.of(
                quota(check -> null),
                new Own(() -> null, () -> "quota is left", check -> check.passed("3")),
                new Own(() -> QUOTA, () -> null, check -> check.passed("3")))) {
            try (var client = cloud.builder().check(silent).build()) {
                assertThat(client.preflight(Cloud.request("plant-7").build()).blocking())
                        .singleElement()
                        .satisfies(result -> assertThat(result.found()).contains("NullPointerException"));
            }
        }
    }

    /** Hangs until it is interrupted, which it notes; the time that it may take passes while it does. */
    private Own hanging(CountDownLatch interrupted) {
        return quota(check -> {
            cloud.timeSource.advance(Duration.ofSeconds(30));
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return check.passed("too late");
        });
    }

    @Test
    void isUncheckedAndInterruptedWhenItHangs() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        try (var client = cloud.builder().check(hanging(interrupted)).build()) {
            Preflight preflight = client.preflight(Cloud.request("plant-7").build());
            assertThat(preflight.blocking()).singleElement().satisfies(result -> {
                assertThat(result.outcome()).isEqualTo(Outcome.UNCHECKED);
                assertThat(result.found()).isEqualTo("it did not end within 30 s");
            });
            assertThat(preflight.violations()).singleElement().returns("check-timed-out", Violation::code);
        }
        interrupted.await();
    }

    @Test
    void leavesTheRunUnfinishedWhenItHangsUnlessItMayGoUnchecked() {
        try (var client = cloud.builder().check(hanging(new CountDownLatch(1))).build()) {
            var stopped = catchThrowableOfType(
                    Unfinished.class,
                    () -> client.create(Cloud.request("plant-7").build(), Duration.ofHours(1)));
            assertThat(stopped.reason()).isEqualTo(UnfinishedReason.CALLERS_CODE);
            assertThat(stopped).hasMessageContaining("the check \"quota is left\" did not end within 30 s.");
            client.create(Cloud.request("plant-8").allowUnchecked(QUOTA).build(), Duration.ofHours(1));
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void holdsNobodyUpWhenItDoesNotMindItsInterrupt() throws InterruptedException {
        var end = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var deaf = quota(check -> {
            cloud.timeSource.advance(Duration.ofMinutes(1));
            while (true) {
                try {
                    end.await();
                    ended.countDown();
                    return check.passed("at last");
                } catch (InterruptedException e) {
                    // it goes on
                }
            }
        });
        try (var client = cloud.builder().check(deaf).build()) {
            for (int i = 0; i < 20; i++) { // more than the SDK's own checks have threads
                assertThat(client.preflight(Cloud.request("plant-7").build()).violations())
                        .singleElement()
                        .returns("check-timed-out", Violation::code);
            }
        } finally {
            end.countDown();
        }
        ended.await();
    }

    @Test
    void mayTakeAsLongAsTheClientAllowsAndNoLongerThanTheBudget() {
        var slow = quota(check -> {
            cloud.timeSource.advance(Duration.ofSeconds(90));
            return check.passed("3");
        });
        try (var client =
                cloud.builder().check(slow).checkTimeout(Duration.ofSeconds(91)).build()) {
            assertThat(client.preflight(Cloud.request("plant-7").build()).ready())
                    .isTrue();
            assertThatThrownBy(() -> client.create(Cloud.request("plant-7").build(), Duration.ofSeconds(60)))
                    .isInstanceOf(Unfinished.class)
                    .hasMessageContaining("did not end within 60 s");
        }
    }

    @Test
    void hasALimitThatIsPositive() {
        assertThatThrownBy(() -> cloud.builder().checkTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checkTimeout");
    }
}
