package io.github.iothubsdk.cli;

import picocli.CommandLine.Option;

/** How results are told. */
final class OutputOptions {

    /** The forms. */
    enum Form {
        /** For people. */
        text,
        /** One JSON object a line. */
        json
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            description = "For people, or one JSON object a line (docs/cli-events.md). Default: text.")
    Form form = Form.text;

    @Option(
            names = "--verbose",
            description =
                    "Tells where options were taken from, every call that is sent with its time and request id, and stack traces; on"
                            + " standard error.")
    boolean verbose;

    Report report(Shell shell, Commands commands) {
        Logs.configure(verbose);
        return form == Form.json ? new JsonReport(shell, commands) : new TextReport(shell, commands);
    }
}
