package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.PreconditionCheck;
import java.util.Optional;

/** describeDatabases (published): the database exists and the account may write to it. */
record DatabaseIsWritable(Facts facts) implements PreconditionCheck {

    @Override
    public String name() {
        return "the database exists and its account may write";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        RdsDatabase wanted = request.database();
        Optional<RdsApi.Database> database = facts.databases().stream()
                .filter(each -> wanted.database().equals(each.dbName()))
                .findFirst();
        if (database.isEmpty()) {
            return failed(
                    "no database " + wanted.database() + " on " + wanted.instanceId(),
                    "Create it in the RDS console with character set utf8.");
        }
        String privilege =
                database.flatMap(found -> privilege(found, wanted.user())).orElse("no rights");
        return privilege.equals("rw")
                ? CheckResult.passed(name(), wanted.user() + " has rw on " + wanted.database())
                : failed(
                        wanted.user() + " has " + privilege + " on " + wanted.database(),
                        "Create the account and grant it rw in the RDS console.");
    }

    private CheckResult failed(String found, String remedy) {
        return CheckResult.failed(name(), found, "the database, and an account with rw on it", remedy);
    }

    private static Optional<String> privilege(RdsApi.Database database, String user) {
        return Optional.ofNullable(database.accessPrivilege()).stream()
                .flatMap(java.util.List::stream)
                .filter(access -> user.equals(access.accountName()))
                .map(RdsApi.Access::privilege)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }
}
