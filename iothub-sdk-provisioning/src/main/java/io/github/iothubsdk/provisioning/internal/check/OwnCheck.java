package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.UnexpectedFailures;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;

/** A check of the caller's, guarded: what it throws besides an {@link ApiException} is no verdict about the run. */
record OwnCheck(CheckId id, String name, Supplier<CheckResult> looking) implements PreflightCheck {

    private static final String NAMED = "each check of your own has an id and a name of its own";

    /** The check with its id and name asked once; one that does not tell them, or tells another's, says so when it looks. */
    static OwnCheck of(PreflightCheck check, Collection<CheckId> taken, CreateInstanceRequest request) {
        try {
            return UnexpectedFailures.guard("a check's id() or name()", () -> {
                CheckId id = Objects.requireNonNull(check.id(), "id()");
                String name = Objects.requireNonNull(check.name(), "name()");
                return taken.contains(id)
                        ? another(id, name)
                        : new OwnCheck(id, name, () -> look(check, name, request));
            });
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            return new OwnCheck(CheckId.OWN_CHECKS_ARE_NAMED, NAMED, () -> {
                throw e;
            });
        }
    }

    private static OwnCheck another(CheckId id, String name) {
        return new OwnCheck(
                CheckId.OWN_CHECKS_ARE_NAMED,
                NAMED,
                () -> CheckResult.failed(
                        CheckId.OWN_CHECKS_ARE_NAMED,
                        NAMED,
                        "\"" + name + "\" has the id " + id + ", which another check has, too",
                        "an id that no other check has",
                        "Give it another id."));
    }

    private static CheckResult look(PreflightCheck check, String name, CreateInstanceRequest request) {
        Supplier<CheckResult> told = UnexpectedFailures.guard("the check \"" + name + "\"", () -> {
            try {
                CheckResult result = Objects.requireNonNull(check.look(request), "look()");
                return () -> result;
            } catch (ApiException e) {
                return () -> {
                    throw e;
                };
            }
        });
        return told.get();
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return looking.get();
    }
}
