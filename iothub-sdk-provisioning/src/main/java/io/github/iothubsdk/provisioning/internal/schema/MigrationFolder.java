package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The folder of a migration tool's files, which others fill, rename and sort too. A script has one file in it, found by what
 * it says of itself; nothing that is there is changed.
 */
record MigrationFolder(DbaFolder folder, MigrationTool tool) {

    private static final int DEPTH = 100;
    /** A header of the team's may stand before the first lines. */
    private static final int HEADER = 64 << 10;
    /** Scripts have 64 MiB at most. */
    private static final int MOST = 80 << 20;

    private static final int TRIES = 100;
    private static final String CONF = "placeholderReplacement=false\nencoding=UTF-8\n";

    /** One that is there, as the SDK wrote it. */
    record Found(Path path, String text) {}

    /**
     * The file of a job's script, wherever in the folder and under whatever name it is.
     *
     * @throws SchemaException when it was changed, or there are two
     */
    Optional<Found> find(SchemaJob job) {
        try {
            if (Files.notExists(folder.directory(), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            folder.ours();
            return found(new MigrationFile(job, tool));
        } catch (IOException e) {
            throw DbaFolder.unwritable(folder.directory(), e.getClass().getSimpleName());
        }
    }

    /** Sees to it that the file is there, and what the tool needs beside it; the same one whoever else does that now. */
    Path keep(SchemaJob job, byte[] bytes) {
        Optional<Found> there = find(job);
        try {
            for (int i = 0; there.isEmpty() && i < TRIES; i++) {
                there = write(job, bytes);
            }
            Path file = there.map(Found::path)
                    .orElseThrow(() -> DbaFolder.unwritable(folder.directory(), "others are at it"));
            beside(file);
            return file;
        } catch (IOException e) {
            throw DbaFolder.unwritable(folder.directory(), e.getClass().getSimpleName());
        }
    }

    /** Empty when another has just ended what it had begun; then its file is there. */
    private Optional<Found> write(SchemaJob job, byte[] bytes) throws IOException {
        folder.make();
        Path claim = folder.directory().resolve(".iothub-sdk-" + brief(job) + ".claim");
        Optional<Instant> begun = claimed(claim);
        if (begun.isEmpty()) {
            return find(job);
        }
        // Named before it is looked for: the file of another that comes in between must not make the version higher.
        Path file = folder.directory().resolve(name(job, begun.get()));
        if (find(job).isEmpty()) {
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                beside(file);
                folder.keep(file, bytes);
            } else if (find(job).isEmpty()) { // nor has another just written it
                throw different(file);
            }
        }
        Files.deleteIfExists(claim);
        return find(job);
    }

    /** When the first of those who are about to write began to: all of them take the version from that. */
    private static Optional<Instant> claimed(Path claim) throws IOException {
        try {
            Files.createFile(claim);
        } catch (FileAlreadyExistsException e) {
            // Another is at it, or was, and did not come to its end.
        }
        try {
            return Optional.of(
                    Files.getLastModifiedTime(claim, LinkOption.NOFOLLOW_LINKS).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private String name(SchemaJob job, Instant begun) throws IOException {
        return tool == MigrationTool.LIQUIBASE
                ? title(job)
                : "V" + FlywayVersion.next(names(), begun, job.script().sha256()) + "__" + title(job);
    }

    /** How the name of its file ends, unless somebody has renamed it. */
    static String title(SchemaJob job) {
        return "iot_hub_schema_" + brief(job) + ".sql";
    }

    private static String brief(SchemaJob job) {
        return job.script()
                .sha256()
                .substring(0, Math.min(8, job.script().sha256().length()));
    }

    private Optional<Found> found(MigrationFile wanted) throws IOException {
        Optional<Found> found = Optional.empty();
        for (Path path : paths(each -> String.valueOf(each.getFileName()).endsWith(".sql"))) {
            if (!wanted.isMine(start(path, HEADER))) {
                continue;
            }
            if (found.isPresent()) {
                throw twice(found.get().path(), path);
            }
            String text = start(path, MOST);
            if (!wanted.isWhole(text)) {
                throw different(path);
            }
            found = Optional.of(new Found(path, text));
        }
        return found;
    }

    private List<String> names() throws IOException {
        return paths(path -> true).stream()
                .map(path -> String.valueOf(path.getFileName()))
                .toList();
    }

    /** Files that are none of links, in an order that never changes; what goes while it is looked at was never there. */
    private List<Path> paths(Predicate<Path> which) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder.directory(), Set.of(), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && which.test(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        Collections.sort(found);
        return found;
    }

    private static String start(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        }
    }

    /** Flyway replaces what looks like a placeholder, in data too, unless the file's own settings say no. */
    private void beside(Path file) throws IOException {
        Path conf = file.resolveSibling(file.getFileName() + ".conf");
        if (tool != MigrationTool.FLYWAY) {
            return;
        }
        if (Files.notExists(conf, LinkOption.NOFOLLOW_LINKS)) {
            folder.keep(conf, CONF.getBytes(StandardCharsets.UTF_8));
        } else if (start(conf, CONF.length() * 100)
                .lines()
                .map(line -> line.replace(" ", ""))
                .noneMatch(line -> line.equals("placeholderReplacement=false"))) {
            throw new SchemaException(
                    Kind.REFUSED,
                    conf + " does not say placeholderReplacement=false, so Flyway would change the script's data.",
                    "Add that line to it.");
        }
    }

    private static SchemaException different(Path file) {
        return new SchemaException(
                Kind.REFUSED,
                file + " is there with other content than the SDK writes for this script and this request.",
                "Restore it, also its line ends, or delete it when no database has run it; it may be renamed, not changed.");
    }

    private static SchemaException twice(Path one, Path other) {
        return new SchemaException(
                Kind.REFUSED,
                "Two files hold this script: " + one + " and " + other + ".",
                "Delete the one that no database has run.");
    }
}
