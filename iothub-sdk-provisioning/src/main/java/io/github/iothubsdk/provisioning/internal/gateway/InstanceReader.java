package io.github.iothubsdk.provisioning.internal.gateway;

import static io.github.iothubsdk.provisioning.wire.WireOperation.CREATE;
import static io.github.iothubsdk.provisioning.wire.WireOperation.DEDICATED;
import static io.github.iothubsdk.provisioning.wire.WireOperation.LIST;
import static io.github.iothubsdk.provisioning.wire.WireOperation.REGIONS;
import static io.github.iothubsdk.provisioning.wire.WireOperation.SHOW;

import io.github.iothubsdk.core.internal.json.Fields;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi.Created;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads answers in the names of a dialect. An answer that lacks what its operation promises, says one thing by two names,
 * or holds something of another kind than expected is empty here: it is not understood.
 */
record InstanceReader(WireDialect dialect) {

    /** What the create call answered; one that tells neither leaves open whether anything was ordered. */
    Optional<Created> created(Fields answer) {
        return understood(() -> {
            Created created = new Created(
                    text(answer, dialect.answerNames(CREATE, "instanceId")),
                    text(answer, dialect.answerNames(CREATE, "orderNumber")));
            boolean tells =
                    !created.instanceId().isEmpty() || !created.orderNumber().isEmpty();
            return tells && Texts.fit(Texts.ID, created.instanceId(), created.orderNumber())
                    ? Optional.of(created)
                    : Optional.empty();
        });
    }

    Optional<InstancePage> page(Fields answer) {
        return understood(() -> {
            List<List<Fields>> lists = present(dialect.answerNames(LIST, "rows"), answer::objects);
            if (lists.size() > 1) {
                return Optional.empty();
            }
            var page = new InstancePage(
                    !lists.isEmpty(),
                    lists.isEmpty()
                            ? List.of()
                            : lists.get(0).stream().map(this::row).toList(),
                    counted(answer));
            return Optional.of(page).filter(InstancePage::isUnderstood);
        });
    }

    /** The row of this instance, and of no other. */
    Optional<InstanceRow> shown(Fields answer, String id) {
        return understood(() -> {
            List<Fields> rows = present(dialect.answerNames(SHOW, "row"), answer::object);
            return rows.size() == 1
                    ? Optional.of(row(rows.get(0))).filter(row -> row.isNamed() && id.equals(row.instanceId()))
                    : Optional.empty();
        });
    }

    /** The id of the account's dedicated instance; an empty text when the service says that there is none. */
    Optional<String> dedicated(Fields answer) {
        return understood(() -> present(dialect.answerNames(DEDICATED, "instanceId"), answer::text).stream()
                .filter(id -> Texts.fit(Texts.ID, id))
                .findFirst());
    }

    /** The ids of the regions; a region without one is not understood. */
    Optional<List<String>> regions(Fields answer) {
        return understood(() -> present(dialect.answerNames(REGIONS, "rows"), answer::objects).stream()
                .findFirst()
                .map(rows -> rows.stream()
                        .map(row -> text(row, dialect.answerNames(REGIONS, "regionId")))
                        .toList())
                .filter(ids -> ids.stream().allMatch(id -> !id.isEmpty() && Texts.fit(Texts.ID, id))));
    }

    private InstanceRow row(Fields row) {
        String status = text(row, dialect.rowNames("status"));
        return new InstanceRow(
                one(row, dialect.rowNames("instanceId")).orElse(""),
                one(row, dialect.rowNames("name")).orElse(null),
                first(row, dialect.rowNames("regionId")).orElse(null),
                text(row, dialect.rowNames("zone")),
                text(row, dialect.rowNames("vpcId")),
                text(row, dialect.rowNames("vpcName")),
                one(row, dialect.rowNames("subnetId")).orElse(""),
                text(row, dialect.rowNames("subnetName")),
                text(row, dialect.rowNames("internalDomain")),
                text(row, dialect.rowNames("publicDomain")),
                dialect.status(status),
                status,
                first(row, dialect.rowNames("progress"))
                        .map(InstanceReader::number)
                        .orElse(null),
                text(row, dialect.rowNames("createdAt")),
                text(row, dialect.rowNames("description")));
    }

    /** Where it is told in several places, the largest: what is counted and not shown proves no absence. */
    private OptionalInt counted(Fields answer) {
        return present(dialect.answerNames(LIST, "total"), answer::text).stream()
                .map(InstanceReader::number)
                .mapToInt(BigDecimal::intValueExact)
                .max();
    }

    private static BigDecimal number(String text) {
        if (!text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException("not a number");
        }
        return new BigDecimal(text);
    }

    /** What tells an instance apart: two names of it that differ tell nothing. */
    private static Optional<String> one(Fields fields, List<String> names) {
        List<String> told = present(names, fields::text).stream().distinct().toList();
        if (told.size() > 1) {
            throw new IllegalArgumentException("told twice, and differently");
        }
        return told.stream().findFirst();
    }

    private static Optional<String> first(Fields fields, List<String> names) {
        return present(names, fields::text).stream().findFirst();
    }

    private static String text(Fields fields, List<String> names) {
        return present(names, fields::text).stream()
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static <T> List<T> present(List<String> names, Function<String, Optional<T>> get) {
        return names.stream().map(get).flatMap(Optional::stream).toList();
    }

    /** Something of another kind than expected is not understood either. */
    private static <T> Optional<T> understood(Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
