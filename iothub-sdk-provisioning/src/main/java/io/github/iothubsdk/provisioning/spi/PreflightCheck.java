package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import java.util.Optional;

/** One thing that must hold before anything is ordered. Thread-safe; run in parallel with the others. */
public interface PreflightCheck {

    /** Its stable id, for programs, such as {@code quota-is-left}: neither one of the SDK's nor another check's. */
    CheckId id();

    /** Its name, for people: a sentence that is true when the check passes, such as "the VPC exists". */
    String name();

    /**
     * Looks; changes nothing. An {@code ApiException} that it throws becomes an unchecked result; one that says that the
     * credentials are not accepted becomes the only result of all. Whatever else it throws is an unchecked result of
     * {@code client.preflight}, and makes a run {@code Unfinished}.
     *
     * @return made by one of the methods below; its id and name are the check's, whatever it says
     */
    CheckResult look(CreateInstanceRequest request);

    /** For {@link #look}: as it must be. */
    default CheckResult passed(String found) {
        return CheckResult.passed(id(), name(), found);
    }

    /** For {@link #look}: not as it must be, so nothing is ordered. */
    default CheckResult failed(String found, String expected, String remedy) {
        return CheckResult.failed(id(), name(), found, expected, remedy);
    }

    /**
     * For {@link #look}: worth knowing; does not stop anything. Under an approval it stops what was approved with another
     * warning of this check's, or with none: let the words change only when a person is to look again.
     */
    default CheckResult warning(String found, String expected, String remedy) {
        return CheckResult.warning(id(), name(), found, expected, remedy);
    }

    /** For {@link #look}: could not be looked at, so nothing is ordered unless the request allows it. */
    default CheckResult unchecked(String why, String remedy) {
        return CheckResult.unchecked(id(), name(), why, remedy, Optional.empty());
    }
}
