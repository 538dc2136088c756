package io.github.iothubsdk.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options are when they are not given: a flag goes before a variable, and that before the file.
 *
 * @param env the environment variables
 * @param file of {@code --file}
 */
record Defaults(Function<String, Optional<String>> env, Optional<ConfigFile> file) implements IDefaultValueProvider {

    /** By their options. What costs money, or opens the way to it, is not among them. */
    private static final Map<String, String> VARIABLES = Map.of("--record", "IOTHUB_RECORD");

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return variable(argument)
                .map(value -> value.replace("$", "$$")) // or the parser would look for variables in it
                .or(() -> file.map(defaults -> defaults.defaultValue(argument)))
                .orElse(null);
    }

    private Optional<String> variable(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? Optional.ofNullable(VARIABLES.get(option.longestName()))
                        .flatMap(env)
                        .filter(value -> !value.isBlank())
                : Optional.empty();
    }
}
