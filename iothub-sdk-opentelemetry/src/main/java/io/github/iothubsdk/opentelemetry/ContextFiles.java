package io.github.iothubsdk.opentelemetry;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file of one line for each run; the id of a run is safe as a file's name. */
record ContextFiles(Path directory) implements RunContexts {

    /** A traceparent, and room for a newer version's. */
    private static final int MOST_BYTES = 256;

    @Override
    public void keep(RunId run, String traceparent) {
        requireNonNull(traceparent, "traceparent");
        requireNonNull(run, "run");
        try {
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(directory, run.value(), ".new");
            Files.writeString(fresh, traceparent, StandardCharsets.US_ASCII);
            Files.move(fresh, file(run), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> last(RunId run) {
        requireNonNull(run, "run");
        try (var in = Files.newInputStream(file(run))) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).trim());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(RunId run) {
        return directory.resolve(run.value() + ".traceparent");
    }
}
