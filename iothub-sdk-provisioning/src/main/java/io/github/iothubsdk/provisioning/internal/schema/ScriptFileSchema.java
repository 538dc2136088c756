package io.github.iothubsdk.provisioning.internal.schema;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the script for a DBA, and waits until a receipt or the marker in the database says that it was run. */
final class ScriptFileSchema implements SchemaTransport {

    private final DbaFolder folder;
    private final Optional<SchemaInspector> look;

    /**
     * Writes into this directory.
     *
     * @param look who may look for the marker in the database; without it only a receipt tells
     */
    ScriptFileSchema(Path directory, Optional<SchemaInspector> look) {
        folder = new DbaFolder(directory.toAbsolutePath().normalize());
        this.look = look;
    }

    @Override
    public String probe(SchemaJob job) {
        requireNonNull(job, "job");
        return FileTask.noticing("the file for the DBA", () -> {
            folder.check();
            String seen = look.map(inspector -> inspector.look(job)).orElse("the database was not looked at");
            return seen + "; a DBA runs the script, from a file in " + folder.directory();
        });
    }

    /** A receipt is enough: whoever has one needs neither the script nor the database. */
    @Override
    public SchemaReport run(SchemaJob job) {
        requireNonNull(job, "job");
        return FileTask.noticing(
                "the file for the DBA",
                () -> receipt(job).orElseGet(() -> {
                    Path file = write(job);
                    return look.flatMap(inspector -> inspector.applied(job)).orElseThrow(() -> parked(job, file));
                }));
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
        return folder.directory()
                .resolve("iothub-" + job.runId().map(RunId::value).orElse("plan") + extension);
    }

    /** Writes the file unless it is there already to the last byte, all of it or nothing; only its owner can read it. */
    private Path write(SchemaJob job) {
        Path file = path(job, ".sql");
        DbaScript script = new DbaScript(job, String.valueOf(path(job, "").getFileName()));
        try {
            if (folder.keep(file, (script.instructions() + script.sql()).getBytes(StandardCharsets.UTF_8))) {
                job.noteSeededPasswords();
            }
            return file;
        } catch (IllegalStateException e) {
            throw SchemaJobs.scriptGone(e);
        }
    }

    /** The last line that the client printed, which the database itself has made; any other is somebody else's. */
    private Optional<SchemaReport> receipt(SchemaJob job) {
        Path file = path(job, ".receipt");
        Pattern line =
                Pattern.compile(DbaScript.RECEIPT + " " + job.script().sha256() + " run \\S*+ tables (\\d{1,6})");
        try {
            Matcher found = line.matcher(folder.lastLine(file));
            return found.matches()
                    ? Optional.of(SchemaReport.of(
                            job.script().sha256(), 0, Integer.parseInt(found.group(1)), Duration.ZERO, false))
                    : Optional.empty();
        } catch (IOException e) {
            throw new SchemaException(
                    Kind.UNREACHABLE,
                    "The receipt " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Make it readable.");
        }
    }

    @Override
    public boolean runsTheScript() {
        return false;
    }
}
