package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private final Cloud cloud = new Cloud();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void passesEveryCheckOfAnAccountThatIsReady() {
        Preflight preflight = Verdict.preflight(cloud, request);

        assertThat(preflight.ready()).isTrue();
        assertThat(preflight.checks()).extracting(CheckResult::id).containsExactlyElementsOf(Verdict.ALL);
        assertThat(CheckId.class)
                .as("each check of the SDK's own has its constant")
                .hasPublicFields(Verdict.ALL.stream()
                        .map(id -> id.value().toUpperCase(Locale.ROOT).replace('-', '_'))
                        .toArray(String[]::new));
        assertThat(preflight.checks()).extracting(CheckResult::outcome).containsOnly(Outcome.PASSED);
        assertThat(preflight.checks())
                .allSatisfy(result -> assertThat(result.found()).isNotBlank());
    }

    @Test
    void tellsAllFailingChecksAtOnce() {
        cloud.account.userAuth(0).cash("1.00").instance("plant-7");
        var elsewhere = RdsDatabase.of(
                "mysql-missing",
                Demo.DATABASE,
                Demo.RDS_HOST,
                Demo.DB_USER,
                Cloud.database().password().orElseThrow());
        var invalid = Verdict.refuses(
                cloud,
                Cloud.request("plant-7")
                        .network("vpc-missing", "subnet-missing")
                        .database(elsewhere)
                        .build(),
                Verdict.REAL_NAME,
                Verdict.BALANCE,
                Verdict.VPC,
                Verdict.SUBNET,
                Verdict.SERVER,
                Verdict.NAME);
        assertThat(invalid).hasMessageContaining("6 things to put right");
    }

    @Test
    void refusesARegionThatDoesNotOfferIotHub() {
        CreateInstanceRequest east = CreateInstanceRequest.builder("cn-east-2", "plant-7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(Cloud.database())
                .acceptServiceTerms()
                .build();
        assertThat(Verdict.of(Verdict.preflight(cloud, east), Verdict.REGION))
                .returns(Outcome.FAILED, CheckResult::outcome)
                .returns("cn-east-2", CheckResult::found)
                .returns(Optional.of("one of [cn-north-1]"), CheckResult::expected);
        try (var told = cloud.builder().regions(Set.of("cn-east-2")).build()) {
            assertThat(Verdict.of(told.preflight(east), Verdict.REGION).outcome())
                    .isEqualTo(Outcome.PASSED);
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void refusesAnAccountWithoutRealName() {
        cloud.account.userAuth(0);
        assertThat(Verdict.refuses(cloud, request, Verdict.REAL_NAME)).hasMessageContaining("not verified");
    }

    @Test
    void acceptsPersonalVerification() {
        cloud.account.userAuth(1);
        assertThat(Verdict.of(cloud, Verdict.REAL_NAME))
                .returns(Outcome.PASSED, CheckResult::outcome)
                .returns("personal", CheckResult::found);
    }

    @Test
    void refusesABalanceThatIsOneFenShort() {
        cloud.account.cash("49.99");
        assertThat(Verdict.refuses(cloud, request, Verdict.BALANCE)).hasMessageContaining("CNY 49.99 available");
    }

    @Test
    void acceptsABalanceOfExactlyFifty() {
        cloud.account.cash("50").frozen("0");
        assertThat(Verdict.of(cloud, Verdict.BALANCE))
                .returns(Outcome.PASSED, CheckResult::outcome)
                .returns("CNY 50.00 available", CheckResult::found);
    }

    @Test
    void countsTheCouponsThatTheCallerDeclares() {
        cloud.account.cash("20.00");
        Verdict.refuses(
                cloud, Cloud.request("a").couponsWorth(Money.cny("29.99")).build(), Verdict.BALANCE);
        try (var client = cloud.client()) {
            Preflight preflight = client.preflight(
                    Cloud.request("a").couponsWorth(Money.cny("30")).build());
            assertThat(Verdict.of(preflight, Verdict.BALANCE).outcome()).isEqualTo(Outcome.PASSED);
            assertThat(Verdict.of(preflight, Verdict.BALANCE).found())
                    .contains("coupons of CNY 30.00 by the caller's word");
        }
    }

    @Test
    void doesNotCountFrozenMoney() {
        cloud.account.cash("49.00").frozen("1000.00");
        assertThat(Verdict.refuses(cloud, request, Verdict.BALANCE)).hasMessageContaining("CNY 1000.00 more frozen");
    }

    @Test
    void refusesANameThatIsTaken() {
        cloud.account.instance("plant-7");
        assertThat(Verdict.refuses(cloud, request, Verdict.NAME)).hasMessageContaining("(RUNNING) has the name");
    }

    @Test
    void findsATakenNameOnALaterPageOfTheList() {
        cloud.account.instances(250).instance("plant-7");
        Verdict.refuses(cloud, request, Verdict.NAME);
    }

    @Test
    void onlyWarnsOfAnotherInstanceInTheRegion() {
        cloud.account.instance("plant-6");
        Preflight preflight = Verdict.preflight(cloud, request);

        assertThat(preflight.ready()).isTrue();
        assertThat(Verdict.of(preflight, Verdict.FIRST))
                .returns(Outcome.WARNING, CheckResult::outcome)
                .returns("1 other instance", CheckResult::found);
        assertThat(Verdict.of(preflight, Verdict.FIRST).remedy()).isPresent();
        try (var client = cloud.client()) {
            assertThat(client.create(request, Duration.ofMinutes(60)).instance().name())
                    .isEqualTo("plant-7");
        }
    }

    @Test
    void doesNotOrderWhatItCouldNotCheckUnlessItIsAllowed() {
        cloud.account.deny(Route.DESCRIBE_USER);
        Preflight preflight = Verdict.preflight(cloud, request);
        assertThat(preflight.ready()).isFalse();
        assertThat(Verdict.of(preflight, Verdict.REAL_NAME).outcome()).isEqualTo(Outcome.UNCHECKED);
        assertThat(Verdict.of(preflight, Verdict.REAL_NAME).requestId()).isNotEqualTo(Optional.empty());
        assertThat(Verdict.of(preflight, Verdict.REAL_NAME).cause()).contains("call-refused");

        try (var client = cloud.client()) {
            var refused = catchThrowableOfType(Invalid.class, () -> client.create(request, Duration.ofMinutes(60)));
            assertThat(refused.violations())
                    .singleElement()
                    .returns("call-refused", Violation::code)
                    .returns(List.of(Verdict.REAL_NAME), Violation::checks);
            assertThat(cloud.simulator.ledger().writes()).isZero();
            client.create(
                    Cloud.request("plant-7").allowUnchecked(Verdict.REAL_NAME).build(), Duration.ofMinutes(60));
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void refusesToLetGoUncheckedWhatIsNoCheck() {
        var misspelt = Cloud.request("a")
                .allowUnchecked(CheckId.of("real-name-is-verifed"))
                .allowUnchecked(CheckId.ORDER_IS_FOR_THE_NAME)
                .build();
        var refused = Verdict.refuses(cloud, misspelt, CheckId.UNCHECKED_ARE_CHECKS);
        assertThat(refused.violations()).singleElement().satisfies(said -> {
            assertThat(said.value().orElseThrow())
                    .contains("real-name-is-verifed")
                    .doesNotContain("order-is-for-the-name");
            assertThat(said.rule()).contains("real-name-is-verified");
        });
    }

    @Test
    void neverOrdersWhatFailedEvenWhenUncheckedIsAllowed() {
        cloud.account.userAuth(0);
        Verdict.refuses(
                cloud, Cloud.request("a").allowUnchecked(Verdict.REAL_NAME).build(), Verdict.REAL_NAME);
    }
}
