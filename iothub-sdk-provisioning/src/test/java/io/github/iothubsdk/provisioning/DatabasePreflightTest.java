package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Rds;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasePreflightTest {

    private final Cloud cloud = new Cloud();
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void close() {
        cloud.close();
    }

    private static Rds rds() {
        return Rds.of(Demo.RDS)
                .vpc(Demo.VPC)
                .subnet(Demo.SUBNET)
                .host(Demo.RDS_HOST)
                .database(Demo.DATABASE, "utf8")
                .databaseAccount(Demo.DB_USER, Demo.DB_PASSWORD)
                .grant(Demo.DATABASE, Demo.DB_USER, "rw");
    }

    private ProvisioningException.Invalid refusesServer(Rds rds) {
        cloud.account.rds(rds);
        return Verdict.refuses(cloud, request, Verdict.SERVER);
    }

    @Test
    void refusesAnRdsInstanceThatDoesNotExist() {
        var missing = RdsDatabase.of(
                "mysql-missing", Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD));
        var refused =
                Verdict.refuses(cloud, Cloud.request("a").database(missing).build(), Verdict.SERVER);
        assertThat(refused).hasMessageContaining("no mysql-missing in cn-north-1");
        assertThat(refused.violations())
                .singleElement()
                .satisfies(told -> assertThat(told.checks()).containsExactly(Verdict.SERVER, Verdict.DATABASE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BUILDING", "MIGRATING", "BUILD_ERROR", "running", ""})
    void refusesAnRdsInstanceThatDoesNotRun(String status) {
        assertThat(refusesServer(rds().status(status))).hasMessageContaining("its status is " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQL Server", "PostgreSQL", ""})
    void refusesAnEngineThatIsNotOfTheMySqlFamily(String engine) {
        assertThat(refusesServer(rds().engine(engine))).hasMessageContaining("its engine is " + engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MySQL", "MariaDB", "Percona"})
    void acceptsTheEnginesOfTheMySqlFamily(String engine) {
        cloud.account.rds(rds().engine(engine));
        assertThat(Verdict.of(cloud, Verdict.SERVER).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void refusesAnRdsInstanceInAnotherVpc() {
        assertThat(refusesServer(rds().vpc("vpc-other"))).hasMessageContaining("it is in vpc-other");
    }

    @Test
    void refusesAHostNameThatIsNotTheRdsInstances() {
        assertThat(refusesServer(rds().host("other.rds.jdcloud.com"))).hasMessageContaining("other.rds.jdcloud.com");
    }

    @Test
    void refusesAnRdsInstanceInArrears() {
        assertThat(refusesServer(rds().chargeStatus("arrear"))).hasMessageContaining("it is in arrears");
    }

    @Test
    void tellsEverythingThatIsWrongWithAnRdsInstance() {
        assertThat(refusesServer(rds().status("BUILDING").vpc("vpc-other").engine("PostgreSQL")))
                .hasMessageContaining("BUILDING")
                .hasMessageContaining("vpc-other")
                .hasMessageContaining("PostgreSQL");
    }

    @Test
    void refusesADatabaseThatDoesNotExist() {
        var missing = RdsDatabase.of(Demo.RDS, "other", Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD));
        assertThat(Verdict.refuses(cloud, Cloud.request("a").database(missing).build(), Verdict.DATABASE))
                .hasMessageContaining("no database other on " + Demo.RDS);
    }

    @Test
    void refusesAnAccountThatMayOnlyRead() {
        cloud.account.rds(Rds.of(Demo.RDS)
                .vpc(Demo.VPC)
                .host(Demo.RDS_HOST)
                .database(Demo.DATABASE, "utf8")
                .grant(Demo.DATABASE, Demo.DB_USER, "ro"));
        assertThat(Verdict.refuses(cloud, request, Verdict.DATABASE)).hasMessageContaining("iothub_rw has ro");
    }

    @Test
    void refusesAnAccountThatDoesNotExist() {
        var nobody = RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, "nobody", Secret.of(Demo.DB_PASSWORD));
        assertThat(Verdict.refuses(cloud, Cloud.request("a").database(nobody).build(), Verdict.DATABASE))
                .hasMessageContaining("nobody has no rights");
    }

    @Test
    void findsADatabaseOnALaterPage() {
        Rds many = rds();
        for (int i = 0; i < 230; i++) {
            many.database("filler" + i, "utf8");
        }
        many.database("last", "utf8").grant("last", Demo.DB_USER, "rw");
        cloud.account.rds(many);
        var last = RdsDatabase.of(Demo.RDS, "last", Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD));
        CheckResult result = Verdict.of(
                Verdict.preflight(cloud, Cloud.request("a").database(last).build()), Verdict.DATABASE);
        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void refusesASchemaTargetThatHoldsRows() {
        var script = SchemaScripts.bytes("CREATE TABLE a (b INT);".getBytes(StandardCharsets.UTF_8));
        CreateInstanceRequest wanted =
                Cloud.request("plant-7").bootstrapSchema(script).build();
        try (var client = cloud.builder().schemaTransport(new Occupied()).build()) {
            assertThat(client.preflight(wanted).blocking()).singleElement().satisfies(result -> {
                assertThat(result.id()).isEqualTo(Verdict.SCHEMA);
                assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(result.found()).isEqualTo("Table device holds 3 rows.");
                assertThat(result.remedy()).contains("Empty it.");
            });
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void asksTheSchemaTransportThatWasGivenLastAndNoOther() {
        var script = SchemaScripts.bytes("CREATE TABLE a (b INT);".getBytes(StandardCharsets.UTF_8));
        CreateInstanceRequest wanted =
                Cloud.request("plant-7").bootstrapSchema(script).build();
        try (var client = cloud.builder()
                .schemaTransport(new Unasked())
                .schemaTransport(new Occupied())
                .build()) {
            assertThat(client.preflight(wanted).blocking())
                    .singleElement()
                    .satisfies(result -> assertThat(result.found()).isEqualTo("Table device holds 3 rows."));
        }
    }

    /** One in whose place another was given. */
    private static final class Unasked implements SchemaTransport {
        @Override
        public String probe(SchemaJob job) {
            throw new AssertionError("it must not be asked");
        }

        @Override
        public SchemaReport run(SchemaJob job) {
            throw new AssertionError("it must not be run");
        }
    }

    /** A database with rows in the way. */
    private static final class Occupied implements SchemaTransport {
        @Override
        public String probe(SchemaJob job) {
            throw new SchemaException(SchemaException.Kind.REFUSED, "Table device holds 3 rows.", "Empty it.");
        }

        @Override
        public SchemaReport run(SchemaJob job) {
            throw new AssertionError("it must not be run");
        }
    }
}
