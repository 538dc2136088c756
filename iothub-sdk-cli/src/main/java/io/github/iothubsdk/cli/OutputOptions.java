package io.github.iothubsdk.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How results are told. */
final class OutputOptions {

    private static final String NAME = "--output";

    /** The forms. */
    enum Form {
        /** For people. */
        text,
        /** One JSON object a line. */
        json
    }

    @Option(
            names = NAME,
            paramLabel = "text|json",
            description = "For people, or one JSON object a line (docs/cli-events.md). Default: text.")
    Form form = Form.text;

    @Option(
            names = "--verbose",
            description = "Tells every call with its time and request id, and stack traces; on standard error.")
    boolean verbose;

    /** What these arguments say, as they are written; the last one counts. */
    static Optional<String> givenIn(String... args) {
        Optional<String> given = Optional.empty();
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(NAME + "=")) {
                given = Optional.of(args[i].substring(NAME.length() + 1));
            } else if (args[i].equals(NAME) && i + 1 < args.length) {
                given = Optional.of(args[i + 1]);
            }
        }
        return given;
    }

    Report report(Shell shell, Commands commands) {
        Logs.configure(verbose);
        return form == Form.json ? new JsonReport(shell, commands) : new TextReport(shell, commands);
    }
}
