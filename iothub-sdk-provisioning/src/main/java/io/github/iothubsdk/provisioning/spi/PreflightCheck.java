package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;

/** One thing that must hold before anything is ordered. Thread-safe; run in parallel with the others. */
public interface PreflightCheck {

    /** A sentence that is true when the check passes, such as "the VPC exists". */
    String name();

    /**
     * Looks; changes nothing. An {@code ApiException} that it throws becomes an unchecked result; one that says that the
     * credentials are not accepted becomes the only result of all.
     */
    CheckResult look(CreateInstanceRequest request);
}
