package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Network;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.simulator.Demo;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateInstanceRequestTest {

    /** A Han character outside the basic plane: one code point, two chars. */
    private static final String RARE_HAN = "\uD840\uDC00";

    private static ProvisioningException.Invalid refused(CreateInstanceRequest.Builder form) {
        return catchThrowableOfType(ProvisioningException.Invalid.class, form::build);
    }

    private static List<String> fields(CreateInstanceRequest.Builder form) {
        return refused(form).violations().stream().map(Violation::field).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plant-7", "a", "_", "-", "7", "工厂_7", "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"})
    void acceptsANameThatTheConsoleAccepts(String name) {
        assertThat(Cloud.request(name).build().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "plant 7",
                "plänt",
                "プラント",
                "a.b",
                "a/b",
                "x\n",
                "😀",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"
            })
    void refusesANameThatTheConsoleRefuses(String name) {
        assertThat(fields(Cloud.request(name))).containsExactly("name");
    }

    @Test
    void countsTheCharactersOfANameAndNotTheirCodeUnits() {
        assertThat(Cloud.request(RARE_HAN.repeat(32)).build().name()).hasSize(64);
        assertThat(fields(Cloud.request(RARE_HAN.repeat(33)))).containsExactly("name");
    }

    @Test
    void countsTheCharactersOfADescriptionAndNotTheirCodeUnits() {
        String longest = RARE_HAN.repeat(256);
        assertThat(Cloud.request("plant-7").description(longest).build().description())
                .isEqualTo(longest);
        assertThat(fields(Cloud.request("plant-7").description(longest + "x"))).containsExactly("description");
    }

    @Test
    void asksForEverythingThatIsRequired() {
        assertThat(fields(CreateInstanceRequest.builder(Demo.REGION, "plant-7")))
                .containsExactly("vpcId", "subnetId", "database", "serviceTerms");
        assertThat(refused(CreateInstanceRequest.builder("", "")).violations())
                .extracting(Violation::code)
                .containsExactly(
                        "region-missing",
                        "name-missing",
                        "vpc-missing",
                        "subnet-missing",
                        "database-missing",
                        "terms-not-accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "database.instanceId, mysql",
        "database.instanceId, Mysql-1",
        "database.instanceId, 'mysql-1/../x'",
        "database.database, a",
        "database.database, 9a",
        "database.database, a_",
        "database.database, Iothub",
        "database.database, abcdefghijklmnopqrstuvwxyz0123456",
        "database.host, ''",
        "database.host, 'host:3306'",
        "database.host, 'jdbc:mysql://host'",
        "database.host, -host",
        "database.user, a",
        "database.user, a-b",
        "database.user, abcdefghijklmnopq"
    })
    void refusesADatabaseThatRdsCannotHave(String field, String value) {
        RdsDatabase good = Cloud.database();
        var database = RdsDatabase.of(
                field.equals("database.instanceId") ? value : good.instanceId(),
                field.equals("database.database") ? value : good.database(),
                field.equals("database.host") ? value : good.host(),
                field.equals("database.user") ? value : good.user(),
                Secret.of("Canary-Pw-9"));
        assertThat(fields(Cloud.request("plant-7").database(database))).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"-0.01, CNY", "1.00, USD"})
    void refusesMoneyThatIsNotAnAmountOfYuan(String amount, String currency) {
        Money money = new Money(new BigDecimal(amount), currency);
        assertThat(fields(Cloud.request("plant-7").spendAtMost(money))).containsExactly("spendAtMost");
        assertThat(fields(Cloud.request("plant-7").couponsWorth(money))).containsExactly("couponsWorth");
    }

    @Test
    void tellsEveryMistakeAtOnceWithItsRuleAndItsRemedy() {
        ProvisioningException.Invalid invalid = refused(everythingWrong());

        assertThat(invalid.violations())
                .extracting(Violation::field)
                .containsExactly(
                        "region",
                        "name",
                        "description",
                        "zone",
                        "vpcId",
                        "subnetId",
                        "database.instanceId",
                        "database.database",
                        "database.host",
                        "database.user",
                        "database.password",
                        "spendAtMost",
                        "couponsWorth",
                        "serviceTerms");
        assertThat(invalid.violations())
                .extracting(Violation::code)
                .containsExactly(
                        "region-shape",
                        "name-shape",
                        "description-too-long",
                        "zone-shape",
                        "vpc-shape",
                        "subnet-shape",
                        "rds-instance-shape",
                        "database-name-shape",
                        "database-host-shape",
                        "database-user-shape",
                        "database-password-missing",
                        "spend-at-most-shape",
                        "coupons-worth-shape",
                        "terms-not-accepted");
        assertThat(invalid.violations()).allSatisfy(each -> {
            assertThat(each.rule()).isNotBlank();
            assertThat(each.remedy()).endsWith(".");
            assertThat(invalid).hasMessageContaining(each.toString());
        });
        assertThat(invalid).hasMessageContaining("Nothing was ordered").hasMessageContaining("14 things");
        assertThat(invalid.violations().get(1).value()).contains("\"plant 7\"");
        assertThat(invalid.runId()).isEmpty();
    }

    @Test
    void sendsNothingWhileARequestIsMade() {
        try (var cloud = new Cloud();
                var client = cloud.client()) {
            assertThat(refused(everythingWrong()).step()).isEqualTo("request");
            Cloud.request("plant-7").build();
            assertThat(client.runs()).isEmpty();
            assertThat(cloud.simulator.ledger().calls()).isEmpty();
        }
    }

    @Test
    void neverShowsThePassword() {
        var database = RdsDatabase.of("?", Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of("Canary-Pw-9"));
        var good = RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of("Canary-Pw-9"));
        CreateInstanceRequest request = Cloud.request("plant-7").database(good).build();

        assertThat(refused(Cloud.request("plant-7").database(database)))
                .message()
                .doesNotContain("Canary");
        assertThat(request.toString()).contains("plant-7").doesNotContain("Canary");
        assertThat(request.database().toString()).contains(Demo.RDS).doesNotContain("Canary");
        assertThat(request.database().password()).contains(Secret.of("Canary-Pw-9"));
    }

    @Test
    void keepsControlCharactersOutOfItsMessage() {
        assertThat(refused(Cloud.request("a\u001b[31m\nb")))
                .message()
                .contains("a?[31m?b")
                .doesNotContain("\u001b");
    }

    @Test
    void doesNotChangeWithTheBuilderThatMadeIt() {
        CreateInstanceRequest.Builder form = Cloud.request("plant-7");
        CreateInstanceRequest request = form.build();
        form.description("other").network("vpc-other", "subnet-other").allowUnchecked(CheckId.VPC_EXISTS);
        request.toBuilder().description("another").allowUnchecked(CheckId.SUBNET_FITS);

        assertThat(request.description()).isEqualTo("line 7");
        assertThat(request.network()).isEqualTo(new Network(Demo.VPC, Demo.SUBNET));
        assertThat(request.uncheckedAllowed()).isEmpty();
    }

    private static CreateInstanceRequest.Builder everythingWrong() {
        return CreateInstanceRequest.builder("Beijing", "plant 7")
                .description("x".repeat(257))
                .zone("北京")
                .network("x", "y")
                .database(RdsDatabase.of("RDS 1", "9x", "host:3306", "a b", Secret.of(" ")))
                .spendAtMost(Money.cny(BigDecimal.ONE.negate()))
                .couponsWorth(new Money(BigDecimal.ONE, "USD"));
    }
}
