package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.schema.SchemaJobs;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The database can be logged in to and holds nothing that the script would destroy. */
record SchemaTargetIsReady(SchemaJobs jobs, Deadline deadline) implements PreflightCheck {

    private static final String WANTED = "a database that the script can initialise";

    @Override
    public CheckId id() {
        return CheckId.SCHEMA_TARGET_IS_READY;
    }

    @Override
    public String name() {
        return "the database can be initialised";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        if (request.schema().isEmpty()) {
            return passed("not asked for");
        }
        try {
            List<SchemaNote> misfits = new ArrayList<>();
            SchemaJob job = jobs.job(request, Optional.empty(), deadline, misfits::add);
            String found = jobs.probe(job);
            return misfits.isEmpty()
                    ? passed(found)
                    : warning(found + "; " + words(misfits), WANTED, "Look at these first.");
        } catch (SchemaException e) {
            CheckResult failed = failed(String.valueOf(e.getMessage()), WANTED, e.remedy());
            return e.code().map(failed::because).orElse(failed);
        }
    }

    private static String words(List<SchemaNote> notes) {
        return notes.stream().map(SchemaNote::words).collect(Collectors.joining("; "));
    }
}
