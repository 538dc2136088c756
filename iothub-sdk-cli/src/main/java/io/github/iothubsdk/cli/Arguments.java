package io.github.iothubsdk.cli;

import java.util.List;
import java.util.Optional;

/** Looks at arguments before they are parsed. */
final class Arguments {

    /** What is said of arguments that Java could not read. */
    static final String UNREADABLE =
            "An argument holds characters that could not be read. Give it again in a UTF-8 terminal.";

    private static final char UNREAD = '\uFFFD';

    private Arguments() {}

    /** Whether Java has put its sign for what it could not read into one; to buy with that would be to buy something else. */
    static boolean areUnreadable(String... args) {
        return List.of(args).stream().anyMatch(arg -> arg.indexOf(UNREAD) >= 0);
    }

    /** What they say of this option, as it is written; the last one counts, and nothing behind {@code --} does. */
    static Optional<String> valueOf(String option, List<String> args) {
        Optional<String> given = Optional.empty();
        for (int i = 0; i < args.size() && !args.get(i).equals("--"); i++) {
            String arg = args.get(i);
            if (arg.startsWith(option + "=")) {
                given = Optional.of(arg.substring(option.length() + 1));
            } else if (arg.equals(option) && i + 1 < args.size()) {
                given = Optional.of(args.get(i + 1));
            }
        }
        return given;
    }
}
