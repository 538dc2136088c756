package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.flow.UnexpectedFailures;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.SecretSource;

/** The database password: the request's own, or asked for again after a restart. */
final class Passwords {

    private final SecretSource source;

    Passwords(SecretSource source) {
        this.source = source;
    }

    Secret of(StepContext context) {
        RdsDatabase database = context.request().database();
        return UnexpectedFailures.guard("the source of secrets", () -> source.resolve(database))
                .orElseThrow(() -> new ProvisioningException.Unfinished(
                        context.where(null, null),
                        UnfinishedReason.PASSWORD_MISSING,
                        "the password of database user " + database.user()
                                + " is needed and the journal never holds it.",
                        "Give the client a SecretSource, or set IOTHUB_DB_PASSWORD."));
    }
}
