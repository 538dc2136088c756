package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the script for a DBA, and waits until a receipt or the marker in the database says that it was run. */
public final class ScriptFileSchema implements SchemaTransport {

    private static final int LARGEST_RECEIPT = 16 * 1024 * 1024;

    private final Path directory;
    private final Optional<SchemaTransport> look;

    /**
     * Writes into this directory.
     *
     * @param look who may look for the marker in the database; without it only a receipt tells
     */
    public ScriptFileSchema(Path directory, Optional<SchemaTransport> look) {
        this.directory = directory.toAbsolutePath().normalize();
        this.look = look;
    }

    @Override
    public String name() {
        return "script file";
    }

    @Override
    public boolean accepts(SchemaJob job) {
        return true;
    }

    @Override
    public String probe(SchemaJob job) {
        Path existing = directory;
        while (existing.getParent() != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw unwritable(existing, "it is not a directory that can be written to");
        }
        String seen = look.map(transport -> transport.look(job)).orElse("the database was not looked at");
        return seen + "; a DBA runs the script, from a file in " + directory;
    }

    @Override
    public Optional<SchemaReport> applied(SchemaJob job) {
        Optional<SchemaReport> receipt = receipt(job);
        return receipt.isPresent() ? receipt : look.flatMap(transport -> transport.applied(job));
    }

    /** A receipt is enough: whoever has one needs neither the script nor the database. */
    @Override
    public SchemaReport run(SchemaJob job) {
        return receipt(job).orElseGet(() -> {
            Path file = write(job);
            return look.flatMap(transport -> transport.applied(job)).orElseThrow(() -> parked(job, file));
        });
    }

    private SchemaException parked(SchemaJob job, Path file) {
        return new SchemaException(
                Kind.WAITING,
                "A DBA has to run " + file + ", which says how.",
                look.isPresent()
                        ? "Then this goes on by itself."
                        : "This goes on when its receipt is beside it, as "
                                + path(job, ".receipt").getFileName() + ".");
    }

    private Path path(SchemaJob job, String extension) {
        return directory.resolve("iothub-" + job.runId().map(RunId::value).orElse("plan") + extension);
    }

    /** Writes the file unless it is there already, all of it or nothing; only its owner can read it. */
    private Path write(SchemaJob job) {
        Path file = path(job, ".sql");
        DbaScript script = new DbaScript(job, String.valueOf(path(job, "").getFileName()));
        try {
            String sql = script.sql();
            if (!Files.exists(file) || !Files.readString(file).endsWith(sql)) {
                Files.createDirectories(directory);
                Path unfinished = Files.createTempFile(directory, "iothub-", ".unfinished");
                try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    var bytes = StandardCharsets.UTF_8.encode(script.instructions() + sql);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(unfinished);
                }
                job.noteSeededPasswords();
            }
            return file;
        } catch (IOException e) {
            throw unwritable(file, e.getClass().getSimpleName());
        } catch (IllegalStateException e) {
            throw new SchemaException(Kind.REFUSED, String.valueOf(e.getMessage()), "");
        }
    }

    /** What the client printed; the database itself has made its last line. */
    private Optional<SchemaReport> receipt(SchemaJob job) {
        Path file = path(job, ".receipt");
        Pattern line = Pattern.compile(
                "(?m)^" + DbaScript.RECEIPT + " " + job.script().sha256() + " run \\S* tables (\\d{1,6})\\s*$");
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_RECEIPT) {
                return Optional.empty();
            }
            Matcher found = line.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            return found.find()
                    ? Optional.of(new SchemaReport(
                            job.script().sha256(), 0, Integer.parseInt(found.group(1)), Duration.ZERO, false))
                    : Optional.empty();
        } catch (IOException e) {
            throw new SchemaException(
                    Kind.UNREACHABLE,
                    "The receipt " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Make it readable.");
        }
    }

    private static SchemaException unwritable(Path file, String why) {
        return new SchemaException(
                Kind.REFUSED,
                "The script for the DBA cannot be written to " + file + ": " + why + ".",
                "Name a directory that this process may write to, on a disk with room.");
    }
}
