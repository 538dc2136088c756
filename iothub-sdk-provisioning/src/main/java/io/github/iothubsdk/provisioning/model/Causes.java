package io.github.iothubsdk.provisioning.model;

import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Results that stop an order, as things to put right: what has the same cause is one thing. */
final class Causes {

    private Causes() {}

    static List<Violation> of(List<CheckResult> blocking) {
        Map<Object, List<CheckResult>> alike = new LinkedHashMap<>();
        List<String> failed = blocking.stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .map(result -> result.id().value())
                .toList();
        for (CheckResult result : blocking) {
            String cause = result.cause().orElse(result.id().value());
            Object key = failed.contains(cause) ? cause : List.of(cause, result.found());
            alike.computeIfAbsent(key, first -> new ArrayList<>()).add(result);
        }
        return alike.values().stream().map(Causes::violation).toList();
    }

    private static Violation violation(List<CheckResult> alike) {
        CheckResult told = alike.stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .findFirst()
                .orElse(alike.get(0));
        List<CheckId> ids = alike.stream().map(CheckResult::id).toList();
        boolean failed = told.outcome() == Outcome.FAILED;
        String field = failed || alike.size() == 1
                ? told.check()
                : ids.stream().map(CheckId::value).collect(Collectors.joining(", "));
        String code = failed ? told.id().value() : told.cause().orElse(told.id().value());
        Violation one = Violation.of(
                        code,
                        field,
                        told.found(),
                        told.expected().orElse(""),
                        told.remedy().orElse(""))
                .stopping(ids, !failed);
        Violation caused = failed ? told.cause().map(one::because).orElse(one) : one;
        return told.otherRun().map(caused::withOtherRun).orElse(caused);
    }
}
