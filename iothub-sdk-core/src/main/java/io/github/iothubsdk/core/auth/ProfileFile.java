package io.github.iothubsdk.core.auth;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code config} (INI) and {@code current} (the section's name) as JD Cloud's command line writes them; at most 1 MiB each. */
public final class ProfileFile implements CredentialsProvider {

    /** Some editors put it before the first section. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final int MOST_BYTES = 1 << 20;

    private final Path config;
    private final Path current;
    private final Optional<String> name;

    /** Of this name; without one, of the name in {@code current}. */
    ProfileFile(Path directory, Optional<String> name) {
        config = directory.resolve("config");
        current = directory.resolve("current");
        this.name = name;
    }

    /**
     * The region that the profile in this directory names as {@code region_id}; empty without one.
     *
     * @throws ApiException.Misconfigured when the profile is there and cannot be read, or has more than 1 MiB
     */
    public static Optional<String> region(Path directory) {
        requireNonNull(directory, "directory");
        return new ProfileFile(directory, Optional.empty()).region();
    }

    /**
     * The same of the profile of this name, whichever is the current one; empty when there is none.
     *
     * @throws ApiException.Misconfigured when the file is there and cannot be read, or has more than 1 MiB
     */
    public static Optional<String> region(Path directory, String name) {
        requireNonNull(directory, "directory");
        requireNonNull(name, "name");
        return new ProfileFile(directory, Optional.of(name)).region();
    }

    /**
     * The names of the profiles in this directory, in their order; none without a file.
     *
     * @throws ApiException.Misconfigured when the file is there and cannot be read, or has more than 1 MiB
     */
    public static Set<String> names(Path directory) {
        requireNonNull(directory, "directory");
        ProfileFile file = new ProfileFile(directory, Optional.empty());
        return !Files.isRegularFile(file.config)
                ? Set.of()
                : read(file.config)
                        .lines()
                        .map(ProfileFile::heading)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Optional<String> region() {
        return Files.isRegularFile(config)
                ? Optional.ofNullable(section(profile()).get("region_id")).filter(region -> !region.isEmpty())
                : Optional.empty();
    }

    @Override
    public Optional<Credentials> find() {
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        String profile = profile();
        Map<String, String> values = section(profile);
        if (values.isEmpty()) {
            throw new ApiException.Misconfigured("The profile file " + config + " has no section [" + profile + "]. "
                    + (name.isPresent() ? "Name another profile" : "Correct " + current) + " or add the section.");
        }
        return Sources.pair(
                "keys in section [" + profile + "] of " + config,
                "access_key",
                values.get("access_key"),
                "secret_key",
                values.get("secret_key"));
    }

    @Override
    public String describe() {
        return name.map(named -> "section [" + named + "] of ").orElse("") + "the profile file " + config;
    }

    private String profile() {
        return name.orElseGet(this::current);
    }

    private String current() {
        String named = Files.isRegularFile(current) ? read(current).trim() : "";
        return named.isEmpty() ? "default" : named;
    }

    private Map<String, String> section(String wanted) {
        Map<String, String> values = new HashMap<>();
        boolean inside = false;
        int number = 0;
        for (String line : read(config).lines().toList()) {
            number++;
            String trimmed = line.trim();
            Optional<String> heading = heading(line);
            if (heading.isPresent()) {
                inside = heading.get().equals(wanted);
            } else if (inside && !trimmed.isEmpty() && !trimmed.startsWith("#") && !trimmed.startsWith(";")) {
                put(trimmed, number, values);
            }
        }
        return values;
    }

    private static Optional<String> heading(String line) {
        String trimmed = line.trim();
        return trimmed.startsWith("[") && trimmed.endsWith("]") && trimmed.length() > 1
                ? Optional.of(trimmed.substring(1, trimmed.length() - 1).trim())
                : Optional.empty();
    }

    /** A line that says nothing is told by its number: it may be a secret without its name. */
    private void put(String line, int number, Map<String, String> values) {
        int equals = line.indexOf('=');
        if (equals <= 0) {
            throw new ApiException.Misconfigured("The profile file " + config + ", line " + number
                    + ", is not of the form key = value. Correct it, or put a # before it.");
        }
        values.put(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
    }

    private static String read(Path file) {
        try {
            String text = text(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (IOException e) {
            // The exception's own text could quote what was read.
            String why = e instanceof CharacterCodingException
                    ? "it is not UTF-8 text"
                    : e instanceof AccessDeniedException
                            ? "this user has no right to"
                            : "the disk or the network fails";
            throw new ApiException.Misconfigured("The profile file " + file + " cannot be read: " + why
                    + ". Make it readable UTF-8 text, or remove it.");
        }
    }

    /** Never more of it in memory than it may have; a malformed character is an {@link IOException}. */
    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ApiException.Misconfigured("The profile file " + file + " has more than " + MOST_BYTES
                        + " bytes, and is none. Remove it, or name another directory.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }
}
