package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code --help}, completion and manual pages: of each command, and of each option. */
@Timeout(60)
class HelpLayoutTest {

    private final Desk desk;
    private final CommandLine all;

    HelpLayoutTest(@TempDir Path home) {
        desk = new Desk(home);
        all = Iothub.commandLine(new Heard(home).shell());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void listsTheCommandsByTask() {
        String help = desk.run("--help").out();

        assertThat(help)
                .containsSubsequence(
                        "Look:",
                        "  list ",
                        "Buy:",
                        "  create ",
                        "Mend:",
                        "  resolve ",
                        "Try:",
                        "  simulate ",
                        "Other:",
                        "  config ",
                        "  help ");
        assertThat(help).contains("  help                  Display").doesNotContain("%n");
        assertThat(help).containsSubsequence("\n  list ", "\n  show ", "\n  runs ");
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        all.getSubcommands()
                .keySet()
                .forEach(name -> assertThat(help.lines().filter(line -> line.startsWith("  " + name + " ")))
                        .as(name)
                        .hasSize(1));
        assertThat(desk.run("help").out()).isEqualTo(help);
    }

    /** The overview is built without the commands' options, since those are most of a start's time. */
    @Test
    void showsInTheOverviewWhatAllCommandsTogetherShow() {
        String help = all.getUsageMessage();

        assertThat(desk.run("--help").out()).isEqualTo(help);
        assertThat(desk.run("-h").out()).isEqualTo(help);
        assertThat(desk.run("help").out()).isEqualTo(help);
        assertThat(desk.run().err()).isEqualTo(help);
        assertThat(desk.run("help", "create").out())
                .isEqualTo(desk.run("create", "--help").out());
    }

    @Test
    void showsEachOptionOnceUnderWhatItIsAbout() {
        String help = desk.run("create", "--help").out();

        assertThat(help)
                .containsSubsequence(
                        "Usage: iothub create",
                        "\nOptions:",
                        "--yes",
                        "\nThe instance:",
                        "--name",
                        "\nThe schema of its database:",
                        "--schema=FILE",
                        "\nCloud and journal:",
                        "--endpoint",
                        "\nOther:",
                        "--output",
                        "\nExample:");
        all.getSubcommands().forEach((name, command) -> {
            String own = desk.run(name, "--help")
                    .out()
                    .replaceFirst("(?s)^Usage.*?\n(?=\\S)", "")
                    .replaceFirst("(?s)\nExamples?:.*", "");
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> assertThat(own.lines()
                                    .filter(line ->
                                            line.matches(" {1,6}(-\\w, )?" + option.longestName() + "([=,]|  |$).*")))
                            .as(name + " " + option.longestName())
                            .hasSize(1));
        });
    }

    /** The parser takes them all the same: a file of options is for every command. */
    @ParameterizedTest
    @CsvSource({
        "runs, --poll-interval=1s, --journal",
        "runs, --record=/nonexistent/x, --output",
        "show no, --quiet-period=1m, --region",
        "orphans, --quiet-period=1m, --region",
        "explain no, --poll-interval=1s, --journal",
        "preflight, --poll-interval=1s, --name",
        "resume no, --region=cn-north-1, --poll-interval",
        "list --endpoint=http://127.0.0.1:9, --journal=/tmp, --record",
        "show no --endpoint=http://127.0.0.1:9, --journal=/tmp, --record",
        "wait no, --journal=/tmp, --record",
        "delete no --endpoint=http://127.0.0.1:9, --journal=/tmp, --record",
    })
    void showsOnlyWhatDoesSomethingThere(String command, String idle, String shown) {
        String[] words = command.split(" ", -1);

        assertThat(desk.run(words[0], "--help").out())
                .doesNotContain(idle.replaceFirst("=.*", ""))
                .contains(shown);
        assertThat(desk.run((command + " " + idle).split(" ", -1)).err()).doesNotContain("Unknown option");
    }

    @Test
    void laysEveryCommandOutAlike() {
        all.getSubcommands().keySet().forEach(name -> {
            List<String> lines = desk.run(name, "--help").lines();
            assertThat(lines).as(name).doesNotContain("Examples:").contains("Other:");
            int example = lines.indexOf("Example:");
            assertThat(example < 0 || lines.get(example - 1).isEmpty()).as(name).isTrue();
            int own = lines.indexOf("Options:");
            assertThat(own < 0 || own < lines.indexOf("Other:")).as(name).isTrue();
        });
        assertThat(desk.run("simulate", "--help").out())
                .containsSubsequence(
                        "\nOptions:\n",
                        "--replay",
                        "\nWhere it listens:\n",
                        "--port",
                        "\nThe cloud:\n",
                        "--dialect",
                        "\nThe demo account, of a new cloud:\n",
                        "--balance",
                        "\nOther:\n",
                        "--output",
                        "\nExample:\n");
        assertThat(ManPages.all(all).get("iothub-help.1")).contains("\n.SH DESCRIPTION\nDisplays the help");
    }

