package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {

    private static final Path PAGE = Path.of("..", "docs", "doctor.md");

    @TempDir
    private Path home = Path.of("");

    private Desk.Said doctor(String spoken, Consumer<Desk> account, String... options) {
        try (var desk = new Desk(home, cloud -> cloud.dialect(spoken))) {
            account.accept(desk);
            desk.cloud.demoAccount().instance("plant-1");
            Desk.Said said = desk.iothub("doctor", options);
            assertThat(desk.cloud.ledger().writes()).isZero();
            return new Desk.Said(
                    said.code(),
                    said.out().replace(desk.cloud.endpoint().toString(), "http://127.0.0.1:8080"),
                    said.err());
        }
    }

    private static void usual(Desk desk) {}

    @Test
    void endsWith0WhereADialectAnswers() {
        Desk.Said said = doctor("iotHubInferred", DoctorTest::usual);
        assertThat(said.code()).isZero();
        assertThat(said.lines().get(0)).startsWith("The dialect iotHubInferred answers for all that create reads");
        assertThat(said.out()).contains("credentials", "environment variables", Demo.REGION);
        assertThat(said.err()).isEmpty();
    }

    /** Its calls and what was answered are long. */
    @ParameterizedTest
    @ValueSource(ints = {60, 80, 140, 160})
    void fitsTheTerminal(int columns) {
        Desk.Said said = doctor(
                "iotHubInferred",
                desk -> desk.screen = new Screen(true, false, false, columns),
                "--region",
                Demo.REGION);
        assertThat(said.lines())
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(Table.width(line)).as(line).isLessThanOrEqualTo(columns));
        assertThat(said.out().replaceAll("\\s", ""))
                .contains(
                        "orderGET/v2/regions/cn-north-1/order/{orderNumber}", "result.page.totalPage,result.instances");
    }

    @Test
    void endsWith2AndSaysWhatToGrantOrAsk() {
        Desk.Said said = doctor(
                "iotHubInferred",
                desk -> desk.cloud
                        .demoAccount()
                        .closeRoute(Route.LIST_INSTANCES)
                        .deny(Route.QUERY_ORDERS));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines())
                .contains(
                        "No dialect answers for all that create reads.",
                        "  - In access management (IAM), grant order:queryOrders.",
                        "  - Ask JD Cloud to open iothub GET /v2/regions/cn-north-1/instances to the account.");
    }

    @Test
    void writesTheDialectThatAnsweredAndNeverOverAFile() throws IOException {
        Path contract = home.resolve("mine.json");
        assertThat(doctor("iotHub2020", DoctorTest::usual, "--contract", contract.toString(), "--dialect", "iotHub2020")
                        .code())
                .isZero();
        assertThat(WireDialects.fromFile(contract)).isEqualTo(WireDialects.iotHub2020());
        Desk.Said again = doctor("iotHub2020", DoctorTest::usual, "--contract", contract.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("--contract").contains("is there already");
        assertThat(Files.readString(contract))
                .isEqualTo(WireDialects.iotHub2020().toJson());
        Desk.Said with = doctor("iotHub2020", DoctorTest::usual, "--dialect", contract.toString());
        assertThat(with.code()).isZero();
    }

    @Test
    void tellsAllAsOneDocument() {
        Desk.Said said = doctor("iotHub2020", DoctorTest::usual, "--output", "json");
        assertThat(said.lines()).hasSize(1);
        JsonObject probe =
                JsonParser.parseString(said.lines().get(0)).getAsJsonObject().getAsJsonObject("probe");
        assertThat(probe.get("ready").getAsBoolean()).isTrue();
        assertThat(probe.get("dialect").getAsString()).isEqualTo("iotHubInferred");
        assertThat(probe.getAsJsonArray("routes")).hasSizeGreaterThan(15);
        assertThat(said.out()).doesNotContain(Demo.SECRET_KEY);
    }

    @Test
    void saysWhatIsWrongWithADialect() throws IOException {
        Path bad = Files.writeString(
                home.resolve("bad.json"), WireDialects.iotHubInferred().toJson().replace("\"version\"", "\"verzion\""));
        Desk.Said said = doctor("iotHubInferred", DoctorTest::usual, "--dialect", bad.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--dialect", "version: missing", "verzion: unknown");
        Desk.Said unknown = doctor("iotHubInferred", DoctorTest::usual, "--dialect", "klingon");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("klingon", "iotHub2020");
    }

    /** What is to be pasted names the dialect that the run was begun in, or the change to another. */
    @Test
    void namesTheDialectInWhatIsPasted() {
        try (var desk = new Desk(home, cloud -> cloud.dialect("iotHub2020").building(Duration.ofHours(1)))) {
            String journal = home.resolve("runs").toString();
            Desk.Said begun =
                    desk.create("plant-7", "--yes", "--journal", journal, "--dialect", "iotHub2020", "--timeout", "1s");
            assertThat(begun.code()).isEqualTo(3);
            assertThat(begun.err()).contains(" --dialect iotHub2020");
            assertThat(desk.iothub("runs", "--journal", journal).out()).contains(" --dialect iotHub2020");
            Desk.Said refused = desk.iothub("resume", "--journal", journal, "--timeout", "1s");
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err()).contains("--change-dialect").doesNotContain("Go on with");
            Desk.Said changed = desk.iothub("resume", "--journal", journal, "--timeout", "1s", "--change-dialect");
            assertThat(changed.code()).isEqualTo(3);
            assertThat(changed.errors())
                    .filteredOn(line -> line.startsWith("Go on with: "))
                    .singleElement()
                    .asString()
                    .contains(" --change-dialect");
        }
    }

    @Test
    void sendsNothingWhenTheContractOrTheJournalCannotBe() {
        try (var desk = new Desk(home)) {
            assertThat(desk.iothub("doctor", "--contract", home.toString()).err())
                    .contains("--contract", "is there already");
            assertThat(desk.iothub(
                                    "doctor",
                                    "--contract",
                                    home.resolve("no/x.json").toString())
                            .code())
                    .isEqualTo(2);
            assertThat(desk.iothub("doctor", "--journal", home.resolve("nosuch").toString())
                            .code())
                    .isNotZero();
            assertThat(desk.cloud.ledger().calls()).isEmpty();
        }
    }

    /** A file that bears the name of a built-in dialect is told apart from it. */
    @Test
    void tellsTwoDialectsOfOneNameApart() throws IOException {
        Path wrong = Files.writeString(
                home.resolve("wrong.json"),
                WireDialects.iotHubInferred().toJson().replace("\"instances@siblings\"", "\"things@siblings\""));
        Desk.Said said = doctor("iotHubInferred", DoctorTest::usual, "--dialect", wrong.toString());
        assertThat(said.code()).isZero();
        assertThat(said.lines().get(0)).startsWith("The dialect iotHubInferred answers");
        assertThat(said.out())
                .contains("iotHubInferred (" + WireDialects.iotHubInferred().digest() + ")");
    }

    /** docs/doctor.md is what it prints; {@code -Ddoctor.page=write} writes it. */
    @Test
    void printsWhatThePageShows() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("doctor.page"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                # What `iothub doctor` says

                Printed by the program itself, against its own simulator in each dialect that it speaks (`DoctorTest`); ids were made
                equal. What it sends is reads alone; see [ten-minutes.md](ten-minutes.md).
                """);
        for (String spoken : List.of("iotHubInferred", "iotHub2020", "iotCore2020", "unknown")) {
            section(page, "A service that speaks " + spoken, doctor(spoken, DoctorTest::usual));
        }
        section(
                page,
                "The instance list is closed, and the orders are denied",
                doctor(
                        "iotHubInferred",
                        desk -> desk.cloud
                                .demoAccount()
                                .closeRoute(Route.LIST_INSTANCES)
                                .deny(Route.QUERY_ORDERS)));
        return page.toString();
    }

    private static void section(StringBuilder page, String title, Desk.Said said) {
        page.append("\n## ").append(title).append("\n\n```console\n$ iothub doctor\n");
        said.lines().forEach(line -> page.append(steady(line)).append('\n'));
        page.append(said.code() == 0 ? "" : "[exit code " + said.code() + "]\n").append("```\n");
    }

    private static String steady(String line) {
        return line.replaceAll("iothub-[0-9a-z]{10}", "iothub-9f3k2m7q1z")
                .replaceAll("iotcore-[0-9a-z]{10}", "iotcore-9f3k2m7q1z")
                .stripTrailing();
    }
}
