package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every code and every reason has a remedy that can be followed at a terminal, and none that cannot. */
class RemediesTest {

    private static final String IN_JAVA = "Call resume(run).";
    private static final RunId RUN = RunId.of("order-4711");
    private static final RunId OTHER = RunId.of("order-4712");
    private static final Commands HERE = new Commands(
            Optional.of(Path.of("runs")),
            Optional.of(URI.create("http://127.0.0.1:8080")),
            Optional.empty(),
            Optional.empty(),
            false,
            false);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z-]+`(?:, `[a-z-]+`)*) \\|");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern COMMAND = Pattern.compile("\\biothub ([a-z]+)");

    private static final CommandLine IOTHUB = Iothub.commandLine(Shell.system());
    private static final Set<String> OPTIONS = IOTHUB.getSubcommands().values().stream()
            .flatMap(command -> command.getCommandSpec().options().stream())
            .flatMap(option -> Arrays.stream(option.names()))
            .collect(Collectors.toCollection(TreeSet::new));

    static List<String> codes() throws IOException {
        return ROW.matcher(Files.readString(Path.of("..", "docs", "endings.md")))
                .results()
                .flatMap(row -> Arrays.stream(row.group(1).replace("`", "").split(", ")))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void eachCodeHasOne(String code) {
        Violation violation = Violation.of(code, "field", "value", "rule", IN_JAVA);

        if (Remedies.isAsSaid(code)) {
            assertThat(Remedies.find(code)).isEmpty();
            assertThat(Remedies.of(violation, HERE)).isEqualTo(IN_JAVA);
        } else {
            requireOurs(Remedies.of(violation, HERE));
            requireOurs(Remedies.of(violation.withOtherRun(OTHER), HERE));
            requireOurs(Correction.of(violation, HERE).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("codes")
    void eachCauseOfACheckHasOne(String code) {
        var unchecked = CheckResult.unchecked(CheckId.SUBNET_FITS, "it fits", "why", IN_JAVA, Optional.empty());

        requireOurs(Remedies.of(unchecked, HERE).orElseThrow());
        requireOurs(Remedies.of(unchecked.because(code), HERE).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(UnfinishedReason.class)
    void eachReasonHasOne(UnfinishedReason reason) {
        var rejection = new Rejection("iothub GET", 403, Reason.ROUTE_CLOSED, "", "", null, true, false, null);
        Throwable cause = reason == UnfinishedReason.SCHEMA_REFUSED
                ? new SchemaException(SchemaException.Kind.REFUSED, "It is not empty.", IN_JAVA)
                        .because("script-not-there")
                : new ApiException.Rejected(rejection);
        Where where = new Where(RUN, "PayOrder", null, cause);

        requireOurs(RunRemedies.of(new Unfinished(where, reason, "it stopped.", IN_JAVA), HERE));
        requireOurs(RunRemedies.of(new Unfinished(where, reason, "it stopped.", IN_JAVA, OTHER), HERE));
    }

    /** The instance is made for this database: no option of the command names another. */
    @ParameterizedTest
    @ValueSource(strings = {"database-not-empty", "rights-too-wide", "of-its-own"})
    void anOrderedRunIsToldNoOtherDatabase(String code) {
        Throwable cause = new SchemaException(SchemaException.Kind.REFUSED, "It is so.", "Name another.").because(code);
        Where where = new Where(RUN, "BootstrapSchema", null, cause);

        assertThat(RunRemedies.of(
                        new Unfinished(where, UnfinishedReason.SCHEMA_REFUSED, "It is so.", "Empty it."), HERE))
                .isEqualTo("Empty it.");
    }

    @Test
    void aClosedRouteIsToldWithoutTheLibrarysWords() {
        Violation refused = Violation.of("order-refused", "order", "no", "yes", Reason.ROUTE_CLOSED.remedy());

        assertThat(Remedies.of(refused, HERE))
                .contains("ask JD Cloud to open it")
                .doesNotContain("WireDialects");
    }

    @Test
    void theOneOfADoubtNamesTheRun() {
        String remedy =
                RunRemedies.of(new Unknown(new Where(RUN, "PlaceOrder", null, null), List.of("no order")), HERE);

        requireOurs(remedy);
        assertThat(remedy)
                .contains(
                        "iothub resolve order-4711 --journal runs --endpoint http://127.0.0.1:8080 --because TEXT --adopt");
    }

    @Test
    void anotherRunIsNamedAsItIsCalledHere() {
        var taken = CheckResult.failed(CheckId.NAME_IS_FREE, "it is free", "taken", "free", IN_JAVA);

        assertThat(List.of(
                        Remedies.of(taken.withOtherRun(OTHER), HERE).orElseThrow(),
                        Remedies.of(
                                Violation.of("name-reserved", "name", "", "", IN_JAVA)
                                        .withOtherRun(OTHER),
                                HERE),
                        RunRemedies.of(
                                new Unfinished(
                                        new Where(RUN, "journal", null, null),
                                        UnfinishedReason.NAME_TAKEN_BY_ANOTHER_RUN,
                                        "taken.",
                                        IN_JAVA,
                                        OTHER),
                                HERE)))
                .containsOnly(
                        "Go on with it by iothub resume order-4712 --journal runs --endpoint http://127.0.0.1:8080 or, when it has"
                                + " ordered nothing, give it up by iothub abandon order-4712 --journal runs --endpoint"
                                + " http://127.0.0.1:8080 instead.");
    }

    @Test
    void everyFieldIsGivenByAnOption() {
        assertThat(Correction.FIELDS.values())
                .filteredOn(place -> place.startsWith("--"))
                .hasSizeGreaterThan(10)
                .isSubsetOf(OPTIONS);
    }

    /** What is told as the library says it, and what it says to Java programs only where a code tells it apart. */
    @Test
    void whatIsToldAsTheLibrarySaysItNamesNoMethod() throws IOException {
        List<String> told = new ArrayList<>();
        for (String module : List.of("core", "provisioning")) {
            told.addAll(statements(Path.of("..", "iothub-sdk-" + module, "src", "main", "java")));
        }

        assertThat(told).hasSizeGreaterThan(60).allSatisfy(statement -> {
            String literals = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*+\"")
                    .matcher(statement)
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.joining(" "));
            if (!statement.contains(".because(")) {
                assertThat(literals).doesNotContainPattern(JavaWords.METHOD);
            }
        });
    }

    @Test
    void theTranscriptNamesNoMethod() throws IOException {
        String transcript = Files.readString(Path.of("..", "docs", "cli.md"));

        assertThat(transcript).contains("iothub create").doesNotContainPattern(JavaWords.METHOD);
    }

    private static List<String> statements(Path root) {
        Pattern made = Pattern.compile(
                "new (?:\\w+\\.)*(?:SchemaException|JournalException|Unreadable|Owned|Broken|Obstacle|Misconfigured)\\([^;]*;"
                        + "|ProvisioningEvent\\s*\\.(?:warned|schemaNoted|recovering)\\([^;]*;");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> made.matcher(read(file)).results().map(MatchResult::group))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireOurs(String text) {
        assertThat(text).isNotBlank().doesNotContain(IN_JAVA).doesNotContainPattern(JavaWords.METHOD);
        assertThat(found(OPTION, text, 0)).isSubsetOf(OPTIONS);
        assertThat(found(COMMAND, text, 1)).isSubsetOf(IOTHUB.getSubcommands().keySet());
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(each -> each.group(group)).toList();
    }
}
