package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request lets something go unchecked that is no check: with a slip of the pen it would let nothing go, and say nothing.
 *
 * @param unknown what it names
 * @param names what may be named
 */
public record UncheckedNames(List<String> unknown, List<String> names) implements PreflightCheck {

    /** May be allowed like a check, and is looked at when there is an order: that what it says is for the name. */
    public static final String ORDER_IS_FOR_THE_NAME = "the order is for the name";

    /** Empty when every name is a check's. */
    static Optional<PreflightCheck> misnamed(CreateInstanceRequest request, List<PreflightCheck> checks) {
        if (request.uncheckedAllowed().isEmpty()) {
            return Optional.empty();
        }
        List<String> names =
                new ArrayList<>(checks.stream().map(PreflightCheck::name).toList());
        names.add(ORDER_IS_FOR_THE_NAME);
        List<String> unknown = request.uncheckedAllowed().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new UncheckedNames(unknown, names));
    }

    @Override
    public String name() {
        return "what may go unchecked is a check";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return CheckResult.failed(
                name(),
                "no check is called " + quoted(unknown),
                "one of " + quoted(names),
                "Correct what allowUnchecked names, or leave it out.");
    }

    private static String quoted(List<String> texts) {
        return "\"" + String.join("\", \"", texts) + "\"";
    }
}
