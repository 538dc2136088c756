package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.provisioning.internal.gateway.Listing.Page;
import io.github.iothubsdk.provisioning.model.Instance;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One page of the instance list in any of the envelopes that sibling products use (INFERRED). */
record InstancePage(
        @Nullable PageInfo page,
        @Nullable List<InstanceRow> instances,
        @Nullable List<InstanceRow> data,
        @Nullable Integer totalSize,
        @Nullable Integer totalCount) {

    /** PageinfoVO (published model). */
    record PageInfo(@Nullable Integer totalSize) {}

    /** Rows of which at least one can be told apart, or a count of 0: anything else may be an answer in other words. */
    boolean isUnderstood() {
        List<InstanceRow> rows = rows();
        boolean listed = instances != null || data != null;
        return listed
                ? rows.isEmpty() || rows.stream().anyMatch(InstancePage::isNamed)
                : counted().equals(OptionalInt.of(0));
    }

    /** A row that does not say what it is proves that something is there, and not what. */
    Page<Instance> toPage(String region, UnaryOperator<String> plain) {
        List<Instance> named = rows().stream()
                .filter(InstancePage::isNamed)
                .map(row -> row.toInstance(region, plain))
                .toList();
        int useless = counted().isPresent() ? 0 : rows().size() - named.size();
        return new Page<>(named, counted(), useless);
    }

    private static boolean isNamed(@Nullable InstanceRow row) {
        return row != null && row.isNamed();
    }

    private List<InstanceRow> rows() {
        return instances != null ? instances : Objects.requireNonNullElse(data, List.of());
    }

    private OptionalInt counted() {
        return Stream.of(page == null ? null : page.totalSize, totalSize, totalCount)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .findFirst();
    }
}
