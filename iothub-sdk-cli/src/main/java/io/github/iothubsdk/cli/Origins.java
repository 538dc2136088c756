package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.Settings.Found;
import io.github.iothubsdk.cli.Settings.Source;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Tells where the options of a command were taken from. */
final class Origins {

    /**
     * An option's.
     *
     * @param where the variable, or the file with its line; empty for flags and defaults
     */
    record Origin(Source source, Optional<String> where) {

        /** For people. */
        @Override
        public String toString() {
            return where.orElse(source == Source.FLAG ? "a flag" : "default");
        }
    }

    private Origins() {}

    /** Of an option that has been parsed. */
    static Origin of(OptionSpec option, Settings settings) {
        ParseResult parsed = option.command().commandLine().getParseResult();
        Optional<Found> found = settings.find(option);
        if (parsed.hasMatchedOption(option)) {
            return new Origin(Source.FLAG, Optional.empty());
        }
        return found.map(from -> new Origin(from.source(), Optional.of(from.where())))
                .orElse(new Origin(Source.DEFAULT, Optional.empty()));
    }

    /** With {@code --verbose}, on standard error: what was not entered, and is not built in either. */
    static void tell(ParseResult parsed, Settings settings, Shell shell) {
        if (!parsed.hasSubcommand()) {
            return;
        }
        CommandSpec command = parsed.subcommand().commandSpec();
        OptionSpec verbose = command.findOption("--verbose");
        if (verbose == null || !Boolean.TRUE.equals(verbose.getValue())) {
            return;
        }
        List<OptionSpec> options = command.options();
        for (OptionSpec option : options) {
            Origin origin = of(option, settings);
            if (origin.source() != Source.DEFAULT) {
                shell.errors().println("iothub: " + option.longestName() + " is taken from " + origin + ".");
            }
        }
    }
}
