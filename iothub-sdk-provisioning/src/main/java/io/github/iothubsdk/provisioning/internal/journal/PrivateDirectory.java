package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A directory and its files that belong to this process's user alone: 0700 and 0600, made so when they are wider, and no
 * symbolic link among them.
 *
 * <p>Other users of the machine could read what was bought for whom, and block buying by a lock on a file that they may
 * open. Where the file system knows no such rights, its own are trusted. Thread-safe.
 */
final class PrivateDirectory {

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNERS_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final boolean posix;
    private final AtomicReference<@Nullable UserPrincipal> self = new AtomicReference<>();

    PrivateDirectory(Path path) {
        this.path = path;
        posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path path() {
        return path;
    }

    /**
     * Creates it when it is not there, and sees to it that it is private.
     *
     * @throws JournalException when it is not this user's
     */
    void make() throws IOException {
        Files.createDirectories(path, only(OWNERS));
        check();
    }

    /**
     * Sees to it that it is private.
     *
     * @throws JournalException when it is not this user's
     */
    void check() throws IOException {
        if (!posix) {
            return;
        }
        if (Files.isSymbolicLink(path)) {
            requireOurs(path, LinkOption.NOFOLLOW_LINKS);
        }
        requireOurs(path);
        tighten(path, OWNERS);
    }

    /**
     * Sees to it that a file that is there is private.
     *
     * @throws JournalException when it is a link, no file, or not this user's
     */
    void check(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw foreign(file, found.isSymbolicLink() ? "it is a symbolic link" : "it is not a regular file");
        }
        if (posix) {
            requireOurs(file, LinkOption.NOFOLLOW_LINKS);
            tighten(file, OWNERS_FILE);
        }
    }

    /** As {@link #check(Path)}; creates it empty when it is not there. */
    void makeFile(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(file, only(OWNERS_FILE));
            } catch (FileAlreadyExistsException e) {
                // Another process has made it in this moment.
            }
        }
        check(file);
    }

    /**
     * Creates it empty, in the place of whatever is there: what a link leads to is not touched.
     *
     * @throws JournalException when a directory with something in it is there
     */
    void makeNew(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException e) {
            throw foreign(file, "it is a directory with something in it");
        }
        Files.createFile(file, only(OWNERS_FILE));
    }

    /** The owner of a file that is made here: there is no other way to ask who one is. Empty where none can be made. */
    private Optional<UserPrincipal> self() {
        UserPrincipal known = self.get();
        if (known == null) {
            try {
                Path probe = Files.createTempFile(path, ".probe-", "", only(OWNERS_FILE));
                try {
                    known = Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
                    self.set(known);
                } finally {
                    Files.delete(probe);
                }
            } catch (IOException e) {
                return Optional.empty(); // only to be read, and whoever writes is told why not
            }
        }
        return Optional.of(known);
    }

    private void requireOurs(Path there, LinkOption... options) throws IOException {
        UserPrincipal owner = Files.getOwner(there, options);
        Optional<UserPrincipal> user = self();
        if (user.isPresent() && !user.get().equals(owner)) {
            throw foreign(
                    there,
                    "it belongs to " + owner.getName() + ", and this process is "
                            + user.get().getName() + "'s");
        }
    }

    /** Where a mount says which rights all files have, these cannot be changed, and are the administrator's word. */
    private static void tighten(Path there, Set<PosixFilePermission> most) throws IOException {
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(there);
        if (!most.containsAll(found)) {
            Set<PosixFilePermission> left = EnumSet.copyOf(most);
            left.retainAll(found);
            try {
                Files.setPosixFilePermissions(there, left);
            } catch (IOException e) {
                // It is ours, so that only such a file system refuses.
            }
        }
    }

    private FileAttribute<?>[] only(Set<PosixFilePermission> rights) {
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }

    private static JournalException foreign(Path file, String why) {
        return new JournalException(
                file + " is not used for the journal: " + why
                        + ". Nothing was sent. Find out who put it there; or name a "
                        + "directory that is not there yet, such as one below it.",
                null);
    }
}
