package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --output json}: one object a line, nothing else, and just what docs/cli-events.md says. */
@Timeout(60)
class JsonOutputTest {

    private static final Path DOCUMENT = Path.of("../docs/cli-events.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([^|]*) \\|");
    private static final Pattern FIELD = Pattern.compile("`(\\w+)`");

    private final Path home;
    private final Desk desk;

    JsonOutputTest(@TempDir Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void tellsARunAsEventsAndNothingElse() {
        var said = desk.create("装瓶线-7", "--yes", "--output", "json");
        List<JsonObject> events = events(said);

        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(events)
                .extracting(event -> event.get("event").getAsString())
                .containsSubsequence(
                        "checked",
                        "preflight",
                        "begun",
                        "claimed",
                        "ordered",
                        "confirmed",
                        "claimed",
                        "paid",
                        "looked",
                        "finished");
        assertThat(events)
                .filteredOn(event -> event.get("event").getAsString().equals("checked"))
                .extracting(event -> event.getAsJsonObject("result").get("id").getAsString())
                .contains("vpc-exists", "name-is-free")
                .doesNotHaveDuplicates();
        assertThat(events)
                .allSatisfy(event -> assertThat(event.get("version").getAsInt()).isEqualTo(1));
        assertThat(said.out()).contains("装瓶线-7").doesNotContain(Demo.DB_PASSWORD, Demo.SECRET_KEY);
    }

    @Test
    void tellsAmountsAsExactText() {
        desk.cloud.demoAccount().orderAmount("88.10");
        var events = events(desk.create("plant-7", "--yes", "--output", "json", "--spend-at-most", "88.1"));

        JsonObject paid = events.stream()
                .filter(event -> event.get("event").getAsString().equals("paid"))
                .findFirst()
                .orElseThrow();
        assertThat(paid.get("amount").toString()).isEqualTo("{\"amount\":\"88.10\",\"currency\":\"CNY\"}");
    }

    @Test
    void endsAFailureWithOneEventThatSaysHowToGoOn() {
        desk.cloud.demoAccount().orderAmount("88.00");
        var said = desk.create("plant-7", "--yes", "--output", "json");
        JsonObject last = events(said).get(events(said).size() - 1);

        assertThat(last.get("event").getAsString()).isEqualTo("failed");
        assertThat(last.get("exitCode").getAsInt()).isEqualTo(3).isEqualTo(said.code());
        assertThat(last.get("kind").getAsString()).isEqualTo("UNFINISHED");
        assertThat(last.get("resume").getAsString()).startsWith("iothub resume run-");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void tellsWrongFlagsAsAnEventToo() throws IOException {
        String file = Files.writeString(home.resolve("hub.yaml"), "name: plant-7\noutput: JSON\n")
                .toString();
        for (String[] args : List.of(
                new String[] {"list", "--output", "json", "--nmae"},
                new String[] {"list", "--output=json", "-f", "no"},
                new String[] {"list", "--output=JSON", "--nmae"},
                new String[] {"list", "--output", "Json", "--timeout", "soon"},
                new String[] {"list", "-f", file, "--nmae"},
                new String[] {"create", "-f", file, "--timeout", "soon"},
                new String[] {"create", "-f", file, "--db-password", "hush"})) {
            var said = desk.run(args);

            assertThat(said.code()).isEqualTo(2);
            assertThat(events(said))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.get("kind").getAsString()).isEqualTo("INVALID"));
        }
    }

    @Test
    void tellsAServiceThatCannotBeReachedByItsCode() {
        desk.cloud.close();
        var said = desk.create("plant-7", "--yes", "--output", "json");
        JsonObject last = events(said).get(events(said).size() - 1);

        assertThat(last.get("exitCode").getAsInt()).isEqualTo(1).isEqualTo(said.code());
        assertThat(last.getAsJsonArray("violations")).singleElement().satisfies(each -> {
            JsonObject violation = each.getAsJsonObject();
            assertThat(violation.get("code").getAsString()).isEqualTo("service-unreachable");
            assertThat(violation.getAsJsonArray("checks")).hasSizeGreaterThan(5);
        });
    }

    /** A flag goes before the file. */
    @Test
    void tellsWrongFlagsAsTextWhereTheFlagSaysSo() throws IOException {
        String file =
                Files.writeString(home.resolve("hub.yaml"), "output: json\n").toString();
        var said = desk.run("list", "-f", file, "--output", "text", "--nmae");

        assertThat(said.out()).isEmpty();
        assertThat(said.errors()).singleElement().asString().startsWith("iothub: ");
    }

