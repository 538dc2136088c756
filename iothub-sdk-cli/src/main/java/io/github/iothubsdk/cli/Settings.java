package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.ConfigText.Unusable;
import io.github.iothubsdk.core.auth.ProfileFile;
import io.github.iothubsdk.core.error.ApiException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * What options are when no flag says it: a variable goes before the file of {@code --file}, that before the profile's file,
 * and that before the file for all commands.
 */
final class Settings implements IDefaultValueProvider {

    /** For people. */
    static final List<String> ORDER = List.of(
            "a flag",
            "a variable IOTHUB_...",
            "the file of -f",
            "the profile's file",
            "config.yaml",
            "what is built in");

    /** Where a value was taken from. */
    enum Source {
        FLAG,
        VARIABLE,
        FILE,
        DEFAULT
    }

    /**
     * A value that is not from a flag.
     *
     * @param where the variable, or the file with its line
     */
    record Found(String value, Source source, String where) {}

    private static final String HOME = "~/";
    private static final List<String> PATHS = List.of("journal", "record");
    private static final Pattern PROFILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Function<String, Optional<String>> env;
    private final List<String> args;
    private final Path home;
    private Optional<ConfigFile> file = Optional.empty();
    private Optional<ConfigFile> ofProfile = Optional.empty();
    private Optional<ConfigFile> ofAll = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Profile profile = Profile.CURRENT;

    private Settings(Shell shell, String... args) {
        env = shell.env();
        home = shell.home();
        int end = List.of(args).indexOf("--"); // behind it nothing is an option
        this.args = List.of(args).subList(0, end < 0 ? args.length : end);
    }

    /**
     * All there are for these arguments; one that cannot be used is a {@link #problem}.
     *
     * @param all gives every command, for the names of their options
     */
    static Settings of(Shell shell, Supplier<CommandLine> all, String... args) {
        var settings = new Settings(shell, args);
        try {
            settings.read(all, shell.in());
        } catch (Unusable | ApiException.Misconfigured e) {
            settings.problem = Optional.of(String.valueOf(e.getMessage()));
        }
        return settings;
    }

    /** Only what flags and variables say. */
    static Settings ofVariables(Shell shell, String... args) {
        return new Settings(shell, args);
    }

    private void read(Supplier<CommandLine> all, Input input) throws Unusable {
        requireVariables();
        file = ConfigFile.namedIn(args.toArray(String[]::new), all, input);
        Path common = directory().resolve("config.yaml");
        ofAll = ConfigFile.common(common, () -> ConfigKeys.ofCommon(all.get()));
        requirePaths(ofAll);
        Optional<String> flag = flagOfProfile();
        Optional<Found> found = find(CommonOptions.PROFILE);
        Optional<String> name = flag.or(() -> found.map(Found::value));
        if (name.isPresent()) {
            String place =
                    flag.isPresent() ? "--profile" : found.map(Found::where).orElse("");
            readProfile(name.get(), place, flag.isPresent(), all);
        }
    }

    /** What stands in them is not shown: it may be a secret. */
    private void requireVariables() throws Unusable {
        for (String key : CommonOptions.ENTERED) {
            if (variable(key).isPresent()) {
                throw new Unusable("The variable " + CommonOptions.variable(key) + " is set. "
                        + CommonOptions.refusal(key) + " Unset the variable.");
            }
        }
        for (String key : CommonOptions.KEYS) {
            Optional<String> value = variable(key);
            if (value.filter(SecretArguments::inAddress).isPresent()) {
                throw new Unusable("The variable " + CommonOptions.variable(key)
                        + " holds a password. Secrets come from" + " JDCLOUD_SECRET_KEY and IOTHUB_DB_PASSWORD only.");
            }
            if (value.filter(Option.NULL_VALUE::equals).isPresent()) { // for the parser it would not be there
                throw new Unusable(
                        "The variable " + CommonOptions.variable(key) + " cannot be " + Option.NULL_VALUE + ".");
            }
        }
    }

    /** From each working directory they would lead to another journal, where what is under way is not known. */
    private static void requirePaths(Optional<ConfigFile> file) throws Unusable {
        for (String key : file.isPresent() ? PATHS : List.<String>of()) {
            Optional<String> value = file.get().value(key);
            if (value.filter(path -> !path.startsWith("/") && !path.startsWith(HOME))
                    .isPresent()) {
                throw new Unusable(file.get().placeOf(key) + ": " + key + " must begin with / or " + HOME
                        + ", since commands are entered in many directories.");
            }
        }
    }

