package io.github.iothubsdk.cli;

import java.util.regex.Pattern;

/** Takes out of messages what only whoever mends the program can read; {@code --verbose} shows it to them. */
final class JavaNames {

    private static final Pattern REACHED = Pattern.compile(" Reached so far: .*", Pattern.DOTALL);
    private static final Pattern THREW = Pattern.compile("threw [\\w.$]+(, which see)?");
    private static final Pattern NAME =
            Pattern.compile("(?<![/.\\w])([\\w$]{1,60}\\.){0,20}[A-Z][\\w$]{0,60}(Exception|Error)\\b(: )?");

    /** Where a program finds the dialects; a person has --dialect and {@code iothub doctor}. */
    private static final String DIALECTS = " (WireDialects)";

    private JavaNames() {}

    /** The same without names of classes. */
    static String without(String message) {
        String said = THREW.matcher(message.replace(DIALECTS, "")).replaceAll("failed inside the program");
        return NAME.matcher(said).replaceAll(found -> found.group(3) == null ? "a failure inside" : "");
    }

    /** What was seen last of a run, and not what the program holds of it. */
    static String withoutState(String seen) {
        return without(REACHED.matcher(seen).replaceAll(""));
    }
}
