package io.github.iothubsdk.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * Which options may stand in a file, by their long names.
 *
 * @param known those
 * @param refused others that are options, and why they may not
 */
record ConfigKeys(Set<String> known, Map<String, String> refused) {

    /** The word that is said for one command, and not for all that read a file. */
    private static final String YES = "yes";

    /** Options that make no sense in a file, and why not; they say of what the file is. */
    private static final Map<String, String> FLAGS_ONLY = Map.of(
            YES,
            "holds yes, with which every command that reads it would order or delete without asking. "
                    + "Give --yes where the command is entered.",
            "status",
            "holds status, with which list would keep instances from view. Give --status where the command is entered.",
            "file",
            "holds file, and a file names no other one. Remove the line.",
            "help",
            "holds help, which is for one command. Enter it there.",
            "version",
            "holds version, which is for one command. Enter it there.");

    /** Of a file that {@code -f} names: the options of every command. */
    static ConfigKeys ofAll(CommandLine all) {
        return new ConfigKeys(options(all), FLAGS_ONLY);
    }

    /** Of a file that every command reads without being told to. */
    static ConfigKeys ofCommon(CommandLine all) {
        Map<String, String> refused = new HashMap<>(FLAGS_ONLY);
        options(all)
                .forEach(key -> refused.put(
                        key,
                        "holds " + key + ", which is not for every command. Give it as a flag, or in a file with -f."));
        CommonOptions.ENTERED.forEach(key -> refused.put(key, "holds " + key + ". " + CommonOptions.refusal(key)));
        return new ConfigKeys(CommonOptions.KEYS, refused);
    }

    /** Of a profile's file: it names no other profile. */
    static ConfigKeys ofProfile(CommandLine all) {
        ConfigKeys common = ofCommon(all);
        Set<String> known = new TreeSet<>(common.known);
        known.remove(CommonOptions.PROFILE);
        common.refused.put(CommonOptions.PROFILE, "holds profile, and a profile names no other one. Remove the line.");
        return new ConfigKeys(known, common.refused);
    }

    /** Why an option may not stand there; empty when there is no such option. */
    Optional<String> refusal(String key) {
        return Optional.ofNullable(refused.get(key));
    }

    private static Set<String> options(CommandLine all) {
        return all.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(CommonOptions::key)
                .filter(key -> !FLAGS_ONLY.containsKey(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