    private void readProfile(String name, String place, boolean entered, Supplier<CommandLine> all) throws Unusable {
        if (!PROFILE_NAME.matcher(name).matches() || name.equals("config")) {
            throw new Unusable(
                    place + ": '" + ConfigText.shown(name) + "' is no name of a profile. It begins with a letter"
                            + " or digit, has at most 64 of A-Z a-z 0-9 . _ -, and is not config.");
        }
        Path path = directory().resolve(name + ".yaml");
        ofProfile = ConfigFile.common(path, () -> ConfigKeys.ofProfile(all.get()));
        requirePaths(ofProfile);
        boolean section = ProfileFile.names(home.resolve(Profile.DIRECTORY)).contains(name);
        if (ofProfile.isEmpty() && !section) {
            throw new Unusable(place + ": there is no profile " + name + ": neither a file " + path + " nor a section ["
                    + name + "] in " + home.resolve(Profile.DIRECTORY).resolve("config") + ".");
        }
        profile = new Profile(Optional.of(name), entered && section);
    }

    private Path directory() {
        Path base = env.apply("XDG_CONFIG_HOME")
                .filter(given -> given.startsWith("/")) // as its specification says
                .map(Path::of)
                .orElse(home.resolve(".config"));
        return base.resolve("iothub");
    }

    /** The files that are read without being named, whether they are there or not. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        profile.name().ifPresent(name -> files.add(directory().resolve(name + ".yaml")));
        files.add(directory().resolve("config.yaml"));
        return files;
    }

    private Optional<String> flagOfProfile() {
        return Arguments.valueOf("--" + CommonOptions.PROFILE, args);
    }

    /** Whose keys are taken. */
    Profile profile() {
        return profile;
    }

    /** Why not all of it could be read; with it nothing may be done. */
    Optional<String> problem() {
        return problem;
    }

    /** How results are to be told, when that is said anywhere. */
    Optional<String> output() {
        return Arguments.valueOf("--output", args).or(() -> find("output").map(Found::value));
    }

    /**
     * None where there is a flag: the parser takes a flag for the opposite of its default. What it would take for a variable
     * is escaped, or whoever writes the file could have the secret key sent.
     */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? find(option).map(found -> found.value().replace("$", "$$")).orElse(null)
                : null;
    }

    /** What is said of an option, unless a flag says it. */
    Optional<Found> find(OptionSpec option) {
        boolean flag = args.stream()
                .anyMatch(given -> Arrays.stream(option.names())
                        .anyMatch(name -> given.equals(name) || given.startsWith(name + "=")));
        if (flag) {
            return Optional.empty();
        }
        String key = CommonOptions.key(option);
        if (option.userObject() instanceof Field field && field.isAnnotationPresent(FlagOnly.class)) {
            return Optional.empty();
        }
        return CommonOptions.is(option) ? find(key) : file.flatMap(given -> found(given, key));
    }

    private Optional<Found> find(String key) {
        return variable(key)
                .map(value -> new Found(value, Source.VARIABLE, CommonOptions.variable(key)))
                .or(() -> file.flatMap(given -> found(given, key)))
                .or(() -> ofProfile.flatMap(given -> found(given, key)).map(this::atHome))
                .or(() -> ofAll.flatMap(given -> found(given, key)).map(this::atHome));
    }

    /** What a shell would make of it. */
    private Found atHome(Found found) {
        return found.value().startsWith(HOME)
                ? new Found(
                        home.resolve(found.value().substring(HOME.length())).toString(), found.source(), found.where())
                : found;
    }

    private static Optional<Found> found(ConfigFile file, String key) {
        return file.value(key).map(value -> new Found(value, Source.FILE, file.placeOf(key)));
    }

    private Optional<String> variable(String key) {
        return env.apply(CommonOptions.variable(key)).filter(value -> !value.isBlank());
    }

    /** The place of a value that an option cannot have, when it came from here and not from the arguments. */
    Optional<String> placeOf(CommandLine.ParameterException wrong) {
        return wrong.getArgSpec() instanceof OptionSpec option
                ? find(option).map(found -> found.where() + ": ")
                : Optional.empty();
    }
}
