package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.DriftFinding.Tier;
import io.github.iothubsdk.core.internal.json.Fields;
import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Items;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Text;
import io.github.iothubsdk.provisioning.internal.gateway.Understanding;
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

    /** Without these a row is none. */
    private static final Set<String> NEEDED = Set.of("instanceId", "name");

    private final WireDialect dialect;
    private final WireOperation operation;
    private final DriftFields fields;

    DriftAnswer(WireDialect dialect, WireOperation operation, Consumer<DriftFinding> findings) {
        this.dialect = dialect;
        this.operation = operation;
        this.fields = new DriftFields(operation, findings);
    }

    /** Field by field, and as the client reads the whole: what only the one finds is told, too. */
    void look(Members answer, String instanceId) {
        Optional<Members> whole = answer.get("result").map(found -> found instanceof Members all ? all : null);
        Members result = whole.orElse(new Members(List.of()));
        switch (operation) {
            case CREATE -> created(result);
            case LIST -> list(result);
            case SHOW -> show(result);
            case DEDICATED -> dedicated(result);
            case REGIONS -> regions(result);
            case DELETE -> {
                // nothing is read of it
            }
        }
        fields.others("result", result, named());
        if (!fields.saidNotUnderstood() && !isUnderstood(whole, instanceId)) {
            fields.error("not-understood", "result", "the client cannot read what was answered");
        }
    }

    private boolean isUnderstood(Optional<Members> result, String instanceId) {
        if (operation == WireOperation.DELETE) {
            return true;
        }
        try {
            return result.map(found -> Fields.parse(found.write()))
                    .filter(found -> new Understanding(dialect).of(operation, found, instanceId))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void regions(Members result) {
        for (String rows : DriftNames.present(result, dialect.answerNames(operation, "rows"))
                .toList()) {
            if (DriftNames.at(result, rows).orElseThrow() instanceof Items items) {
                items.all().forEach(item -> region("result." + rows, item));
            }
        }
    }

    private void region(String where, JsonValue item) {
        if (!(item instanceof Members row)) {
            return; // the client reads none of the rows then, which is told of the whole
        }
        List<String> names = dialect.answerNames(operation, "regionId");
        Optional<String> present = DriftNames.present(row, names).findFirst();
        if (present.isEmpty()) {
            fields.missing(row, names, where, Set.copyOf(names), Tier.ERROR);
        } else {
            fields.isScalar(row, present.get(), where + "." + present.get());
        }
    }

    private void created(Members result) {
        boolean instance = scalar(result, "instanceId");
        boolean order = scalar(result, "orderNumber");
        if (!instance && !order) {
            fields.error("not-understood", "result", "neither an instance's id nor an order's number is told");
        }
    }

    private void dedicated(Members result) {
        if (!scalar(result, "instanceId")) {
            fields.error("not-understood", "result", "no id is told, not even an empty one");
        }
    }

    /** Whether a part is there under one of its names, and is a text or a number. */
    private boolean scalar(Members result, String part) {
        List<String> names = dialect.answerNames(operation, part);
        Optional<String> present = DriftNames.present(result, names).findFirst();
        if (present.isEmpty()) {
            fields.missing(result, names, "result", named(), Tier.WARNING);
            return false;
        }
        return fields.isScalar(result, present.get(), "result." + present.get());
    }

    private void list(Members result) {
        List<String> names = dialect.answerNames(operation, "rows");
        List<String> there = DriftNames.present(result, names).toList();
        boolean none = total(result).filter("0"::equals).isPresent();
        if (there.isEmpty() && !none) {
            fields.error(
                    "not-understood", "result", "no rows under " + String.join(", ", names) + DriftNames.seen(result));
        } else if (there.size() > 1) {
            fields.error("not-understood", "result", "rows under " + String.join(" and ", there));
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
            fields.error("other-type", where, where + " is " + DriftNames.kind(rows) + " and no list");
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
            fields.error(
                    "not-understood",
                    "result",
                    (there.isEmpty() ? "nothing under " : "several of ")
                            + String.join(", ", names)
                            + DriftNames.seen(result));
        }
    }

    private void row(String where, JsonValue value) {
        if (!(value instanceof Members row)) {
            fields.error("other-type", where, "a row of " + where + " is " + DriftNames.kind(value) + " and no object");
            return;
        }
        Set<String> known = new HashSet<>();
        dialect.rowParts().forEach(part -> known.addAll(dialect.rowNames(part)));
        for (String part : dialect.rowParts()) {
            List<String> names = dialect.rowNames(part);
            Optional<String> present = DriftNames.present(row, names).findFirst();
            if (present.isEmpty()) {
                fields.missing(row, names, where, known, NEEDED.contains(part) ? Tier.ERROR : Tier.WARNING);
            } else if (fields.isScalar(row, present.get(), where + "." + present.get()) && part.equals("status")) {
                status(
                        where + "." + present.get(),
                        DriftNames.at(row, present.get()).orElseThrow());
            }
        }
        fields.others(where, row, known);
    }

    private void status(String where, JsonValue value) {
        String word = value instanceof Text text ? text.value() : value.write();
        boolean known = dialect.status(word) != InstanceStatus.UNRECOGNISED
                || dialect.facts().stream()
                        .anyMatch(fact ->
                                fact.subject().equals("status") && fact.wire().equalsIgnoreCase(word));
        if (!known && !word.isBlank()) {
            fields.error("unknown-status", where, "the status " + word + " is none of its words");
        }
    }

    /** The first parts of what it names of this answer. */
    private Set<String> named() {
        Set<String> named = new HashSet<>();
        for (String part : operation.answer()) {
            for (String name : dialect.answerNames(operation, part)) {
                named.add(name.replaceFirst("\\..+", ""));
                if (name.equals(".")) {
                    dialect.rowParts().forEach(each -> named.addAll(dialect.rowNames(each)));
                }
            }
        }
        return named;
    }
}
