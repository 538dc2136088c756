package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.ConfigText.Setting;
import io.github.iothubsdk.cli.ConfigText.Unusable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options from a file, by their long names; what is given as a flag goes before it. */
final class ConfigFile implements IDefaultValueProvider {

    /** The word that is said for one command, and not for all that read a file. */
    private static final String YES = "yes";

    /** Options that make no sense in a file. */
    private static final Set<String> FLAGS_ONLY = Set.of("help", "version", "file", YES);

    private static final String SECRETS =
            ". Secrets come from the environment only: JDCLOUD_SECRET_KEY, IOTHUB_DB_PASSWORD.";
    private static final Pattern SECRET =
            Pattern.compile("password|secret|access.?key|token", Pattern.CASE_INSENSITIVE);

    private final ConfigText file;
    private final Map<String, Setting> settings;
    private final List<String> args;

    private ConfigFile(ConfigText file, Map<String, Setting> settings, List<String> args) {
        this.file = file;
        this.settings = settings;
        this.args = args;
    }

    /**
     * The file that these arguments name; its values are defaults, so it must be there before they are parsed.
     *
     * @param all gives every command, for the names of their options
     */
    static Optional<ConfigFile> namedIn(String[] args, Supplier<CommandLine> all) throws Unusable {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("-f") || args[i].equals("--file")) {
                return i + 1 < args.length ? Optional.of(read(args[i + 1], all, List.of(args))) : Optional.empty();
            }
            if (args[i].startsWith("--file=") || args[i].matches("-f.+")) {
                return Optional.of(read(args[i].replaceFirst("^(--file=|-f=?)", ""), all, List.of(args)));
            }
        }
        return Optional.empty();
    }

    /**
     * None where there is a flag: the parser takes a flag for the opposite of its default. What it would take for a variable
     * is escaped, or whoever writes the file could have the secret key sent.
     */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? used(option)
                        .map(setting -> String.valueOf(setting.value()).replace("$", "$$"))
                        .orElse(null)
                : null;
    }

    /** What stands here under this name. */
    Optional<String> value(String key) {
        return Optional.ofNullable(settings.get(key)).map(Setting::value);
    }

    /** What stands here of an option, unless it was given as a flag. */
    private Optional<Setting> used(OptionSpec option) {
        boolean flag = args.stream()
                .anyMatch(given -> Arrays.stream(option.names())
                        .anyMatch(name -> given.equals(name) || given.startsWith(name + "=")));
        return Optional.ofNullable(flag ? null : settings.get(key(option)));
    }

    /** The place of a value that an option cannot have, when it came from here and not from the arguments. */
    Optional<String> placeOf(CommandLine.ParameterException wrong) {
        return wrong.getArgSpec() instanceof OptionSpec option
                ? used(option).map(setting -> file.path() + ", line " + setting.line() + ": ")
                : Optional.empty();
    }

    private static ConfigFile read(String name, Supplier<CommandLine> all, List<String> args) throws Unusable {
        ConfigText file = ConfigText.read(path(name));
        Set<String> known = known(all.get());
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Setting setting : name.endsWith(".json") ? JsonSettings.in(file) : YamlSettings.in(file)) {
            String key = setting.key();
            if (!known.contains(key)) {
                throw file.at(setting.line(), unknown(key, known));
            }
            if (setting.value() == null) {
                throw file.at(setting.line(), "the value of " + key + " must be one text, number, true or false.");
            }
            if (setting.value().equals(Option.NULL_VALUE)) { // for the parser it would not be there
                throw file.at(setting.line(), "the value of " + key + " cannot be " + Option.NULL_VALUE + ".");
            }
            if (SecretArguments.inAddress(setting.value())) {
                throw file.at(setting.line(), "holds a password in " + key + SECRETS);
            }
            Setting before = settings.put(key, setting);
            if (before != null) {
                String twice = "holds " + key + " again, after line " + before.line() + ". Keep one of them.";
                throw file.at(setting.line(), twice);
            }
        }
        if (settings.isEmpty()) {
            throw file.whole(ConfigText.FLAT + ".");
        }
        return new ConfigFile(file, settings, args);
    }

    private static Path path(String name) throws Unusable {
        try {
            return Values.path(name);
        } catch (TypeConversionException e) {
            throw new Unusable("There can be no file of that name. Give -f a .yaml or .json file.");
        }
    }

    private static Set<String> known(CommandLine all) {
        return all.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(ConfigFile::key)
                .filter(key -> !FLAGS_ONLY.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String unknown(String key, Collection<String> known) {
        if (key.equals(YES)) {
            return "holds yes, with which every command that reads it would order or delete without asking. "
                    + "Give --yes where the command is entered.";
        }
        String shown = ConfigText.shown(key);
        if (SECRET.matcher(key).find()) {
            return "holds " + shown + SECRETS;
        }
        String nearest = Nearest.to(shown, known).orElse("name");
        return "has an unknown key " + shown + ". The nearest known one is " + nearest + ".";
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^--?", "");
    }
}
