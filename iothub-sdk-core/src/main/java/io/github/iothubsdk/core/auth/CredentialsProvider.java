package io.github.iothubsdk.core.auth;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.error.ApiException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where credentials come from; asked before every send, so that rotated ones are picked up.
 *
 * <p>Implementations are thread-safe and quick.
 */
@FunctionalInterface
public interface CredentialsProvider {

    /**
     * The credentials to sign with now, or empty when this source has none.
     *
     * @throws ApiException.Misconfigured when the source is there and cannot be used, saying what is wrong with it
     */
    Optional<Credentials> find();

    /** What a message calls this source. */
    default String describe() {
        return "a provider of the caller's";
    }

    /**
     * The credentials to sign with now.
     *
     * @throws ApiException.Misconfigured when there are none, naming every source that was asked
     */
    default Credentials require() {
        return find().orElseThrow(() -> new ApiException.Misconfigured(
                "No credentials were found. Looked in: " + describe() + ". Nothing was sent."));
    }

    /** Always these credentials. */
    static CredentialsProvider of(Credentials credentials) {
        requireNonNull(credentials, "credentials");
        return Sources.named("the credentials given", () -> Optional.of(credentials));
    }

    /**
     * System properties {@code jdcloud.accessKey}, {@code jdcloud.secretKey}, {@code jdcloud.sessionToken}, for code that sets
     * them: those of a command line can be read by every user of the machine.
     */
    static CredentialsProvider systemProperties() {
        return Sources.keyed(
                "system properties",
                "jdcloud.accessKey",
                "jdcloud.secretKey",
                "jdcloud.sessionToken",
                name -> System.getProperty(name));
    }

    /** Variables {@code JDCLOUD_ACCESS_KEY}, {@code JDCLOUD_SECRET_KEY}, {@code JDCLOUD_SESSION_TOKEN}. */
    static CredentialsProvider environment() {
        return environment(System::getenv);
    }

    /** The same variables, from elsewhere than the process's own environment. */
    static CredentialsProvider environment(Function<String, @Nullable String> variables) {
        requireNonNull(variables, "variables");
        return Sources.keyed(
                "environment variables",
                "JDCLOUD_ACCESS_KEY",
                "JDCLOUD_SECRET_KEY",
                "JDCLOUD_SESSION_TOKEN",
                variables);
    }

    /** The profile that JD Cloud's own command line writes: {@code ~/.jdc/config}. */
    static CredentialsProvider profile() {
        return profile(Path.of(System.getProperty("user.home", "."), ".jdc"));
    }

    /** The profile in another directory: {@code config} is an INI file, {@code current} names its section. */
    static CredentialsProvider profile(Path directory) {
        requireNonNull(directory, "directory");
        return new ProfileFile(directory, Optional.empty());
    }

    /** The profile of this name there, whichever is the current one. */
    static CredentialsProvider profile(Path directory, String name) {
        requireNonNull(directory, "directory");
        requireNonNull(name, "name");
        return new ProfileFile(directory, Optional.of(name));
    }

    /** The first of these that has credentials. */
    static CredentialsProvider firstOf(List<CredentialsProvider> providers) {
        requireNonNull(providers, "providers");
        providers.forEach(each -> requireNonNull(each, "providers"));
        return Sources.firstOf(providers);
    }

    /** System properties, then environment variables, then the profile. */
    static CredentialsProvider defaultChain() {
        return firstOf(List.of(systemProperties(), environment(), profile()));
    }
}
