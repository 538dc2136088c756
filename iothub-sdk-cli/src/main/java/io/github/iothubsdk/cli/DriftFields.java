package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.DriftFinding.Tier;
import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Member;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Numeral;
import io.github.iothubsdk.core.internal.json.JsonValue.Text;
import io.github.iothubsdk.provisioning.wire.WireOperation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What is found in the fields of one answer. Not thread-safe. */
final class DriftFields {

    private final WireOperation operation;
    private final Consumer<DriftFinding> findings;
    private boolean notUnderstood;

    DriftFields(WireOperation operation, Consumer<DriftFinding> findings) {
        this.operation = operation;
        this.findings = findings;
    }

    /** Whether something was found for which the client does not understand the answer. */
    boolean saidNotUnderstood() {
        return notUnderstood;
    }

    void missing(Members in, List<String> names, String where, Set<String> known, Tier tier) {
        if (names.isEmpty()) {
            return; // this dialect does not have it either
        }
        Optional<String> renamed = in.all().stream()
                .map(Member::name)
                .filter(name -> !known.contains(name))
                .filter(name -> names.stream().anyMatch(old -> DriftNames.isLike(name, old)))
                .findFirst();
        String words = where + " has no " + String.join(" or ", names)
                + renamed.map(name -> "; perhaps it is " + name + " now").orElse("");
        String code = tier == Tier.ERROR ? "not-understood" : renamed.isPresent() ? "renamed-field" : "missing-field";
        add(tier, code, where + "." + names.get(0), words);
    }

    boolean isScalar(Members in, String name, String where) {
        JsonValue value = DriftNames.at(in, name).orElseThrow();
        boolean scalar = value instanceof Text || value instanceof Numeral;
        if (!scalar) {
            error("other-type", where, where + " is " + DriftNames.kind(value) + " and neither a text nor a number");
        }
        return scalar;
    }

    /** What is not named is no trouble: services grow. */
    void others(String where, Members in, Set<String> known) {
        in.all().stream()
                .map(Member::name)
                .filter(name -> !known.contains(name))
                .forEach(name -> add(
                        Tier.INFORMATION,
                        "new-field",
                        where + "." + name,
                        where + "." + name + " is not in the dialect"));
    }

    void error(String code, String where, String words) {
        add(Tier.ERROR, code, where, words);
    }

    private void add(Tier tier, String code, String where, String words) {
        notUnderstood |= code.equals("not-understood");
        findings.accept(new DriftFinding(tier, code, operation.key(), where, words));
    }
}
