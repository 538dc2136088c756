package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.provisioning.model.Instance;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One page of the instance list in any of the envelopes that sibling products use (INFERRED). */
record InstancePage(
        @Nullable Page page,
        @Nullable List<InstanceRow> instances,
        @Nullable List<InstanceRow> data,
        @Nullable Integer totalSize,
        @Nullable Integer totalCount) {

    /** PageinfoVO (published model). */
    record Page(@Nullable Integer totalSize, @Nullable Integer totalPage) {}

    /** Rows without an id are of no use to anyone. */
    List<Instance> rows(String region) {
        return rows().stream()
                .filter(row -> row.instanceId() != null && !row.instanceId().isBlank())
                .map(row -> row.toInstance(region))
                .toList();
    }

    /** How many rows this page has, those without an id included: that is what tells whether it is full. */
    int size() {
        return rows().size();
    }

    private List<InstanceRow> rows() {
        return Stream.of(Optional.ofNullable(instances), Optional.ofNullable(data))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(List.of());
    }

    /** How many rows there are on all pages, when the answer says. */
    Optional<Integer> total() {
        Integer inPage = page == null ? null : page.totalSize();
        return Stream.of(Optional.ofNullable(inPage), Optional.ofNullable(totalSize), Optional.ofNullable(totalCount))
                .flatMap(Optional::stream)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
