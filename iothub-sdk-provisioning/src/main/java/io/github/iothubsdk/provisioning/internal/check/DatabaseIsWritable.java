package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** describeDatabases (published): the database exists and the account may write to it. */
record DatabaseIsWritable(Facts facts) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.DATABASE_IS_WRITABLE;
    }

    @Override
    public String name() {
        return "the database exists and its account may write";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        RdsDatabase wanted = request.database();
        Optional<RdsApi.Database> database = databases().stream()
                .filter(each -> wanted.database().equals(each.dbName()))
                .findFirst();
        if (database.isEmpty() && facts.hasNoServer()) {
            return unchecked(
                            "there is no " + wanted.instanceId() + " that it could be on",
                            "Correct the RDS instance first.")
                    .because(CheckId.DATABASE_SERVER_FITS.value());
        }
        if (database.isEmpty()) {
            return failed(
                    "no database " + wanted.database() + " on " + wanted.instanceId(),
                    "Create it in the RDS console with character set utf8.");
        }
        String privilege =
                database.flatMap(found -> privilege(found, wanted.user())).orElse("no rights");
        return privilege.equals("rw")
                ? passed(wanted.user() + " has rw on " + wanted.database())
                : failed(
                        wanted.user() + " has " + privilege + " on " + wanted.database(),
                        "Create the account and grant it rw in the RDS console.");
    }

    /** None on an RDS instance that is not there, which the service answers with the 400 of any bad argument. */
    private List<RdsApi.Database> databases() {
        try {
            return facts.databases();
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.INVALID_ARGUMENT) && facts.hasNoServer()) {
                return List.of();
            }
            throw e;
        }
    }

    private CheckResult failed(String found, String remedy) {
        return failed(found, "the database, and an account with rw on it", remedy);
    }

    private static Optional<String> privilege(RdsApi.Database database, String user) {
        return Optional.ofNullable(database.accessPrivilege()).stream()
                .flatMap(List::stream)
                .filter(access -> user.equals(access.accountName()))
                .map(RdsApi.Access::privilege)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
