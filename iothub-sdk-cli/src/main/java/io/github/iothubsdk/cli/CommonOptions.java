package io.github.iothubsdk.cli;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that all commands have in common; these alone may be said once for all of them, where nobody looks. */
final class CommonOptions {

    static final String PROFILE = "profile";

    /** By their long names, in the order in which they are told. */
    static final Set<String> KEYS = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "endpoint", "region", "journal", "dialect", PROFILE, "poll-interval", "quiet-period", "record", "output")));

    /** What costs money, or opens the way to it: a variable or a file that every command reads never says it. */
    static final Set<String> ENTERED = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "yes",
            "spend-at-most",
            "accept-terms",
            "allow-unchecked",
            "coupons-worth",
            "approval",
            "allow-plain-http")));

    private CommonOptions() {}

    /** Whether it is one of them, and not only named so. */
    static boolean is(ArgSpec argument) {
        return argument instanceof OptionSpec option
                && KEYS.contains(key(option))
                && option.userObject() instanceof Field field
                && (field.getDeclaringClass() == CloudOptions.class
                        || field.getDeclaringClass() == OutputOptions.class);
    }

    static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^--?", "");
    }

    /** The environment variable for it. */
    static String variable(String key) {
        return "IOTHUB_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What to do instead of saying it once for all. */
    static String refusal(String key) {
        return "What costs money, or opens the way to it, is said where the command is entered: --" + key + ".";
    }
}
