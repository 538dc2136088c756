package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.ConfigText.Setting;
import io.github.iothubsdk.cli.ConfigText.Unusable;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options by their long names: from a file, or from standard input. */
final class ConfigFile {

    /** The name of standard input. */
    static final String STANDARD_INPUT = "-";

    private static final String SECRETS =
            ". Secrets come from the environment only: JDCLOUD_SECRET_KEY, IOTHUB_DB_PASSWORD.";
    private static final Pattern SECRET =
            Pattern.compile("password|secret|access.?key|token", Pattern.CASE_INSENSITIVE);

    private final ConfigText file;
    private final Map<String, Setting> settings;

    private ConfigFile(ConfigText file, Map<String, Setting> settings) {
        this.file = file;
        this.settings = settings;
    }

    /**
     * The file that these arguments name; its values are defaults, so it must be there before they are parsed.
     *
     * @param all gives every command, for the names of their options
     * @param input what {@code -f -} reads
     */
    static Optional<ConfigFile> namedIn(String[] args, Supplier<CommandLine> all, Input input) throws Unusable {
        Optional<String> name = nameIn(args);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        boolean typed = name.get().equals(STANDARD_INPUT);
        ConfigText text = typed ? ConfigText.read(input) : ConfigText.read(path(name.get()), ConfigText.GIVE);
        if (typed && text.text().isEmpty()) {
            throw new Unusable("Standard input is empty, or closed; it " + ConfigText.FLAT + ".");
        }
        boolean json = typed ? text.looksLikeJson() : name.get().endsWith(".json");
        ConfigFile file = read(text, json, ConfigKeys.ofAll(all.get()));
        if (file.settings.isEmpty()) {
            throw text.whole(ConfigText.FLAT + ".");
        }
        return Optional.of(file);
    }

    private static Optional<String> nameIn(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("-f") || args[i].equals("--file")) {
                return i + 1 < args.length ? Optional.of(args[i + 1]) : Optional.empty();
            }
            if (args[i].startsWith("--file=") || args[i].matches("-f.+")) {
                return Optional.of(args[i].replaceFirst("^(--file=|-f=?)", ""));
            }
        }
        return Optional.empty();
    }

    /** One that holds what all commands have in common, where there is one; it may say nothing. */
    static Optional<ConfigFile> common(Path path, Supplier<ConfigKeys> keys) throws Unusable {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        ConfigText text = ConfigText.read(path, "Make it a readable file, or remove it.");
        return Optional.of(text.isEmpty() ? new ConfigFile(text, Map.of()) : read(text, false, keys.get()));
    }

    /** What stands here under this name. */
    Optional<String> value(String key) {
        return Optional.ofNullable(settings.get(key)).map(Setting::value);
    }

    /** Where that stands. */
    String placeOf(String key) {
        Setting setting = settings.get(key);
        return file.name() + (setting == null ? "" : ", line " + setting.line());
    }

    private static ConfigFile read(ConfigText file, boolean json, ConfigKeys keys) throws Unusable {
        Map<String, Setting> settings = new LinkedHashMap<>();
        List<Setting> all = json ? JsonSettings.in(file) : YamlSettings.in(file);
        for (Setting setting : all) {
            require(setting, file, keys);
            Setting before = settings.put(setting.key(), setting);
            if (before != null) {
                String twice = "holds " + setting.key() + " again, after line " + before.line() + ". Keep one of them.";
                throw file.at(setting.line(), twice);
            }
        }
        return new ConfigFile(file, settings);
    }

    private static void require(Setting setting, ConfigText file, ConfigKeys keys) throws Unusable {
        String key = setting.key();
        if (!keys.known().contains(key)) {
            throw file.at(setting.line(), unknown(key, keys));
        }
        String value = setting.value();
        if (value == null) {
            throw file.at(
                    setting.line(),
                    "the value of " + key + " must be one text, number, true or false; an option"
                            + " that may be repeated is repeated as a flag.");
        }
        if (value.equals(Option.NULL_VALUE)) { // for the parser it would not be there
            throw file.at(setting.line(), "the value of " + key + " cannot be " + Option.NULL_VALUE + ".");
        }
        if (SecretArguments.inAddress(value)) {
            throw file.at(setting.line(), "holds a password in " + key + SECRETS);
        }
    }

    private static Path path(String name) throws Unusable {
        try {
            return Values.path(name);
        } catch (TypeConversionException e) {
            throw new Unusable("There can be no file of that name. " + ConfigText.GIVE);
        }
    }

    private static String unknown(String key, ConfigKeys keys) {
        Optional<String> refused = keys.refusal(key);
        if (refused.isPresent()) {
            return refused.get();
        }
        String shown = ConfigText.shown(key);
        if (SECRET.matcher(key).find()) {
            return "holds " + shown + SECRETS;
        }
        String nearest = Nearest.to(shown, keys.known()).orElse("name");
        return "has an unknown key " + shown + ". The nearest known one is " + nearest + ".";
    }
}
