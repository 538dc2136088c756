package io.github.iothubsdk.cli;

import java.util.List;
import java.util.Optional;

/** Looks at arguments before they are parsed. */
final class Arguments {

    private Arguments() {}

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