    @Test
    void hasExactlyTheDocumentedFields() throws IOException {
        Map<String, Set<String>> documented = documented();
        desk.cloud.demoAccount().orderAmount("1.00");
        var all = Stream.of(
                        desk.create("plant-7", "--yes", "--output", "json"),
                        desk.iothub("runs", "--output", "json"),
                        desk.iothub("resume", "--output", "json", "--spend-at-most", "1"),
                        desk.iothub("list", "--output", "json"),
                        desk.iothub("show", "plant-7", "--output", "json"),
                        desk.iothub("delete", id(), "--yes", "--output", "json"))
                .flatMap(said -> events(said).stream())
                .toList();

        assertThat(all).hasSizeGreaterThan(30).allSatisfy(event -> {
            Set<String> fields = new TreeSet<>(event.keySet());
            fields.removeAll(Set.of("version", "event", "at"));
            assertThat(documented.getOrDefault(event.get("event").getAsString(), Set.of("no such row")))
                    .as(event.toString())
                    .containsAll(fields);
        });
        assertThat(all)
                .extracting(event -> event.get("event").getAsString())
                .contains("resumed", "run", "listed", "instance", "deleted");
    }

    /** Those of what an event holds as well. */
    @Test
    void documentsEveryName() throws IOException {
        String page = Files.readString(DOCUMENT);
        desk.cloud.demoAccount().orderAmount("1.00");
        Set<String> names = new TreeSet<>();
        Stream.of(
                        desk.create("plant-7", "--yes", "--output", "json", "--spend-at-most", "1"),
                        desk.create("plant-7", "--yes", "--output", "json"),
                        desk.iothub("runs", "--output", "json"),
                        desk.iothub("doctor", "--output", "json"),
                        desk.run("config", "--output", "json"))
                .flatMap(said -> events(said).stream())
                .forEach(event -> names(event, names));

        assertThat(names)
                .contains("currency", "instanceId", "mayGoUnchecked", "routes", "settings")
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    /** What is not known is left out. */
    @Test
    void tellsNoEmptyWords() {
        assertThat(desk.form("preflight", "--name", "plant-7", "--output", "json")
                        .out())
                .contains("\"checked\"")
                .doesNotContain("\"\"");
        assertThat(desk.create("plant-7", "--yes", "--output", "json").out()).doesNotContain("\"\"");
        assertThat(desk.create("plant-7", "--yes", "--output", "json").out()).doesNotContain("\"\"");
        assertThat(desk.iothub("list", "--output", "json").out()).doesNotContain("\"\"");
        assertThat(desk.run("create", "--yes", "--output", "json").out()).doesNotContain("\"\"");
    }

    private static void names(JsonElement element, Set<String> names) {
        if (element instanceof JsonObject object) {
            names.addAll(object.keySet());
            object.asMap().values().forEach(value -> names(value, names));
        } else if (element instanceof JsonArray array) {
            array.forEach(value -> names(value, names));
        }
    }

    private String id() {
        return desk.cloud.ledger().instances().get(0).id();
    }

    private static List<JsonObject> events(Desk.Said said) {
        return said.lines().stream()
                .map(JsonParser::parseString)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** Rows of the document's tables: an event and the fields it may have. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            Set<String> fields = new TreeSet<>();
            Matcher field = FIELD.matcher(row.group(2));
            while (field.find()) {
                fields.add(field.group(1));
            }
            rows.put(row.group(1), fields);
        }
        return rows;
    }

    @Test
    void tellsTheNumberOfTheStatementThatFailed() {
        RunId run = RunId.random();
        var failed = ProvisioningEvent.schemaFailed(run, OptionalInt.of(3), "no room");
        var lost = ProvisioningEvent.schemaFailed(run, OptionalInt.empty(), "lost");

        assertThat(JsonFormat.event(failed, Commands.BARE)
                        .orElseThrow()
                        .fields()
                        .toString())
                .isEqualTo("{\"runId\":\"" + run + "\",\"statement\":3,\"what\":\"no room\"}");
        assertThat(JsonFormat.event(lost, Commands.BARE).orElseThrow().fields().toString())
                .isEqualTo("{\"runId\":\"" + run + "\",\"what\":\"lost\"}");
    }
}
