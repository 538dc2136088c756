package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.provisioning.internal.gateway.Listing.Page;
import io.github.iothubsdk.provisioning.model.Instance;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * One page of the instance list, read by a dialect.
 *
 * @param listed whether there was a list, also an empty one
 * @param counted how many there are on all pages, when the service says
 */
record InstancePage(boolean listed, List<InstanceRow> rows, OptionalInt counted) {

    /** Rows of which at least one can be told apart, or a count of 0: anything else may be an answer in other words. */
    boolean isUnderstood() {
        return listed
                ? rows.isEmpty() || rows.stream().anyMatch(InstanceRow::isNamed)
                : counted.equals(OptionalInt.of(0));
    }

    /** A row that does not say what it is proves that something is there, and not what. */
    Page<Instance> toPage(String region, UnaryOperator<String> plain) {
        List<Instance> named = rows.stream()
                .filter(InstanceRow::isNamed)
                .map(row -> row.toInstance(region, plain))
                .toList();
        int useless = counted.isPresent() ? 0 : rows.size() - named.size();
        return new Page<>(named, counted, useless);
    }
}