    @Test
    void offersTheWordsOfDialectsAndChecks() {
        String bash = generated();
        assertThat(bash)
                .contains("NAMEFILE_option_args=(\"iotHubInferred\" \"iotHub2020\" \"iotCore2020\")")
                .contains("NAME_option_args=(\"iotHubInferred\" \"iotHub2020\" \"iotCore2020\" \"unknown\")")
                .contains("compReplyArray \"${NAMEFILE_option_args[@]}\" ) $( compgen -f -- \"${curr_word}\" ) )")
                .containsPattern("ID_option_args=\\(.*\"vpc-exists\"");
        assertThat(desk.run("generate-completion", "fish").lines())
                .anyMatch(
                        line -> line.contains("from list' -l dialect -r -F -a 'iotHubInferred iotHub2020 iotCore2020'"))
                .anyMatch(line -> line.contains("from create' -l allow-unchecked -x -a '"));
    }

    @Test
    void completesEachCommandAndOptionInFish() {
        List<String> lines = desk.run("generate-completion", "fish").lines();

        all.getSubcommands().forEach((name, command) -> {
            assertThat(lines)
                    .anyMatch(line ->
                            line.startsWith("complete -c iothub -n __fish_use_subcommand -a " + name + " -d '"));
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> {
                        String start = "complete -c iothub -n '__fish_seen_subcommand_from " + name + "' ";
                        assertThat(lines.stream()
                                        .filter(line -> line.startsWith(start)
                                                && (line + " ")
                                                        .contains(" -l "
                                                                + option.longestName()
                                                                        .substring(2) + " ")))
                                .as(name + " " + option.longestName())
                                .singleElement()
                                .asString()
                                .contains(
                                        option.arity().max() == 0
                                                ? " -d '"
                                                : FishCompletion.takesFile(option) ? " -r -F" : " -x");
                    });
        });
        assertThat(lines)
                .anyMatch(line -> line.contains("from drift' -F"))
                .anyMatch(line -> line.contains("from list' -l status -x -a 'PENDING")
                        || line.contains("from list' -l status -x -a '"))
                .allMatch(line -> line.startsWith("complete -c iothub ") || line.startsWith("# "))
                .allMatch(line ->
                        line.replace("\\'", "").chars().filter(c -> c == '\'').count() % 2 == 0);
    }

    @Test
    void completesFileNamesInBash() {
        String script = generated();

        assertThat(script).isEqualTo(generated("zsh")).contains("bashcompinit");
        assertThat(desk.run("generate-completion", "tcsh").code()).isEqualTo(2);
        String create = script.substring(script.indexOf("function _picocli_iothub_create("));
        for (String option : List.of("--file", "--schema", "--journal", "--record", "--approval")) {
            assertThat(create.substring(0, create.indexOf("\n}")))
                    .as(option)
                    .containsPattern("\n *(\\S+\\|)*'" + option + "'\\)\n[^;]*compgen -f");
        }
    }

    /** It is in a language of its own, in which there are words like Java's. */
    private String generated(String... shell) {
        var out = new ByteArrayOutputStream();
        List<String> args = new ArrayList<>(List.of("generate-completion"));
        args.addAll(List.of(shell));
        assertThat(desk.run(out, OutputStream.nullOutputStream(), args.toArray(String[]::new)))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void takesEveryOptionOfAFileForOne() {
        all.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().args().stream()
                        .filter(argument -> argument.type() == Path.class
                                || List.of(argument.auxiliaryTypes()).contains(Path.class))
                        .forEach(argument -> assertThat(FishCompletion.takesFile(argument))
                                .as(argument.toString())
                                .isTrue()));
    }

    @Test
    void writesAManualPageOfEachCommandWithEachOption() {
        var pages = ManPages.all(all);

        assertThat(pages).hasSize(1 + all.getSubcommands().size()).containsKeys("iothub.1", "iothub-create.1");
        all.getSubcommands().forEach((name, command) -> {
            assertThat(pages.get("iothub.1")).contains("\n.B iothub\\-" + Roff.escaped(name) + "(1)\n");
            String page = pages.get("iothub-" + name + ".1");
            assertThat(page)
                    .startsWith(".TH IOTHUB\\-" + Roff.escaped(name.toUpperCase(Locale.ROOT)) + " 1\n")
                    .contains("\n.SH NAME\n", "\n.SH SYNOPSIS\niothub " + Roff.escaped(name))
                    .doesNotContain("${", "@|");
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> assertThat(page)
                            .containsPattern(
                                    "\n\\.B (.*, )?" + Pattern.quote(Roff.escaped(option.longestName())) + "(=.*)?\n"));
        });
    }

    @Test
    void putsNoWordOfTheirLanguageIntoManualPages() {
        assertThat(Roff.escaped(".TH \\n ~/x")).isEqualTo("\\&.TH \\en \\(ti/x");
        assertThat(Roff.escaped("'tis 5 %% --x")).isEqualTo("\\&'tis 5 % \\-\\-x");
    }
}
