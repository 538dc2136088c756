package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain --bundle}. */
@Timeout(60)
class SupportBundleTest {

    private static final Pattern NAMED = Pattern.compile("(?m)^name +(\\S+)$");

    private final Path home;
    private final Path file;
    private final Desk desk;

    SupportBundleTest(@TempDir Path home) {
        this.home = home;
        file = home.resolve("for-support.txt");
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String bundle(String run) throws IOException {
        var said = desk.iothub("explain", run, "--bundle", file.toString());
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("Wrote " + file, "before you send it").doesNotContain("CLAIMED");
        return Files.readString(file);
    }

    private String group(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    @Test
    void tellsWhatExplainTellsAndWhatItRanOn() throws IOException {
        desk.cloud.demoAccount().orderAmount("88.00");
        desk.create("plant-7", "--yes", "--run-id", "order-4711");
        desk.env.put("IOTHUB_REGION", "cn-north-1");

        String told = bundle("plant-7");

        assertThat(told)
                .contains("iothub support bundle, version 1", "program         iothub ")
                .contains("java            " + System.getProperty("java.version"))
                .contains("system          " + System.getProperty("os.name"))
                .contains("dialect         iotHubInferred", "ended           not yet")
                .contains("reason          OVER_THE_CEILING", "this run has sent no payment")
                .containsPattern("--region +cn-north-1  \\(IOTHUB_REGION\\)")
                .containsPattern("--poll-interval +20ms  \\(a flag\\)")
                .containsPattern("--quiet-period +5m  \\(default\\)")
                .containsPattern("--profile +-  \\(default\\)")
                .contains("credentials     environment variables JDCLOUD_ACCESS_KEY, JDCLOUD_SECRET_KEY")
                .containsPattern(
                        "\\d  \\S+Z  REACHED  Preflight  \\d+ preconditions were looked at, and nothing stands in")
                .containsPattern(
                        "\\d  \\S+Z  CLAIMED  PlaceOrder  about to be sent, attempt 1; 0 orders were there before")
                .containsPattern("REACHED  PlaceOrder  order \\d+ is this run's, for instance iothub-\\w+")
                .containsPattern("STOPPED  ConfirmOrder  OVER_THE_CEILING: order \\d+, CNY 8\\d\\.\\d\\d")
                .containsPattern("End: \\d+ entries\\.");
    }

    /** Whatever is anybody's: none of it is in the file, however it got into the journal. */
    @Test
    void holdsNothingThatIsSomebodys() throws IOException {
        desk.cloud.demoAccount().orderAmount("87.31");
        desk.cloud
                .faults()
                .on(Route.CREATE_INSTANCE)
                .afterEffect()
                .error(400, 400, "INVALID_ARGUMENT", "ask Zhou Wei of hall four, not today");
        desk.create(
                "bottling-7",
                "--yes",
                "--run-id",
                "canary-4711",
                "--description",
                "Line of Mx Quill",
                "--mark",
                "--spend-at-most",
                "96.42");
        String order = desk.cloud.ledger().orders().get(0).number();
        var decided = desk.iothub(
                "resolve",
                "canary-4711",
                "--adopt",
                order,
                "--by",
                "Ines of the order desk",
                "--because",
                "the payment desk said: it is paid by us");
        assertThat(decided.code()).as(decided.err()).isZero();
        desk.iothub("resume", "canary-4711");

        String told = bundle("canary-4711");

        assertThat(told)
                .doesNotContain("bottling", "canary", "4711", "Quill", "Line of", "Zhou", "Wei", "hall four", "Ines")
                .doesNotContain("order desk", "payment desk", "paid by us", "87.31", "96.42", order)
                .doesNotContain(Demo.VPC, Demo.SUBNET, Demo.RDS, Demo.RDS_HOST, Demo.DB_USER, Demo.DB_PASSWORD)
                .doesNotContain(Demo.ACCESS_KEY, Demo.SECRET_KEY, Demo.ACCESS_KEY.substring(0, 4))
                .doesNotContain(desk.cloud.endpoint().toString(), "127.0.0.1", home.toString());
        assertThat(told).contains("was rejected: HTTP 400 INVALID_ARGUMENT, \"<text:36>\".");
        assertThat(told).containsPattern("DECIDED  \\S+  \\S.* decided: ADOPT \\d+, because <text:\\d+>");
        String ids = desk.iothub("explain", "canary-4711", "--output", "json").out();
        Matcher request = Pattern.compile("\"requestId\":\"([^\"]+)\"").matcher(ids);
        assertThat(request.find()).isTrue();
        do {
            assertThat(told).doesNotContain(request.group(1));
        } while (request.find());
        Matcher account = Pattern.compile("for account (\\S+?)[;\"]").matcher(ids);
        assertThat(account.find()).isTrue();
        assertThat(told).doesNotContain(account.group(1));
    }

    @Test
    void putsTheSameInThePlaceOfTheSame() throws IOException {
        desk.create("bottling-7", "--yes");

        String told = bundle("bottling-7");

        String name = group(NAMED, told);
        assertThat(told).contains("BEGUN  -  " + name + " in cn-north-1 for at most CNY 0.00");
        String instance = group(Pattern.compile("(?m)^instance +(\\S+)$"), told);
        assertThat(told).contains("instance " + instance + " runs");
        String order = group(Pattern.compile("(?m)^order +(\\S+)$"), told);
        assertThat(told).contains("order " + order + " is this run's, for instance " + instance);
    }

    /** A name that could be a word of the program is not told by the words around it. */
    @Test
    void hidesASentenceThatWouldTellAName() throws IOException {
        desk.create("order", "--yes", "--run-id", "canary-1");

        String told = bundle("canary-1");

        assertThat(told).containsPattern("BEGUN  -  <text:\\d+>").containsPattern("REACHED  PlaceOrder  <text:\\d+>");
        assertThat(group(NAMED, told)).isNotEqualTo("order").hasSize(5);
    }

    @Test
    void isForItsUserAlone() throws IOException {
        desk.create("plant-7", "--yes");
        bundle("plant-7");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesAFileThatIsThereAsItIs() throws IOException {
        desk.create("plant-7", "--yes");
        Files.writeString(file, "mine");

        var said = desk.iothub("explain", "plant-7", "--bundle", file.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .singleElement()
                .asString()
                .contains("--bundle", "is there already, and is left as it is");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void saysWhereItCannotBeWritten() {
        desk.create("plant-7", "--yes");
        Path nowhere = home.resolve("nowhere").resolve("for-support.txt");
        var said = desk.iothub("explain", "plant-7", "--bundle", nowhere.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).singleElement().asString().contains("there is no directory for " + nowhere);

        Path inside = home.resolve(".iothub").resolve("journal").resolve("for-support.txt");
        var refused = desk.iothub("explain", "plant-7", "--bundle", inside.toString());
        assertThat(refused.err()).contains("--bundle", "the journal's directory");
        assertThat(inside).doesNotExist();
        assertThat(desk.iothub("explain", "plant-9", "--bundle", file.toString())
                        .code())
                .isEqualTo(2);
        assertThat(file).doesNotExist();
    }

    /** An interrupt breaks the write off, as a full disk does. */
    @Test
    void leavesNothingHalfWritten() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> new BundleFile(file).write("half"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("cannot be written");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void isToldInJson() {
        desk.create("plant-7", "--yes", "--run-id", "order-4711");
        List<String> lines = desk.iothub("explain", "plant-7", "--bundle", file.toString(), "--output", "json")
                .lines();
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"event\":\"bundled\"", "\"file\":\"" + file, "\"runId\":\"order-4711\"", "\"entries\":");
    }
}
