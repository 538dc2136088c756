package io.github.iothubsdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an IDE completes: each property with its type, its default and a sentence. */
class MetadataTest {

    private final Map<String, JsonObject> properties = new LinkedHashMap<>();

    MetadataTest() throws IOException {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(
                        MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")),
                StandardCharsets.UTF_8)) {
            JsonParser.parseReader(in)
                    .getAsJsonObject()
                    .getAsJsonArray("properties")
                    .forEach(each ->
                            properties.put(each.getAsJsonObject().get("name").getAsString(), each.getAsJsonObject()));
        }
    }

    @Test
    void everyPropertyIsDescribed() {
        assertThat(properties)
                .containsKeys(
                        "iothub.endpoint",
                        "iothub.credentials.profile",
                        "iothub.database-password",
                        "iothub.journal.directory",
                        "iothub.runs.look-every",
                        "iothub.metrics.enabled",
                        "iothub.tracing.enabled",
                        "iothub.hub.subnet",
                        "management.health.iothub.enabled",
                        "management.endpoint.iothub.access");
        assertThat(properties.values())
                .allSatisfy(property ->
                        assertThat(property.get("description").getAsString()).isNotBlank());
    }

    @Test
    void typesAndDefaultsAreThose() {
        assertThat(type("iothub.poll-interval")).isEqualTo("java.time.Duration");
        assertThat(value("iothub.poll-interval")).isEqualTo("10s");
        assertThat(value("iothub.journal.lease")).isEqualTo("2m");
        assertThat(value("iothub.journal.create-table")).isEqualTo("false");
        assertThat(value("iothub.runs.resume")).isEqualTo("true");
        assertThat(value("iothub.metrics.enabled")).isEqualTo("true");
        assertThat(value("iothub.tracing.enabled")).isEqualTo("true");
        assertThat(value("management.endpoint.iothub.access")).isEqualTo("read_only");
        assertThat(type("iothub.endpoint")).isEqualTo("java.net.URI");
        assertThat(type("iothub.database-password")).isEqualTo("io.github.iothubsdk.core.auth.Secret");
    }

    @Test
    void theTutorialNamesEachPropertyAndTheJournalsPageShowsTheScript() throws IOException {
        String tutorial = Files.readString(Path.of("..", "docs", "spring-boot.md"));
        assertThat(properties.keySet())
                .filteredOn(name -> name.startsWith("iothub."))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(tutorial)
                        .as(name)
                        .containsPattern("`[\\w.-]*" + Pattern.quote(name.replaceAll(".*\\.", ".")) + "`"));

        String script = Files.readString(Path.of("src", "main", "resources", "iothub-sdk", "journal.sql"));
        assertThat(Files.readString(Path.of("..", "docs", "journal.md")))
                .contains("```sql\n" + script.substring(script.indexOf("CREATE")) + "```");
    }

    private String type(String name) {
        return property(name).get("type").getAsString();
    }

    private String value(String name) {
        return property(name).get("defaultValue").getAsString();
    }

    private JsonObject property(String name) {
        return Objects.requireNonNull(properties.get(name), name);
    }
}
