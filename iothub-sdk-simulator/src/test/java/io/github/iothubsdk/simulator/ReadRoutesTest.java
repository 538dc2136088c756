package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published read routes: the shape of each answer and the quirks of their paging. */
class ReadRoutesTest {
    private static final String VPCS = "/v1/regions/cn-north-1/vpcs/";
    private static final String RDS = "/v1/regions/cn-north-1/instances";

    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).start();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonObject result(String service, String target) throws Exception {
        return wire.get(service, target).send().result();
    }

    @Test
    void tellsWhoTheUserIs() throws Exception {
        assertThat(result("user", Wire.USER))
                .hasToString("{\"pin\":\"jd_iot_demo\",\"loginName\":\"iot-demo\","
                        + "\"accountId\":\"785455908941\",\"userAuth\":2}");
    }

    @Test
    void tellsTheBalanceInDecimalStringsWithoutCoupons() throws Exception {
        demo.coupons("500.00");
        assertThat(result("asset", "/v1/regions/cn-north-1/assets:describeAccountAmount"))
                .hasToString("{\"totalAmount\":\"1066.80\",\"availableAmount\":\"1016.80\","
                        + "\"frozenAmount\":\"50.00\",\"enableWithdrawAmount\":\"1016.80\","
                        + "\"withdrawingAmount\":\"0.00\"}");
    }

    @Test
    void startsAnAccountUnverifiedAndPoor() throws Exception {
        simulator.account("AK", "SK");
        Wire other = new Wire(simulator, clock, "AK", "SK");
        assertThat(other.get("user", Wire.USER).send().result().get("userAuth").getAsInt())
                .isZero();
        assertThat(other.get("asset", "/v1/regions/cn-north-1/assets:describeAccountAmount")
                        .send()
                        .result()
                        .get("availableAmount")
                        .getAsString())
                .isEqualTo("0.00");
    }

    @Test
    void showsAVpcWithItsSubnets() throws Exception {
        JsonObject vpc = result("vpc", VPCS + Demo.VPC).getAsJsonObject("vpc");
        assertThat(vpc.keySet())
                .isEqualTo(Set.of(
                        "vpcId",
                        "vpcName",
                        "addressPrefix",
                        "description",
                        "aclIds",
                        "routeTableIds",
                        "subnets",
                        "createdTime",
                        "azType",
                        "az"));
        assertThat(vpc.getAsJsonArray("subnets")).hasSize(1);
    }

    @Test
    void answersNotFoundForAnUnknownVpcOrSubnetOrAnotherRegion() throws Exception {
        String notFound = "404 NOT_FOUND: Resource not found";
        assertThat(wire.get("vpc", VPCS + "vpc-none").send().error()).isEqualTo(notFound);
        assertThat(wire.get("vpc", "/v1/regions/cn-north-1/subnets/subnet-none")
                        .send()
                        .error())
                .isEqualTo(notFound);
        assertThat(wire.get("vpc", "/v1/regions/cn-east-2/vpcs/" + Demo.VPC)
                        .send()
                        .error())
                .isEqualTo(notFound);
    }

    @Test
    void showsASubnetWithItsFreeAddresses() throws Exception {
        JsonObject subnet =
                result("vpc", "/v1/regions/cn-north-1/subnets/" + Demo.SUBNET).getAsJsonObject("subnet");
        assertThat(subnet.get("availableIpCount").getAsInt()).isEqualTo(250);
        assertThat(subnet.get("vpcId").getAsString()).isEqualTo(Demo.VPC);
    }

    @Test
    void repeatsTheLastPagePastTheEndUnlessToldOtherwise() throws Exception {
        for (int i = 1; i < 25; i++) {
            demo.vpc("vpc-" + i, "vpc-" + i, "10.0.0.0/16");
        }
        assertThat(result("vpc", VPCS + "?pageNumber=3&pageSize=10").getAsJsonArray("vpcs"))
                .hasSize(5)
                .isEqualTo(result("vpc", VPCS + "?pageNumber=9&pageSize=10").getAsJsonArray("vpcs"));
        simulator.repeatLastPage(false);
        JsonObject past = result("vpc", VPCS + "?pageNumber=9&pageSize=10");
        assertThat(past.getAsJsonArray("vpcs")).isEmpty();
        assertThat(past.get("totalCount").getAsInt()).isEqualTo(25);
    }

    @Test
    void refusesAPageSizeOutOfBounds() throws Exception {
        assertThat(wire.get("vpc", VPCS + "?pageSize=1").send().error())
                .isEqualTo("400 INVALID_ARGUMENT: Request parameter pageSize is '1', expected one of [10,100]");
        assertThat(wire.get("vpc", VPCS + "?pageSize=101").send().status()).isEqualTo(400);
        assertThat(wire.get("vpc", VPCS + "?pageNumber=0").send().status()).isEqualTo(400);
        assertThat(wire.get("rds", RDS + "?pageSize=15").send().error()).contains("a multiple of 10");
    }

    @Test
    void filtersByFlattenedPairsAndRefusesUnknownFilters() throws Exception {
        demo.vpc("vpc-b", "b c/d", "10.1.0.0/16");
        String byName = "?filters.1.name=vpcNames&filters.1.operator=eq&filters.1.values.1=";
        assertThat(result("vpc", VPCS + byName + "b%20c%2Fd").getAsJsonArray("vpcs"))
                .hasSize(1);
        assertThat(result("vpc", VPCS + byName + "x&filters.1.values.2=iot-vpc").getAsJsonArray("vpcs"))
                .hasSize(1);
        assertThat(wire.get("vpc", VPCS + "?filters.1.name=colour&filters.1.values.1=red")
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "engineVersion, eq, 5.7, 1",
        "engineVersion, ne, 5.7, 0",
        "engineVersion, lt, 5.7, 0",
        "engineVersion, le, 5.70, 1",
        "engineVersion, lt, 10, 1",
        "engineVersion, gt, 10, 0",
        "engineVersion, gt, 5.69, 1",
        "engineVersion, ge, 5.7, 1",
        "engineVersion, ge, 5.8, 0",
        "engine, like, SQL, 1",
        "engine, in, MySQL, 1",
        "engine, lt, N, 1",
        "engine, gt, N, 0",
        "engine, le, MySQL, 1",
    })
    void comparesAsThePublishedOperatorsSay(String field, String operator, String value, int rows) throws Exception {
        String query =
                "?filters.1.values.1=%s&filters.1.name=%s&filters.1.operator=%s".formatted(value, field, operator);
        assertThat(result("rds", RDS + query).get("totalCount").getAsInt()).isEqualTo(rows);
    }

    /** A mistake is one whether there are rows to judge by it or not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/regions/cn-north-1/vpcs/?filters.1.name=vpcNames",
                "/v1/regions/cn-east-1/vpcs/?filters.1.name=vpcNames",
                "/v1/regions/cn-east-1/subnets/?filters.1.name=vpcId",
                "/v1/regions/cn-north-1/vpcs/?filters.1.name=vpcNames&filters.2.name=vpcNames&filters.2.values.1=none",
            })
    void refusesAnOperatorThatThereIsNot(String target) throws Exception {
        assertThat(wire.get("vpc", target + "&filters.1.operator=zz&filters.1.values.1=z")
                        .send()
                        .error())
                .isEqualTo("400 INVALID_ARGUMENT: Request parameter operator is 'zz', expected one of"
                        + " [eq, ne, in, like, lt, le, gt, ge]");
    }

    @Test
    void listsDatabasesInstancesWithoutTheirVpcAndShowsThemWithIt() throws Exception {
        JsonObject list = result("rds", RDS + "?pageNumber=-1&filters.1.name=vpcId&filters.1.values.1=" + Demo.VPC);
        JsonObject row = list.getAsJsonArray("dbInstances").get(0).getAsJsonObject();
        assertThat(list.get("totalCount").getAsInt()).isEqualTo(1);
        assertThat(row.has("vpcId")).isFalse();
        assertThat(row.getAsJsonObject("charge").get("chargeStatus").getAsString())
                .isEqualTo("normal");

        JsonObject one = result("rds", RDS + "/" + Demo.RDS).getAsJsonObject("dbInstanceAttributes");
        assertThat(one.get("vpcId").getAsString()).isEqualTo(Demo.VPC);
        assertThat(one.get("instancePort")).hasToString("\"3306\"");
        assertThat(one.get("internalDomainName").getAsString()).isEqualTo(Demo.RDS_HOST);
    }

    @Test
    void answersBadRequestForAnUnknownDatabaseInstance() throws Exception {
        assertThat(wire.get("rds", RDS + "/mysql-none").send().error()).startsWith("400 INVALID_ARGUMENT");
        assertThat(wire.get("rds", RDS + "/mysql-none/databases").send().status())
                .isEqualTo(400);
    }

    @Test
    void tellsWhoMayDoWhatInADatabase() throws Exception {
        assertThat(result("rds", RDS + "/" + Demo.RDS + "/databases"))
                .hasToString("{\"databases\":[{\"dbName\":\"iothub\",\"characterSetName\":\"utf8\","
                        + "\"accessPrivilege\":[{\"accountName\":\"iothub_rw\",\"privilege\":\"rw\"}]}],"
                        + "\"totalCount\":1}");
        assertThat(result("rds", RDS + "/" + Demo.RDS + "/accounts").getAsJsonArray("accounts"))
                .hasToString("[{\"accountName\":\"iothub_rw\",\"accountStatus\":\"RUNNING\","
                        + "\"accountType\":\"normal\","
                        + "\"accountPrivileges\":[{\"dbName\":\"iothub\",\"privilege\":\"rw\"}]}]");
    }
}
