package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireOperation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a recording says of the dialect that was spoken. */
final class RecordedDialect {

    private RecordedDialect() {}

    /** Which one it is. */
    static Map<String, String> about(WireDialect dialect) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("dialect", dialect.name());
        about.put("digest", dialect.digest());
        return about;
    }

    /** The words in its paths, which are nobody's ids, and its service's name. */
    static Set<String> words(WireDialect dialect) {
        Stream<String> paths = Stream.of(WireOperation.values())
                .map(dialect::path)
                .flatMap(Optional::stream)
                .flatMap(path -> Stream.of(path.split("[/:]")));
        return Stream.concat(
                        Stream.of(dialect.service().name(), dialect.service().version()), paths)
                .filter(word -> !word.isEmpty() && !word.contains("{"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
