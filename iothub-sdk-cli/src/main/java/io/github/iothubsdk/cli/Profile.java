package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.ProfileFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose keys, and whose region, of those in JD Cloud's own profile file.
 *
 * @param name its section; without one, the current one's
 * @param first whether its keys go before those of the environment: it was named with a flag, and has a section
 */
record Profile(Optional<String> name, boolean first) {

    /** Of the home directory: where JD Cloud's own command keeps them. */
    static final String DIRECTORY = ".jdc";

    /** Nobody has named one. */
    static final Profile CURRENT = new Profile(Optional.empty(), false);

    /** Never system properties: other users of the machine see them. */
    @SuppressWarnings("NullAway") // not every compiler of 17 reads @Nullable of a type argument from a class file
    List<CredentialsProvider> sources(Function<String, Optional<String>> env, Path home) {
        CredentialsProvider variables =
                CredentialsProvider.environment(name -> env.apply(name).orElse(null));
        Path directory = home.resolve(DIRECTORY);
        CredentialsProvider section = name.map(named -> CredentialsProvider.profile(directory, named))
                .orElseGet(() -> CredentialsProvider.profile(directory));
        return first ? List.of(section, variables) : List.of(variables, section);
    }

    /** The region that it names. */
    Optional<String> region(Path home) {
        Path directory = home.resolve(DIRECTORY);
        return name.map(named -> ProfileFile.region(directory, named)).orElseGet(() -> ProfileFile.region(directory));
    }
}
