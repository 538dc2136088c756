package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.schema.SchemaDesk;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreconditionCheck;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.util.Optional;

/** The database can be logged in to and holds nothing that the script would destroy. */
record SchemaTargetIsReady(SchemaDesk desk, Deadline deadline) implements PreconditionCheck {

    @Override
    public String name() {
        return "the database can be initialised";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        if (request.schema().isEmpty()) {
            return CheckResult.passed(name(), "not asked for");
        }
        try {
            SchemaJob job = desk.job(request, Optional.empty(), deadline);
            return CheckResult.passed(name(), desk.transport(job).probe(job));
        } catch (SchemaException e) {
            return CheckResult.failed(
                    name(), String.valueOf(e.getMessage()), "a database that the script can initialise", e.remedy());
        }
    }
}
