package io.github.iothubsdk.provisioning.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.internal.json.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/wire.md says of each word where it comes from, as the dialects' own data do; {@code -Dwire.page=write} writes it. */
class WirePageTest {

    private static final Path PAGE = Path.of("..", "docs", "wire.md");
    private static final String BEGIN = "<!-- from the dialects; WirePageTest writes and compares it -->";
    private static final String END = "<!-- end of what is from the dialects -->";

    @Test
    void hasEachWordOfEachDialectWithItsSource() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if ("write".equals(System.getProperty("wire.page"))) {
            Files.writeString(PAGE, page.substring(0, begin) + "\n" + table() + page.substring(end));
        }
        assertThat(Files.readString(PAGE)).contains(BEGIN + "\n" + table() + END);
    }

    /** The schema says of each operation and row what the reader does. */
    @Test
    void hasASchemaOfTheSameNames() throws IOException {
        Fields schema = Fields.parse(Files.readString(PAGE.resolveSibling("wire-dialect.schema.json")));
        Fields operations = schema.object("properties.operations.properties").orElseThrow();
        assertThat(operations.names())
                .containsExactlyElementsOf(Stream.of(WireOperation.values())
                        .map(WireOperation::key)
                        .toList());
        for (WireOperation operation : WireOperation.values()) {
            Fields parts = operations.object(operation.key() + ".properties").orElseThrow();
            assertThat(parts.object("request.properties").orElseThrow().names())
                    .containsExactlyElementsOf(operation.request());
            assertThat(parts.object("answer.properties").orElseThrow().names())
                    .containsExactlyElementsOf(operation.answer());
        }
        assertThat(schema.object("properties.row.properties").orElseThrow().names())
                .containsExactlyElementsOf(WireDialect.ROW);
    }

    private static String table() {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        for (WireDialect dialect : WireDialects.builtIn()) {
            dialect.facts()
                    .forEach(fact -> rows.computeIfAbsent(row(fact), row -> new LinkedHashSet<>())
                            .add(dialect.name()));
        }
        return "| of | part | on the wire | basis | source | in |\n|---|---|---|---|---|---|\n"
                + rows.entrySet().stream()
                        .map(row -> row.getKey() + String.join(", ", row.getValue()) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String row(WireFact fact) {
        return "| " + fact.subject() + " | " + fact.part() + " | `" + fact.wire() + "` | "
                + fact.source().basis().words() + " | " + fact.source().where() + " | ";
    }
}
