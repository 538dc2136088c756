package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.DriftFinding.Tier;
import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Items;
import io.github.iothubsdk.core.internal.json.JsonValue.Member;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Numeral;
import io.github.iothubsdk.core.internal.json.JsonValue.Text;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireOperation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Compares the answer of one call with what a dialect promises of it. */
final class DriftAnswer {

    private static final List<String> ROW = List.of(
            "instanceId",
            "name",
            "status",
            "regionId",
            "zone",
            "vpcId",
            "vpcName",
            "subnetId",
            "subnetName",
            "internalDomain",
            "publicDomain",
            "progress",
            "createdAt",
            "description");

    /** Without these a row is none. */
    private static final Set<String> NEEDED = Set.of("instanceId", "name");

    private final WireDialect dialect;
    private final WireOperation operation;
    private final Consumer<DriftFinding> findings;

    DriftAnswer(WireDialect dialect, WireOperation operation, Consumer<DriftFinding> findings) {
        this.dialect = dialect;
        this.operation = operation;
        this.findings = findings;
    }

    void look(Members answer) {
        Members result = answer.get("result")
                .map(found -> found instanceof Members fields ? fields : null)
                .orElse(new Members(List.of()));
        switch (operation) {
            case CREATE -> created(result);
            case LIST -> list(result);
            case SHOW -> show(result);
            case DEDICATED -> dedicated(result);
            default -> {
                // of the regions and of a delete nothing is read yet
            }
        }
        others("result", result, named());
    }

    private void created(Members result) {
        boolean instance = scalar(result, "instanceId");
        boolean order = scalar(result, "orderNumber");
        if (!instance && !order) {
            error("not-understood", "result", "neither an instance's id nor an order's number is told");
        }
    }

    private void dedicated(Members result) {
        if (!scalar(result, "instanceId")) {
            error("not-understood", "result", "no id is told, not even an empty one");
        }
    }

    /** Whether a part is there under one of its names, and is a text or a number. */
    private boolean scalar(Members result, String part) {
        List<String> names = dialect.answerNames(operation, part);
        Optional<String> present = DriftNames.present(result, names).findFirst();
        if (present.isEmpty()) {
            missing(result, names, "result", named(), Tier.WARNING);
            return false;
        }
        return isScalar(result, present.get(), "result." + present.get());
    }

    private void list(Members result) {
        List<String> names = dialect.answerNames(operation, "rows");
        List<String> there = DriftNames.present(result, names).toList();
        boolean none = total(result).filter("0"::equals).isPresent();
        if (there.isEmpty() && !none) {
            error("not-understood", "result", "no rows under " + String.join(", ", names) + DriftNames.seen(result));
        } else if (there.size() > 1) {
            error("not-understood", "result", "rows under " + String.join(" and ", there));
        } else if (!there.isEmpty()) {
            rows("result." + there.get(0), DriftNames.at(result, there.get(0)).orElseThrow());
        }
        scalar(result, "total");
    }

    private Optional<String> total(Members result) {
        return DriftNames.present(result, dialect.answerNames(operation, "total"))
                .findFirst()
                .flatMap(name -> DriftNames.at(result, name).map(JsonValue::write));
    }

    private void rows(String where, JsonValue rows) {
        if (!(rows instanceof Items items)) {
            error("other-type", where, where + " is " + DriftNames.kind(rows) + " and no list");
            return;
        }
        for (JsonValue item : items.all()) {
            row(where, item);
        }
    }

    private void show(Members result) {
        List<String> names = dialect.answerNames(operation, "row");
        List<String> there = DriftNames.present(result, names).toList();
        if (there.size() == 1) {
            row(
                    there.get(0).equals(".") ? "result" : "result." + there.get(0),
                    DriftNames.at(result, there.get(0)).orElseThrow());
        } else {
            error(
                    "not-understood",
                    "result",
                    (there.isEmpty() ? "nothing under " : "several of ")
                            + String.join(", ", names)
                            + DriftNames.seen(result));
        }
    }

    private void row(String where, JsonValue value) {
        if (!(value instanceof Members row)) {
            error("other-type", where, "a row of " + where + " is " + DriftNames.kind(value) + " and no object");
            return;
        }
        Set<String> known = new HashSet<>();
        ROW.forEach(part -> known.addAll(dialect.rowNames(part)));
        for (String part : ROW) {
            List<String> names = dialect.rowNames(part);
            Optional<String> present = DriftNames.present(row, names).findFirst();
            if (present.isEmpty()) {
                missing(row, names, where, known, NEEDED.contains(part) ? Tier.ERROR : Tier.WARNING);
            } else if (isScalar(row, present.get(), where + "." + present.get()) && part.equals("status")) {
                status(
                        where + "." + present.get(),
                        DriftNames.at(row, present.get()).orElseThrow());
            }
        }
        others(where, row, known);
    }

    private void status(String where, JsonValue value) {
        String word = value instanceof Text text ? text.value() : value.write();
        boolean known = dialect.status(word) != InstanceStatus.UNRECOGNISED
                || dialect.facts().stream()
                        .anyMatch(fact ->
                                fact.subject().equals("status") && fact.wire().equalsIgnoreCase(word));
        if (!known && !word.isBlank()) {
            error("unknown-status", where, "the status " + word + " is none of its words");
        }
    }

    private void missing(Members in, List<String> names, String where, Set<String> known, Tier tier) {
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
        findings.accept(new DriftFinding(tier, code, operation.key(), where + "." + names.get(0), words));
    }

    private boolean isScalar(Members in, String name, String where) {
        JsonValue value = DriftNames.at(in, name).orElseThrow();
        boolean scalar = value instanceof Text || value instanceof Numeral;
        if (!scalar) {
            error("other-type", where, where + " is " + DriftNames.kind(value) + " and neither a text nor a number");
        }
        return scalar;
    }

    /** What is not named is no trouble: services grow. */
    private void others(String where, Members in, Set<String> known) {
        in.all().stream()
                .map(Member::name)
                .filter(name -> !known.contains(name))
                .forEach(name -> findings.accept(new DriftFinding(
                        Tier.INFORMATION,
                        "new-field",
                        operation.key(),
                        where + "." + name,
                        where + "." + name + " is not in the dialect")));
    }

    /** The first parts of what it names of this answer. */
    private Set<String> named() {
        Set<String> named = new HashSet<>();
        for (String part : operation.answer()) {
            for (String name : dialect.answerNames(operation, part)) {
                named.add(name.replaceFirst("\\..+", ""));
                if (name.equals(".")) {
                    ROW.forEach(each -> named.addAll(dialect.rowNames(each)));
                }
            }
        }
        return named;
    }

    private void error(String code, String where, String words) {
        findings.accept(new DriftFinding(Tier.ERROR, code, operation.key(), where, words));
    }
}
