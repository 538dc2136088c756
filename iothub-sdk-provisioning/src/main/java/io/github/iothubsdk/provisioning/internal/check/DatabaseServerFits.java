package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** describeInstanceAttributes (published): the RDS instance runs, is of a fitting kind, and is where it must be. */
record DatabaseServerFits(Facts facts) implements PreflightCheck {

    private static final Set<String> ENGINES = Set.of("MYSQL", "MARIADB", "PERCONA");

    @Override
    public CheckId id() {
        return CheckId.DATABASE_SERVER_FITS;
    }

    @Override
    public String name() {
        return "the RDS instance runs in the same VPC";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        String id = request.database().instanceId();
        RdsApi.Server server = facts.server().orElse(null);
        if (server == null) {
            return failed("no " + id + " in " + request.region(), "Correct the id, or create the RDS instance.");
        }
        List<String> wrong = new ArrayList<>();
        note(wrong, "RUNNING".equals(server.instanceStatus()), "its status is " + server.instanceStatus());
        note(wrong, ENGINES.contains(upper(server.engine())), "its engine is " + server.engine());
        boolean elsewhere = !request.network().vpcId().equals(server.vpcId());
        boolean noVpc = elsewhere && facts.hasNoVpc();
        note(wrong, !elsewhere || noVpc, "it is in " + server.vpcId());
        note(
                wrong,
                request.database().host().equalsIgnoreCase(String.valueOf(server.internalDomainName())),
                "its intranet domain is " + server.internalDomainName());
        note(wrong, !inArrears(server), "it is in arrears");
        if (wrong.isEmpty() && noVpc) {
            return unchecked(
                            "there is no " + request.network().vpcId() + " that it could be in",
                            "Correct the VPC first.")
                    .because(CheckId.VPC_EXISTS.value());
        }
        return wrong.isEmpty()
                ? passed(id + ", " + server.engine() + " " + server.engineVersion() + ", " + server.vpcId())
                : failed(
                        id + ": " + String.join(", ", wrong),
                        "Put that right in the RDS console, or name another RDS instance.");
    }

    private CheckResult failed(String found, String remedy) {
        return failed(
                found, "a running MySQL, MariaDB or Percona instance in the VPC, under the host name given", remedy);
    }

    private static void note(List<String> wrong, boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private static boolean inArrears(RdsApi.Server server) {
        return server.charge() != null && "arrear".equals(server.charge().chargeStatus());
    }

    private static String upper(@Nullable String text) {
        return text == null ? "" : text.toUpperCase(Locale.ROOT);
    }
}
