package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A request lets something go unchecked that is no check: with a slip of the pen it would let nothing go, and say nothing.
 *
 * @param unknown what it names
 * @param known what may be named
 */
record UncheckedIds(SortedSet<CheckId> unknown, SortedSet<CheckId> known) implements PreflightCheck {

    /** Empty when every id is a check's. */
    static Optional<PreflightCheck> unknown(CreateInstanceRequest request, List<PreflightCheck> checks) {
        SortedSet<CheckId> known =
                checks.stream().map(PreflightCheck::id).collect(Collectors.toCollection(TreeSet::new));
        known.add(CheckId.ORDER_IS_FOR_THE_NAME);
        SortedSet<CheckId> unknown = new TreeSet<>(request.uncheckedAllowed());
        unknown.removeAll(known);
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new UncheckedIds(unknown, known));
    }

    @Override
    public CheckId id() {
        return CheckId.UNCHECKED_ARE_CHECKS;
    }

    @Override
    public String name() {
        return "what may go unchecked is a check";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return failed(
                "no check has the id " + words(unknown),
                "one of " + words(known),
                "Correct what allowUnchecked names, or leave it out.");
    }

    private static String words(SortedSet<CheckId> ids) {
        return ids.stream().map(CheckId::value).collect(Collectors.joining(", "));
    }
}
