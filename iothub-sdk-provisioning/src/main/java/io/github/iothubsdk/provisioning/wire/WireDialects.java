package io.github.iothubsdk.provisioning.wire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The dialects that this version has, and those from files. */
public final class WireDialects {

    /** A dialect's file is small: what is larger is something else. */
    private static final int MOST_BYTES = 1 << 20;

    private static final List<WireDialect> BUILT_IN =
            List.of(builtIn("iotHubInferred"), builtIn("iotHub2020"), builtIn("iotCore2020"));

    private WireDialects() {}

    /**
     * The default: the routes that JD Cloud's sibling products use (INFERRED), with the field names that were published
     * once for IoT Hub; it reads every envelope that is known of any of them.
     */
    public static WireDialect iotHubInferred() {
        return BUILT_IN.get(0);
    }

    /**
     * IoT Hub as JD Cloud's .NET SDK of 2020 had it: one envelope for each route, status numbers in the list, and
     * {@code private:checkUser} as a second witness of what the account has. The routes that the SDK had for staff alone,
     * or not at all, are INFERRED as in the default.
     */
    public static WireDialect iotHub2020() {
        return BUILT_IN.get(1);
    }

    /** The list and detail of IoT Core instances, as the same SDK had them. Read only: nothing can be ordered in it. */
    public static WireDialect iotCore2020() {
        return BUILT_IN.get(2);
    }

    /** All of them, the default first. */
    public static List<WireDialect> builtIn() {
        return BUILT_IN;
    }

    /** The built-in dialect of that name. */
    public static Optional<WireDialect> named(String name) {
        requireNonNull(name, "name");
        return BUILT_IN.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
    }

    /**
     * A dialect from a file, as {@link WireDialect#toJson} writes it and {@code docs/wire-dialect.schema.json} describes
     * it.
     *
     * @throws InvalidDialectException saying all that is wrong with it
     * @throws UncheckedIOException when the file cannot be read
     */
    public static WireDialect fromFile(Path file) {
        requireNonNull(file, "file");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidDialectException(String.valueOf(file), List.of("it is larger than 1 MiB"));
            }
            return DialectReader.read(String.valueOf(file), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The dialect " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A dialect from a text.
     *
     * @throws InvalidDialectException saying all that is wrong with it
     */
    public static WireDialect fromJson(String json) {
        requireNonNull(json, "json");
        return DialectReader.read("This text", json);
    }

    private static WireDialect builtIn(String name) {
        try (InputStream in = WireDialects.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the jar has lost its dialect " + name);
            }
            return DialectReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
