package io.github.iothubsdk.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options from a file, by their long names; what is given as a flag goes before it. */
final class ConfigFile implements IDefaultValueProvider {

    /** The file cannot be used; says why and what to do. */
    static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** Options that make no sense in a file. */
    private static final Set<String> FLAGS_ONLY = Set.of("help", "version", "file");

    private final Map<String, String> values;

    private ConfigFile(Map<String, String> values) {
        this.values = values;
    }

    /**
     * The file that these arguments name; its values are defaults, so it must be there before they are parsed.
     *
     * @param all gives every command, for the names of their options
     */
    static Optional<ConfigFile> namedIn(String[] args, Supplier<CommandLine> all) throws Unusable {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("-f") || args[i].equals("--file")) {
                return i + 1 < args.length ? Optional.of(read(Path.of(args[i + 1]), all)) : Optional.empty();
            }
            if (args[i].startsWith("--file=")) {
                return Optional.of(read(Path.of(args[i].substring("--file=".length())), all));
            }
        }
        return Optional.empty();
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? values.get(key(option)) : null;
    }

    private static ConfigFile read(Path file, Supplier<CommandLine> all) throws Unusable {
        Map<?, ?> content = parse(file, text(file));
        Set<String> known = new TreeSet<>();
        all.get()
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().options().stream()
                        .map(ConfigFile::key)
                        .filter(key -> !FLAGS_ONLY.contains(key))
                        .forEach(known::add));
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : content.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!known.contains(key)) {
                throw new Unusable(unknown(file, key, known));
            }
            if (!(entry.getValue() instanceof String value)) {
                throw new Unusable("The value of " + key + " in " + file + " must be one text, number, true or false.");
            }
            values.put(key, value);
        }
        return new ConfigFile(values);
    }

    private static String text(Path file) throws Unusable {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new Unusable("There is no file " + file + ". Give -f a .yaml or .json file.");
        } catch (IOException e) {
            throw new Unusable("The file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "). Make it readable UTF-8 text.");
        }
    }

    private static Map<?, ?> parse(Path file, String text) throws Unusable {
        try {
            Object content = file.toString().endsWith(".json") ? json(text) : yaml(text);
            if (content instanceof Map<?, ?> map) {
                return map;
            }
        } catch (YamlEngineException | JsonParseException e) {
            // Their own words quote the file, which may hold anything; the place would need them.
            throw new Unusable("The file " + file + " is not "
                    + (file.toString().endsWith(".json") ? "JSON" : "YAML") + ": " + place(e) + ".");
        }
        throw new Unusable("The file " + file + " must hold one option a line, such as name: plant-7.");
    }

    /** With every scalar as the text it is written as: amounts stay exact. */
    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().setSchema(new FailsafeSchema()).build()).loadFromString(text);
    }

    private static Object json(String text) {
        JsonElement parsed =
                new GsonBuilder().setStrictness(Strictness.STRICT).create().fromJson(text, JsonElement.class);
        Map<String, Object> content = new LinkedHashMap<>();
        if (parsed instanceof JsonObject object) {
            object.entrySet().forEach(field -> content.put(field.getKey(), scalar(field.getValue())));
            return content;
        }
        return text;
    }

    private static Object scalar(JsonElement value) {
        return value.isJsonPrimitive() ? value.getAsString() : value;
    }

    private static String place(RuntimeException e) {
        String said = String.valueOf(e.getMessage());
        var where = Pattern.compile("line (\\d+),? column (\\d+)").matcher(said);
        return where.find() ? "look at line " + where.group(1) + ", column " + where.group(2) : "it cannot be parsed";
    }

    private static String unknown(Path file, String key, Collection<String> known) {
        if (key.matches("(?i).*(password|secret|access.?key|token).*")) {
            return "The file " + file + " holds " + key
                    + ". Secrets come from the environment only: JDCLOUD_SECRET_KEY, IOTHUB_DB_PASSWORD.";
        }
        String nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .orElse("name");
        return "The file " + file + " has an unknown key " + key + ". The nearest known one is " + nearest + ".";
    }

    /** How many letters must change to make one of the other. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^--?", "");
    }
}
